"""The commands that publish a plan, and show the feeds of what is published: publish, feed."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.application import commandline
from planner.commands.files import deliver, opened, read
from planner.commands.options import (
    BusyFile,
    Database,
    LastHalfYear,
    MaybeOutput,
    OutputFormat,
    ProblemFile,
)
from planner.domain.freetext import WARNING
from planner.domain.words import Language, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.domain.publication import History

ONE_PLACE = Phrase(
    nb="Oppgi enten en mappe (-o MAPPE) eller et kontor i databasen (--office KONTOR, eller office "
    "i innstillingene).",
    nn="Oppgje anten ei mappe (-o MAPPE) eller eit kontor i databasen (--office KONTOR, eller "
    "office i innstillingane).",
)


def publish(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="plan.json som skal publiseres.")],
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="MAPPE", help="Mappen for alt som er publisert."),
    ] = None,
    office: Annotated[
        str | None,
        typer.Option(
            metavar="KONTOR",
            help="Publiser for et kontor i databasen, ikke i MAPPE (fra innstillingene).",
        ),
    ] = None,
    database: Database = None,
    note: Annotated[
        str,
        typer.Option(
            metavar="TEKST",
            help=f"Hvorfor; synes i historikken og ikke i kalenderne. {WARNING.nb}",
        ),
    ] = "",
    page: Annotated[
        str | None,
        typer.Option(
            metavar="ADRESSE", help="Nettsiden der planen vises («»: ingen; ellers som sist)."
        ),
    ] = None,
    expect: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="N", help="Publiser bare om nyeste versjon er N (0: ingen ennå)."
        ),
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Publiser også når krav ikke holder.")
    ] = False,
    busy: BusyFile = None,
    last: LastHalfYear = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Publiser en plan: en ny versjon, og kalendere som alle kan følge.

    Versjoner som er publisert før, blir stående som de er. Status 1: krav holder ikke, eller møter
    mangler plass; da publiseres planen bare med --anyway. --busy viser hvem som er opptatt under
    møter som nå er publisert.
    """
    from planner.application.busyfile import read_busy_file
    from planner.application.clash_text import (
        as_scenario_file,
        clash_text,
        clashes_as_facts,
        way_out,
    )
    from planner.application.planfile import read_plan
    from planner.application.problemfile import PROBLEM_FILE
    from planner.application.publication_text import publication_as_facts, publication_text
    from planner.application.publicationfolder import WITH_DEADLINES, PublicationFolder
    from planner.application.publishing import publish as published
    from planner.application.results import PLAN_FILE
    from planner.domain.clashes import clashes
    from planner.domain.errors import Fault, UnreadableInput
    from planner.domain.grid import OSLO

    whole, rules = read(problem, last)
    made = read_plan(plan, whole)
    sources = read_busy_file(busy, whole.language) if busy else None
    now = datetime.now(OSLO)
    if output is not None and office is not None:
        raise UnreadableInput((Fault((), ONE_PLACE),), whole.language)
    if output is not None:
        asked = partial(published, problem=whole, plan=made, rules=rules, at=now)
        asked = partial(asked, note=note, page=page, expected=expect, anyway=anyway)
        publication = PublicationFolder(output, rules, _every_feed).publish(asked)
    else:
        # Only here, since loading the database takes longer than publishing to a folder waits for.
        from planner.application.store.versions import publish as published_for
        from planner.commands.settings import settings_with

        settings = settings_with(database=database, office=office)
        office = settings.office
        if office is None:
            raise UnreadableInput((Fault((), ONE_PLACE),), whole.language)
        publication = published_for(
            opened(settings),
            office,
            whole,
            made,
            rules,
            by=None,
            at=now,
            note=note,
            page=page,
            expected=expect,
            anyway=anyway,
        )
    status = commandline.SOME_BROKEN if publication.broken else commandline.ALL_HOLD
    text = publication_text(publication, output, WITH_DEADLINES)
    where = {"folder": str(output)} if output else {"office": office}
    facts = publication_as_facts(publication) | where
    if sources is not None and (publication.published or publication.stands):
        found = clashes(whole, made, sources.times, now.date())
        text += "\n\n" + clash_text(found, sources, whole, made, now.date())
        facts |= clashes_as_facts(found, sources, whole, made, now.date())
        if busy and as_scenario_file(found, whole, made) is not None:
            stands = (output / PROBLEM_FILE, output / PLAN_FILE) if output else (problem, plan)
            way = way_out(*stands, busy)
            text += "\n" + way.text(whole.language)
    typer.echo(commandline.said(form, status, text, **facts))
    return status


def feed(
    folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappen som «publish» skrev.")],
    audience: Annotated[
        str, typer.Argument(metavar="HVEM", help="Id til en person, en enhet eller en tjeneste.")
    ],
    *,
    series: Annotated[bool, typer.Option("--series", help="HVEM er id til en møteserie.")] = False,
    language: Annotated[
        Language | None,
        typer.Option(
            parser=commandline.language_of, metavar="nb|nn", help="Målform (som i problemfilen)."
        ),
    ] = None,
    deadlines: Annotated[
        bool, typer.Option("--deadlines", help="Vis også frister for saksliste og milepæler.")
    ] = False,
    today: Annotated[
        date | None,
        typer.Option(
            parser=commandline.day_of, metavar="DATO", help="Dagen den vises for (i dag)."
        ),
    ] = None,
    output: MaybeOutput = None,
) -> int:
    """Skriv en kalender (iCalendar) av det som er publisert, slik den er en dag."""
    from calendars.feed import render_feed
    from planner.application.audiences import audience_named
    from planner.application.publicationfolder import read_history
    from planner.domain.audience import Subscription
    from planner.domain.grid import OSLO

    history = read_history(folder)
    who = audience_named(history, audience, series=series)
    subscription = Subscription(audience=who, language=language, deadlines=deadlines)
    body = render_feed(history, subscription, today or datetime.now(OSLO).date()).body
    return deliver(body, output)


def _every_feed(history: History, today: date) -> Mapping[str, bytes]:
    """Every feed of a history, by name."""
    from calendars.feed import audiences_of, render_feed
    from planner.application.publicationfolder import subscriptions_by_name

    asked = subscriptions_by_name(audiences_of(history))
    return {name: render_feed(history, each, today).body for name, each in asked.items()}
