"""The command that asks how much a plan can bear: resilience."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import read, with_calendars
from planner.commands.options import BusyFile, OutputFormat, ProblemFile, Today


def resilience(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="Den publiserte plan.json.")],
    *,
    weeks: Annotated[
        int, typer.Option(min=1, max=26, metavar="N", help="Uker hver er borte, 1 til 26 (4).")
    ] = 4,
    every: Annotated[
        int | None,
        typer.Option(
            min=1, max=26, metavar="N", help="Uker mellom mandagene, 1 til 26 (som --weeks)."
        ),
    ] = None,
    first_day: Annotated[
        date | None,
        typer.Option(
            "--from",
            parser=commandline.day_of,
            metavar="DATO",
            help="Første dag noen blir borte, 2027-03-01 (i dag, eller når halvåret begynner).",
        ),
    ] = None,
    policy: Annotated[
        str,
        typer.Option(
            parser=commandline.policy_of,
            metavar="move|substitute|either|cancel",
            help="Lov å gjøre: flytte (move), stedfortreder (substitute), begge deler (either), "
            "også avlyse (cancel).",
        ),
    ] = "either",
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=256, metavar="W", help="Prosesser, 1 til 256 (en per kjerne)."),
    ] = None,
    busy: BusyFile = None,
    today: Today = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="MAPPE", help="Mappen for resilience.html og .json."
        ),
    ] = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Finn ut hva planen tåler: én person om gangen borte noen uker.

    For hver person og hver mandag: hvor mange møter som brytes, om alle kan ordnes, og med hvor få
    endringer. Planen blir stående som den er. Status 1: noe lar seg ikke ordne, eller er ikke
    undersøkt. Med Ctrl-C vises det som er undersøkt så langt.
    """
    from constraints import RULES
    from planner.application.absence_weeks import starts_of
    from planner.application.alternatives import Policy
    from planner.application.baseline import baseline_of
    from planner.application.fan_out import in_processes
    from planner.application.planfile import read_plan
    from planner.application.progress_line import counted
    from planner.application.resilience import resilience
    from planner.application.resilience_text import resilience_text
    from planner.application.resiliencefolder import (
        check_resilience,
        resilience_as_facts,
        write_resilience,
    )
    from planner.domain.grid import OSLO

    whole, _ = read(problem)
    published = read_plan(plan, whole)
    whole = with_calendars(whole, busy, published, standing=True)
    day = today or datetime.now(OSLO).date()
    starts = starts_of(whole, weeks, every or weeks, max(day, first_day or day))
    if output is not None:
        check_resilience(output)
    baseline = baseline_of(whole, RULES, published)
    work = partial(resilience, baseline, today=day, weeks=weeks, starts=starts)
    work = partial(work, policy=Policy(policy))
    found, _ = counted(
        lambda workers, **rest: work(fan_out=partial(in_processes, processes=workers), **rest),
        workers,
        whole.language,
    )
    if output is not None:
        write_resilience(output, found)
    status = commandline.ALL_HOLD if found.borne else commandline.SOME_BROKEN
    facts = resilience_as_facts(found) | {"seconds": round(found.seconds, 1)}
    typer.echo(commandline.said(form, status, resilience_text(found), **facts))
    return status
