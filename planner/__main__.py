"""The command line, and the roof: here the rulebook and the calendars are handed to the planner.

A command parses, makes one call and says what came of it. Exit status: 0 all requirements hold,
1 some do not, 2 wrong use or unreadable input, 3 an error of ours, 130 interrupted.
"""

# Imports stand in the commands, so that `--help` loads no rule, no engine and no page.
# ruff: noqa: PLC0415

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from planner.application import commandline
from planner.application.running import cores, run_beside, stopped_by_signal
from planner.domain.errors import Disagreement, SemesterplanError

if TYPE_CHECKING:
    from planner.engine.check import Report
    from planner.engine.progress import Listener, Progress


class Format(StrEnum):
    """What a command writes on standard output."""

    TEXT = "text"
    JSON = "json"


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


def _seconds(text: str) -> float:
    """A number of seconds; "nan" and "inf" are none."""
    if not 0 <= (seconds := float(text)) <= 86_400:
        raise ValueError
    return seconds


ProblemFile = Annotated[
    Path, typer.Argument(metavar="PROBLEM", help="Problemfilen (YAML eller JSON).")
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FIL", help="Filen som skrives.")]
MaybeOutput = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FIL", help="Filen som skrives; ellers til skjermen."),
]
Seconds = Annotated[
    float,
    typer.Option(
        parser=_seconds, metavar="S", help="Sekunder å lete i, 0 til 86400 (10 om det ikke sies)."
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
OutputFormat = Annotated[
    Format,
    typer.Option(
        "--format", metavar="text|json", help="text for folk (vanlig), json for maskiner."
    ),
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
    form: OutputFormat = Format.TEXT,
) -> int:
    """Lag en plan: plan.json, report.json, report.html og feeds/."""
    from datetime import datetime

    from calendars.feed import feed_audiences, render_feed
    from constraints import RULES
    from planner.application.intake import read_problem
    from planner.application.pages import render_report
    from planner.application.planning import plan_semester
    from planner.application.results import check_folder, result_files, write_folder
    from planner.application.summary import summary
    from planner.domain.grid import OSLO

    whole, rules = read_problem(problem, RULES)
    check_folder(output)
    with stopped_by_signal(_say_stopping) as stop, _shown_progress() as listener:
        outcome = run_beside(
            lambda: plan_semester(
                whole, rules, seconds=seconds, seed=seed, workers=workers or cores(),
                listener=listener, stop=stop.is_set,
            )
        )  # fmt: skip
    made, report, today = outcome.plan, outcome.report, datetime.now(OSLO).date()
    feeds = {each: render_feed(whole, made, each, today) for each in feed_audiences(whole, made)}
    page = render_report(whole, made, report, rules)
    write_folder(output, result_files(made, report, page, feeds))
    if form is Format.TEXT:
        typer.echo(summary(whole, made, report, rules))
        said = commandline.told_at_end(output, whole.language, stopped=stop.is_set())
        typer.echo(said, err=True)
        return _status(report)
    facts = commandline.facts_of(made, report) | {"stopped": stop.is_set(), "folder": str(output)}
    typer.echo(commandline.as_json(_status(report), **facts))
    return _status(report)


@app.command(cls=Command)
def check(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="plan.json som skal kontrolleres.")],
    form: OutputFormat = Format.TEXT,
) -> int:
    """Kontroller en plan mot kravene og ønskene i problemfilen."""
    from constraints import RULES
    from planner.application.intake import read_problem
    from planner.application.planfile import read_plan
    from planner.application.summary import summary
    from planner.engine.check import check as checked

    whole, rules = read_problem(problem, RULES)
    made = read_plan(plan, whole)
    report = checked(whole, made, rules)
    if form is Format.JSON:
        typer.echo(commandline.as_json(_status(report), report=report.model_dump(mode="json")))
        return _status(report)
    typer.echo(summary(whole, made, report, rules))
    typer.echo(commandline.broken_in_words(report), nl=False)
    return _status(report)


@app.command(cls=Command)
def example(
    name: Annotated[str, typer.Argument(metavar="NAVN", help="Navnet; uten vises alle.")] = "",
    output: MaybeOutput = None,
    names: Annotated[bool, typer.Option("--list", help="Vis navnene på eksemplene.")] = False,  # noqa: FBT002
) -> int:
    """Skriv et ferdig eksempel, laget av virkelige skoler og barnehager."""
    from planner.application.examples import EXAMPLES, example_text

    if name and not names:
        return _deliver(example_text(name), output)
    for listed, described in EXAMPLES.items():
        typer.echo(f"{listed:10} {described.nb}")
    return commandline.ALL_HOLD


@app.command(cls=Command)
def schema(output: MaybeOutput = None) -> int:
    """Skriv JSON-skjemaet for problemfilen, med innstillingene til reglene."""
    from constraints import RULES
    from planner.application.schema import render_schema

    return _deliver(render_schema(RULES), output)


@app.command(cls=Command)
def timetable(problem: ProblemFile, output: Output) -> int:
    """Skriv problemet som bar timeplan (JSON) for andre løsere; se docs/timetable.md."""
    from constraints import RULES
    from planner.application.intake import read_problem
    from planner.engine.build import build_timetable
    from planner.engine.timetable_json import render_timetable

    return _deliver(render_timetable(build_timetable(*read_problem(problem, RULES))), output)


@app.command(cls=Command)
def solve_timetable(
    timetable: Annotated[Path, typer.Argument(metavar="TIMEPLAN", help="Timeplan (JSON).")],
    output: Output,
    seconds: Seconds = 10.0,
    seed: Seed = 1,
    workers: Workers = None,
) -> int:
    """Plasser møtene i en bar timeplan. Status 1: noe er brutt eller ikke plassert."""
    from planner.application.timetablefile import read_timetable_file
    from planner.engine.evaluate import evaluate
    from planner.engine.solve import solve
    from planner.engine.timetable_json import render_placements

    bare = read_timetable_file(timetable)
    with stopped_by_signal(_say_stopping) as stop, _shown_progress() as listener:
        found = run_beside(
            lambda: solve(
                bare, seconds=seconds, seed=seed, workers=workers or cores(),
                listener=listener, stop=stop.is_set,
            )
        )  # fmt: skip
    seen = evaluate(bare, found.placements)
    _deliver(render_placements(found.placements, seen, found.bound), output)
    all_placed = len(found.placements) == len(bare.meetings) and not seen.broken
    return commandline.ALL_HOLD if all_placed else commandline.SOME_BROKEN


def _status(report: Report) -> int:
    return commandline.SOME_BROKEN if report.requirements_broken else commandline.ALL_HOLD


def _say_stopping() -> None:
    typer.echo("\nStopper; tar vare på den beste planen så langt …", err=True)


def _deliver(text: str, output: Path | None) -> int:
    """Write a text to a file, or on standard output."""
    from planner.application.results import write_file

    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(output, text)
        typer.echo(commandline.WRITTEN.nb.format(path=output), err=True)
    return commandline.ALL_HOLD


@contextmanager
def _shown_progress() -> Iterator[Listener | None]:
    """A listener that shows one line on the terminal; none when there is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner

    latest: tuple[Progress, float] | None = None
    spinner = Spinner("dots", "Leser og bygger …")

    def line() -> Spinner:
        if latest is not None:
            progress, moment = latest
            spinner.update(text=commandline.progress_line(progress, monotonic() - moment))
        return spinner

    def listen(progress: Progress) -> None:
        nonlocal latest
        latest = progress, monotonic()

    with Live(console=Console(stderr=True), get_renderable=line, transient=True):
        yield listen


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
