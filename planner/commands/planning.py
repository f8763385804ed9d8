"""The commands that make a plan and look at it: plan, staff, check."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import deliver, read, with_calendars
from planner.commands.options import (
    BusyFile,
    LastHalfYear,
    MaybeOutput,
    OutputFormat,
    ProblemFile,
    ProposedContacts,
    Seconds,
    Seed,
    Workers,
)


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
    last: LastHalfYear = None,
    busy: BusyFile = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Lag en plan: plan.json, report.json og report.html.

    Den første planen skrives så snart den er der, og bedre planer etter hvert, så MAPPE alltid er
    hel, også om programmet blir avbrutt. En tidligere plan for det samme problemet byttes bare ut
    med en bedre til letingen er ferdig; da tar resultatet dens plass.
    """
    from planner.application.contactsfile import read_contacts
    from planner.application.planfile import read_plan
    from planner.application.planning import plan_semester
    from planner.application.progress_line import watched
    from planner.application.resultfolder import ResultFolder
    from planner.application.results import check_folder
    from planner.application.summary import summary

    whole, rules = read(problem, last)
    kept = read_plan(keep, whole) if keep else None
    whole = with_calendars(whole, busy, kept)
    proposed = read_contacts(contacts, whole) if contacts else None
    check_folder(output)
    folder = ResultFolder(output, rules)
    work = partial(plan_semester, whole, rules, seconds=seconds, seed=seed, kept=kept)
    work = partial(work, proposed=proposed, on_the_way=folder.on_the_way(keep))
    outcome, stopped = watched(work, workers, whole.language)
    folder.write(outcome)
    made, report, status = outcome.plan, outcome.report, commandline.status_of(outcome.report)
    text = summary(outcome.problem, made, report, rules)
    facts = commandline.facts_of(made, report) | {"stopped": stopped, "folder": str(output)}
    typer.echo(commandline.said(form, status, text, **facts))
    if form is commandline.Format.TEXT:
        end = commandline.told_at_end(problem, output, whole.language, stopped=stopped)
        typer.echo(end, err=True)
    return status


def staff(
    problem: ProblemFile,
    *,
    output: MaybeOutput = None,
    contacts: ProposedContacts = None,
    last: LastHalfYear = None,
    busy: BusyFile = None,
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

    whole, _ = read(problem, last)
    whole = with_calendars(whole, busy)
    proposed = read_contacts(contacts, whole) if contacts else None
    if output is not None:
        check_file(output, problem, last)
    work = partial(propose, whole, proposed=proposed, seconds=seconds, seed=seed)
    staffing, stopped = watched(work, workers, whole.language)
    table, facts = staffing_table(staffing, stopped=stopped), proposal_as_facts(staffing)
    if output is not None:
        deliver(render_contacts(staffing, table), output, problem)
    status = commandline.SOME_BROKEN if staffing.uncovered else commandline.ALL_HOLD
    typer.echo(commandline.said(form, status, table, stopped=stopped, **facts))
    return status


def check(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="plan.json som skal kontrolleres.")],
    last: LastHalfYear = None,
    busy: BusyFile = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Kontroller en plan mot kravene og ønskene i problemfilen."""
    from planner.application.checking import check_plan
    from planner.application.planfile import read_plan
    from planner.application.summary import summary

    whole, rules = read(problem, last)
    made = read_plan(plan, whole)
    whole = with_calendars(whole, busy, made)
    report = check_plan(whole, made, rules)
    status = commandline.status_of(report)
    text = summary(whole, made, report, rules) + commandline.broken_in_words(report)
    typer.echo(commandline.said(form, status, text, report=report.model_dump(mode="json")))
    return status
