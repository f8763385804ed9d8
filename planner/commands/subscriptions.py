"""The commands for people's own calendars: fetch, clashes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import deliver, read
from planner.commands.options import Output, OutputFormat, ProblemFile, Today

ONLY_MINE = 0o077
"""The mask that keeps a new file from everybody but its owner."""


def fetch(
    problem: ProblemFile,
    addresses: Annotated[
        Path, typer.Argument(metavar="ADRESSER", help="«person-id: https://…», en linje for hver.")
    ],
    *,
    output: Output,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Hent når folk er opptatt, fra kalendere som de har publisert. Status 1: noe ble ikke hentet.

    FIL gis til andre kommandoer med --busy. Bare tid og slag blir tatt vare på. Det som ikke lar
    seg hente, blir stående som før. Kjør kommandoen fast, for eksempel hver time.
    """
    from calendars.busy import read_busy
    from calendars.download import download
    from planner.application.addressfile import open_to_others, read_addresses
    from planner.application.busyfile import read_busy_file, render_busy_file
    from planner.application.fetch_text import NOT_ALL, fetch_as_facts, fetch_text
    from planner.application.refreshing import refreshed
    from planner.application.results import check_file, write_file
    from planner.domain.busysources import BusySources

    whole, _ = read(problem)
    asked = read_addresses(addresses, whole)
    check_file(output, problem, addresses)
    before = read_busy_file(output, whole.language) if output.is_file() else BusySources()
    if warning := open_to_others(addresses):
        typer.echo(warning.text(whole.language), err=True)
    reader = partial(read_busy, tz="Europe/Oslo")
    now = datetime.now(UTC).replace(microsecond=0)
    found = refreshed(asked, before, whole.semester, fetch=download, read=reader, now=now)
    mask = os.umask(ONLY_MINE)
    try:
        write_file(output, render_busy_file(found), problem, addresses)
    finally:
        os.umask(mask)
    failed = any(each.setback for theirs in found.people.values() for each in theirs)
    facts: dict[str, object] = {"people": fetch_as_facts(found, before, whole)}
    if failed:
        facts["meaning"] = NOT_ALL.text(whole.language)
    status = commandline.SOME_BROKEN if failed else commandline.ALL_HOLD
    typer.echo(commandline.said(form, status, fetch_text(found, before, whole), **facts))
    return status


def clashes(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="Den publiserte plan.json.")],
    *,
    busy: Annotated[
        Path,
        typer.Option("--busy", metavar="FIL", help="Når folk er opptatt, slik «fetch» hentet det."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FIL",
            help="Fil for scenariet; ellers skrives det ikke.",
        ),
    ] = None,
    today: Today = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Finn møter som kolliderer med deltakernes egne kalendere. Status 1: det er noen.

    FIL blir et scenario der de som er opptatt, er borte de timene; «whatif» viser hva som kan
    gjøres.
    """
    from planner.application.busyfile import read_busy_file
    from planner.application.clash_text import (
        NOTHING_TO_ASK,
        SOME_CLASH,
        as_scenario_file,
        clash_text,
        clashes_as_facts,
        way_out,
    )
    from planner.application.planfile import read_plan
    from planner.application.results import check_file
    from planner.domain.clashes import clashes
    from planner.domain.grid import OSLO

    whole, _ = read(problem)
    published = read_plan(plan, whole)
    sources = read_busy_file(busy, whole.language)
    if output is not None:
        check_file(output, problem, plan, busy)
    day = today or datetime.now(OSLO).date()
    found = clashes(whole, published, sources.times, day)
    status = commandline.SOME_BROKEN if found else commandline.ALL_HOLD
    facts = clashes_as_facts(found, sources, whole, published, day)
    if found:
        facts["meaning"] = SOME_CLASH.text(whole.language)
    text = clash_text(found, sources, whole, published, day)
    typer.echo(commandline.said(form, status, text, **facts))
    scenario = as_scenario_file(found, whole, published)
    if output is not None and scenario is not None:
        deliver(scenario, output, problem, plan, busy)
    if found and form is commandline.Format.TEXT:
        told = way_out(problem, plan, busy, output) if scenario else NOTHING_TO_ASK
        typer.echo("\n" + told.text(whole.language), err=True)
    return status
