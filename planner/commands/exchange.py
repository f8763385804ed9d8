"""The commands for examples, and for others' programs: schema, timetable, solve-timetable."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import deliver, read
from planner.commands.options import MaybeOutput, Output, ProblemFile, Seconds, Seed, Workers


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
        return deliver(list_of_examples(), None)
    return deliver(example_text(name, half_year, without_contacts=without_contacts), output)


def schema(
    output: MaybeOutput = None,
    scenario: Annotated[bool, typer.Option("--scenario", help="For scenariofilen.")] = False,  # noqa: FBT002
) -> int:
    """Skriv JSON-skjemaet for problemfilen, med innstillingene til reglene."""
    from constraints import RULES
    from planner.application.schema import render_scenario_schema, render_schema

    return deliver((render_scenario_schema if scenario else render_schema)(RULES), output)


def timetable(problem: ProblemFile, output: Output) -> int:
    """Skriv problemet som bar timeplan (JSON) for andre løsere; se docs/timetable.md."""
    from planner.application.proposal import propose
    from planner.engine.build import build_timetable
    from planner.engine.timetable_json import render_timetable

    whole, rules = read(problem)
    bare = render_timetable(build_timetable(propose(whole).staffed, rules))
    return deliver(bare, output, problem)


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
