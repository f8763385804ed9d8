"""What commands read and write. Here the rulebook and the holidays are handed to the planner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from planner.application import commandline

if TYPE_CHECKING:
    from planner.application.settings import Settings
    from planner.application.store.database import Store
    from planner.domain.plan import Plan
    from planner.domain.problem import Problem
    from planner.engine.rule import Rulebook


def read(problem: Path, last: Path | None = None) -> tuple[Problem, Rulebook]:
    """Read a problem file with every rule of ours, and the public holidays of Norway.

    Contacts and rhythm of last half-year may stand in a file of their own.
    """
    from calendars.holidays import public_holidays
    from constraints import RULES
    from planner.application.intake import read_problem
    from planner.application.lasthalfyear import read_last_half_year

    whole, rules = read_problem(problem, RULES, holidays=public_holidays)
    return (read_last_half_year(last, whole) if last else whole), rules


def with_calendars(
    problem: Problem, busy: Path | None, plan: Plan | None = None, *, standing: bool = False
) -> Problem:
    """Take in when people are busy, from a file that `fetch` wrote; without one nothing changes.

    Parameters
    ----------
    plan
        The plan at hand: its meetings in people's calendars are not in their own way.
    standing
        Whether the plan stands even where somebody is busy now, and only what is new gives way.
    """
    from planner.application.busyfile import notes_on, read_busy_file
    from planner.domain.busy_people import beside_meetings, with_busy_times, without_own_meetings

    if busy is None:
        return problem
    sources = read_busy_file(busy, problem.language)
    for note in notes_on(sources, problem):
        typer.echo(note.text(problem.language), err=True)
    if plan is None:
        return with_busy_times(problem, sources.times)
    own_apart = beside_meetings if standing else without_own_meetings
    return with_busy_times(problem, own_apart(sources.times, plan))


def opened(settings: Settings) -> Store:
    """The database of the settings, which is of this edition of the program."""
    from planner.application.store.database import check_current, open_store

    store = open_store(settings.database)
    check_current(store)
    return store


def deliver(text: str | bytes, output: Path | None, *inputs: Path) -> int:
    """Write a text to a file that is none of the inputs, or on standard output.

    Parameters
    ----------
    text
        As bytes (UTF-8), it comes out as it is whatever the terminal is set to.
    """
    from planner.application.results import write_file

    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(output, text if isinstance(text, str) else text.decode(), *inputs)
        typer.echo(commandline.WRITTEN.nb.format(path=output), err=True)
    return commandline.ALL_HOLD
