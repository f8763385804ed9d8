"""The command line: every command in the order that the help shows them, and how a run ends.

Exit status: 0 all requirements hold, 1 some do not, 2 wrong use or unreadable input, 3 an error of
ours, 130 interrupted.
"""

from __future__ import annotations

import sys
from itertools import pairwise

import typer

from planner.application import commandline
from planner.commands.busy import busy
from planner.commands.exchange import example, schema, solve_timetable, timetable
from planner.commands.inviting import invite
from planner.commands.links import subscribe, unsubscribe
from planner.commands.options import Command, Commands
from planner.commands.planning import check, plan, staff
from planner.commands.privacy import erase_person, erase_year, export_person
from planner.commands.publishing import feed, publish
from planner.commands.resilience import resilience
from planner.commands.schoolcalendars import closed_days, school_calendar
from planner.commands.serving import serve
from planner.commands.settings import settings
from planner.commands.store import db
from planner.commands.store_care import backup, restore, verify
from planner.commands.subscriptions import clashes, fetch
from planner.commands.what_if import whatif
from planner.commands.working import work
from planner.domain.errors import Disagreement, SemesterplanError

COMMANDS = (
    plan,
    staff,
    check,
    publish,
    feed,
    whatif,
    resilience,
    busy,
    fetch,
    clashes,
    subscribe,
    unsubscribe,
    invite,
    export_person,
    erase_person,
    erase_year,
    school_calendar,
    closed_days,
    verify,
    backup,
    restore,
    serve,
    work,
    settings,
    example,
    schema,
    timetable,
    solve_timetable,
)

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Planlegg et halvår med tverrfaglige møter for PP-tjenesten.",
)
for each in COMMANDS:
    app.command(cls=Command)(each)
app.add_typer(db, name="db")


def main() -> None:
    """Run a command and end with its status."""
    words = sys.argv[1:]
    for_machines = "--format=json" in words or ("--format", "json") in pairwise(words)
    try:
        status = app(words, prog_name="semesterplan", standalone_mode=False) or 0
        if status == commandline.INTERRUPTED:
            typer.echo(commandline.MEANINGS[commandline.INTERRUPTED], err=True)
    except (SemesterplanError, typer.TyperException) as raised:
        error = raised if isinstance(raised, SemesterplanError) else commandline.misuse(raised)
        status = commandline.OUR_ERROR if isinstance(error, Disagreement) else commandline.UNUSABLE
        if for_machines:
            typer.echo(commandline.told_as_json(error, status))
        else:
            typer.echo(commandline.told(error), err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
