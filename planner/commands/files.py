"""What commands read and write. Here the rulebook and the holidays are handed to the planner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from planner.application import commandline

if TYPE_CHECKING:
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


def deliver(text: str, output: Path | None, *inputs: Path) -> int:
    """Write a text to a file that is none of the inputs, or on standard output."""
    from planner.application.results import write_file

    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(output, text, *inputs)
        typer.echo(commandline.WRITTEN.nb.format(path=output), err=True)
    return commandline.ALL_HOLD
