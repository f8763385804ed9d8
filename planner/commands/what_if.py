"""The command that asks "what if": what breaks, and the smallest changes that mend it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import read, with_calendars
from planner.commands.options import BusyFile, OutputFormat, ProblemFile, Seed, Today, Workers


def whatif(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="Den publiserte plan.json.")],
    *,
    scenario: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Scenariet (YAML, JSON).")
    ] = None,
    away: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Noen er borte, fra --from til --to.")
    ] = None,
    first_day: Annotated[
        str | None, typer.Option("--from", metavar="DATO", help="Første dag, 2027-03-01.")
    ] = None,
    move: Annotated[
        str | None, typer.Option(metavar="MØTE", help="Ett møte flyttes for hånd, til --to.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="DATO", help="Siste dag, eller nytt tidspunkt, 2027-03-04T09:00."),
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(
            parser=commandline.policy_of,
            metavar="move|substitute|either|cancel",
            help="Lov å gjøre: flytte (move), stedfortreder (substitute), begge deler (either), "
            "også avlyse (cancel). Kan gjentas; alle fire sammenlignes om ingen er nevnt.",
        ),
    ] = None,
    lock: Annotated[
        list[str] | None, typer.Option(metavar="MØTE", help="Et møte som ikke røres; kan gjentas.")
    ] = None,
    freeze_days: Annotated[
        int | None,
        typer.Option(
            min=0, max=60, metavar="N", help="Dager fram, 0 til 60, der møter ikke røres (0)."
        ),
    ] = None,
    rebase: Annotated[
        bool, typer.Option("--rebase", help="Ta et scenario over på en annen versjon av planen.")
    ] = False,
    busy: BusyFile = None,
    today: Today = None,
    seconds: Annotated[
        float,
        typer.Option(
            parser=commandline.seconds_of, metavar="S", help="Sekunder for hvert alternativ (10)."
        ),
    ] = 10.0,
    seed: Seed = 1,
    workers: Workers = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="MAPPE", help="Mappen for sammenligningen og planene."
        ),
    ] = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Se hva et scenario bryter, og de minste endringene som ordner det.

    Oppgi --scenario FIL, --away PERSON --from DATO --to DATO, eller --move MØTE --to TIDSPUNKT.
    Den publiserte planen blir stående som den er. Status 1: noe lar seg ikke ordne, hva som enn
    gjøres av det som er lov.
    """
    from constraints import RULES
    from planner.application.alternatives import Policy
    from planner.application.baseline import baseline_of
    from planner.application.comparison_figures import comparison_as_facts
    from planner.application.comparison_text import comparison_text
    from planner.application.planfile import read_plan
    from planner.application.progress_line import counted
    from planner.application.results import check_folder
    from planner.application.scenario_options import scenario_asked
    from planner.application.situation import situation_of
    from planner.application.successors import with_successors
    from planner.application.what_if import compare
    from planner.application.whatiffolder import WHATIF_FOLDER, write_comparison
    from planner.domain.grid import OSLO

    whole, _ = read(problem)
    published = read_plan(plan, whole)
    whole = with_calendars(whole, busy, published, standing=True)
    baseline = baseline_of(whole, RULES, published)
    if output is not None:
        check_folder(output, WHATIF_FOLDER)
    asked = scenario_asked(
        baseline,
        file=scenario,
        away=away,
        move=move,
        first_day=first_day,
        to=to,
        locked=lock or (),
        freeze_days=freeze_days,
        rebase=rebase,
    )
    asked = with_successors(asked, baseline.problem, seconds=seconds, seed=seed)
    day = today or datetime.now(OSLO).date()
    situation = situation_of(baseline, asked, today=day)
    policies = [Policy(each) for each in policy or Policy]
    work = partial(compare, situation, policies, seconds=seconds, seed=seed)
    comparison, _ = counted(work, workers, whole.language)
    if output is not None:
        write_comparison(output, comparison)
    status = commandline.ALL_HOLD if comparison.mends else commandline.SOME_BROKEN
    facts = comparison_as_facts(comparison)
    typer.echo(commandline.said(form, status, comparison_text(comparison), **facts))
    if output is not None and form is commandline.Format.TEXT:
        typer.echo(commandline.COMPARED.text(whole.language).format(path=output), err=True)
    return status
