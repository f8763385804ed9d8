"""The command line, and the roof: here the rulebook and the calendars are handed to the planner.

A command parses, makes one call and says what came of it. Exit status: 0 all requirements hold,
1 some do not, 2 wrong use or unreadable input, 3 an error of ours, 130 interrupted.
"""

# Imports stand in the commands, so that `--help` loads no rule, no engine and no page.
# ruff: noqa: PLC0415

from __future__ import annotations

import sys
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from planner.application import commandline
from planner.domain.errors import Disagreement, SemesterplanError

if TYPE_CHECKING:
    from planner.domain.problem import Problem
    from planner.engine.rule import Rulebook


class Command(TyperCommand):
    """A command with its help in Norwegian."""

    format_help = commandline.write_help


class Commands(TyperGroup):
    """All commands, with their help in Norwegian."""

    format_help = commandline.write_help


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Planlegg et halvår med tverrfaglige møter for PP-tjenesten.",
)


ProblemFile = Annotated[Path, typer.Argument(metavar="PROBLEM", help="Problemfilen (YAML, JSON).")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FIL", help="Filen som skrives.")]
MaybeOutput = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FIL", help="Filen som skrives; ellers til skjermen."),
]
Seconds = Annotated[
    float,
    typer.Option(
        parser=commandline.seconds_of,
        metavar="S",
        help="Sekunder å lete i, 0 til 86400 (10, for staff 8, om det ikke sies).",
    ),
]
Seed = Annotated[
    int,
    typer.Option(min=0, max=2**31 - 1, metavar="N", help="Heltall som styrer tilfeldige valg (1)."),
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, max=256, metavar="W", help="Tråder, 1 til 256 (en for hver kjerne)."),
]
ProposedContacts = Annotated[
    Path | None, typer.Option(metavar="FIL", help="Kontakter som «staff» foreslo.")
]
LastContacts = Annotated[
    Path | None,
    typer.Option(metavar="PLAN", help="Forrige halvårs plan.json: kontakter som helst beholdes."),
]
OutputFormat = Annotated[
    commandline.Format,
    typer.Option("--format", metavar="text|json", help="text for folk, json for maskiner."),
]


@app.command(cls=Command)
def plan(
    problem: ProblemFile,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="MAPPE", help="Mappen som planen skrives til.")
    ],
    seconds: Seconds = 10.0,
    seed: Seed = 1,
    workers: Workers = None,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="PLAN", help="En plan.json der alt blir stående; bare nye plasseres."),
    ] = None,
    contacts: ProposedContacts = None,
    last: LastContacts = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Lag en plan: plan.json, report.json, report.html og feeds/.

    Den første planen skrives så snart den er der, og bedre planer etter hvert, så MAPPE alltid er
    hel, også om programmet blir avbrutt. En tidligere plan for det samme problemet byttes bare ut
    med en bedre til letingen er ferdig; da tar resultatet dens plass.
    """
    from calendars.feed import render_feeds
    from planner.application.contactsfile import read_contacts
    from planner.application.planfile import read_plan
    from planner.application.planning import plan_semester
    from planner.application.progress_line import watched
    from planner.application.resultfolder import ResultFolder
    from planner.application.results import check_folder
    from planner.application.summary import summary

    whole, rules = _read(problem, last)
    kept = read_plan(keep, whole) if keep else None
    proposed = read_contacts(contacts, whole) if contacts else None
    check_folder(output)
    folder = ResultFolder(output, rules, render_feeds)
    work = partial(plan_semester, whole, rules, seconds=seconds, seed=seed, kept=kept)
    work = partial(work, proposed=proposed, on_the_way=folder.on_the_way(keep))
    outcome, stopped = watched(work, workers, whole.language)
    folder.write(outcome)
    made, report, status = outcome.plan, outcome.report, commandline.status_of(outcome.report)
    text = summary(outcome.problem, made, report, rules)
    facts = commandline.facts_of(made, report) | {"stopped": stopped, "folder": str(output)}
    typer.echo(commandline.said(form, status, text, **facts))
    if form is commandline.Format.TEXT:
        typer.echo(commandline.told_at_end(output, whole.language, stopped=stopped), err=True)
    return status


@app.command(cls=Command)
def staff(
    problem: ProblemFile,
    *,
    output: MaybeOutput = None,
    contacts: ProposedContacts = None,
    last: LastContacts = None,
    seconds: Seconds = 8.0,
    seed: Seed = 1,
    workers: Workers = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Velg kontakter for enhetene, før datoene settes. Status 1: noen har ikke fått kontakt.

    De under contacts i problemfilen blir stående. FIL kan rettes og gis til «plan --contacts».
    """
    from planner.application.contactsfile import read_contacts, render_contacts
    from planner.application.progress_line import watched
    from planner.application.proposal import proposal_as_facts, propose
    from planner.application.results import check_file
    from planner.application.staffing_table import staffing_table

    whole, _ = _read(problem, last)
    proposed = read_contacts(contacts, whole) if contacts else None
    if output is not None:
        check_file(output, problem, last)
    work = partial(propose, whole, proposed=proposed, seconds=seconds, seed=seed)
    staffing, stopped = watched(work, workers, whole.language)
    table, facts = staffing_table(staffing, stopped=stopped), proposal_as_facts(staffing)
    if output is not None:
        _deliver(render_contacts(staffing, table), output, problem)
    status = commandline.SOME_BROKEN if staffing.uncovered else commandline.ALL_HOLD
    typer.echo(commandline.said(form, status, table, stopped=stopped, **facts))
    return status


@app.command(cls=Command)
def check(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="plan.json som skal kontrolleres.")],
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Kontroller en plan mot kravene og ønskene i problemfilen."""
    from planner.application.checking import check_plan
    from planner.application.planfile import read_plan
    from planner.application.summary import summary

    whole, rules = _read(problem)
    made = read_plan(plan, whole)
    report = check_plan(whole, made, rules)
    status = commandline.status_of(report)
    text = summary(whole, made, report, rules) + commandline.broken_in_words(report)
    typer.echo(commandline.said(form, status, text, report=report.model_dump(mode="json")))
    return status


@app.command(cls=Command)
def example(
    name: Annotated[str, typer.Argument(metavar="NAVN", help="Navnet; uten vises alle.")] = "",
    output: MaybeOutput = None,
    half_year: Annotated[
        str, typer.Option(metavar="2026-autumn|2027-spring", help="Halvåret (våren om ikke sagt).")
    ] = "2027-spring",
    without_contacts: Annotated[  # noqa: FBT002
        bool, typer.Option("--without-contacts", help="Uten kontaktpersoner; programmet velger.")
    ] = False,
    names: Annotated[bool, typer.Option("--list", help="Vis navnene på eksemplene.")] = False,  # noqa: FBT002
) -> int:
    """Skriv et ferdig eksempel, laget av virkelige skoler og barnehager."""
    from planner.application.examples import example_text, list_of_examples

    if names or not name:
        return _deliver(list_of_examples(), None)
    return _deliver(example_text(name, half_year, without_contacts=without_contacts), output)


@app.command(cls=Command)
def schema(output: MaybeOutput = None) -> int:
    """Skriv JSON-skjemaet for problemfilen, med innstillingene til reglene."""
    from constraints import RULES
    from planner.application.schema import render_schema

    return _deliver(render_schema(RULES), output)


@app.command(cls=Command)
def timetable(problem: ProblemFile, output: Output) -> int:
    """Skriv problemet som bar timeplan (JSON) for andre løsere; se docs/timetable.md."""
    from planner.application.proposal import propose
    from planner.engine.build import build_timetable
    from planner.engine.timetable_json import render_timetable

    whole, rules = _read(problem)
    bare = render_timetable(build_timetable(propose(whole).staffed, rules))
    return _deliver(bare, output, problem)


@app.command(cls=Command)
def solve_timetable(
    timetable: Annotated[Path, typer.Argument(metavar="TIMEPLAN", help="Timeplan (JSON).")],
    output: Output,
    seconds: Seconds = 10.0,
    seed: Seed = 1,
    workers: Workers = None,
) -> int:
    """Plasser møtene i en bar timeplan. Status 1: noe er brutt eller ikke plassert.

    FIL holder de beste plasseringene så langt mens letingen pågår.
    """
    from planner.application.progress_line import watched
    from planner.application.timetablefile import read_timetable_file, solve_to_file

    bare = read_timetable_file(timetable)
    work = partial(solve_to_file, bare, output, seconds=seconds, seed=seed)
    all_hold, _ = watched(work, workers, "nb")
    typer.echo(commandline.WRITTEN.nb.format(path=output), err=True)
    return commandline.ALL_HOLD if all_hold else commandline.SOME_BROKEN


def _read(problem: Path, last: Path | None = None) -> tuple[Problem, Rulebook]:
    """Read a problem file with every rule of ours, and the public holidays of Norway.

    Contacts of last half-year may stand in a file of their own.
    """
    from calendars.holidays import public_holidays
    from constraints import RULES
    from planner.application.contactsfile import read_last_contacts
    from planner.application.intake import read_problem

    whole, rules = read_problem(problem, RULES, holidays=public_holidays)
    return (read_last_contacts(last, whole) if last else whole), rules


def _deliver(text: str, output: Path | None, *inputs: Path) -> int:
    """Write a text to a file that is none of the inputs, or on standard output."""
    from planner.application.results import write_file

    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(output, text, *inputs)
        typer.echo(commandline.WRITTEN.nb.format(path=output), err=True)
    return commandline.ALL_HOLD


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
