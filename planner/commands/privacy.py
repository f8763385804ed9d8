"""The commands for what is kept about people: export-person, erase-person, erase-year."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import deliver, opened
from planner.commands.links import Office, office_of
from planner.commands.options import Database, OutputFormat, Sure, require_sure
from planner.commands.subscriptions import ONLY_MINE
from planner.domain.faults import some_of
from planner.domain.words import Phrase, counted, listed, same

Person = Annotated[str, typer.Argument(metavar="PERSON", help="Id-en personen har i planen.")]
PERSON_ERASED = Phrase(
    nb="«{person}» er slettet, med lenker, kalendere, invitasjoner, jobber og konto. "
    "Sikkerhetskopier som er tatt før, har det ennå: slett dem når de er gamle nok.",
    nn="«{person}» er sletta, med lenkjer, kalendrar, invitasjonar, jobbar og konto. "
    "Tryggingskopiar som er tekne før, har det enno: slett dei når dei er gamle nok.",
)
STILL_NAMED = Phrase(
    nb="Personen står ennå i {what}. Utkast og scenarier kan endres; en versjon blir borte når "
    "skoleåret slettes.",
    nn="Personen står enno i {what}. Utkast og scenario kan endrast; ein versjon blir borte når "
    "skuleåret blir sletta.",
)
DRAFTS = Phrase(nb="utkast {names}", nn="utkast {names}")
SCENARIOS = Phrase(nb="scenario {names}", nn="scenario {names}")
VERSIONS = Phrase(nb="versjon {names}", nn="versjon {names}")
YEAR_ERASED = Phrase(
    nb="Skoleåret {year} er slettet: {what}. Sikkerhetskopier som er tatt før, har det ennå: slett "
    "dem når de er gamle nok.",
    nn="Skuleåret {year} er sletta: {what}. Tryggingskopiar som er tekne før, har det enno: slett "
    "dei når dei er gamle nok.",
)
COUNTS = {
    "versions": (same("versjon"), Phrase(nb="versjoner", nn="versjonar")),
    "drafts": (same("utkast"), same("utkast")),
    "scenarios": (same("scenario"), Phrase(nb="scenarier", nn="scenario")),
    "jobs": (same("jobb"), Phrase(nb="jobber", nn="jobbar")),
}


def export_person(
    person: Person,
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FIL", help="Filen som skrives (JSON)."),
    ] = None,
    office: Office = None,
    database: Database = None,
) -> int:
    """Skriv alt som et kontor har lagret om en person, som JSON, til å gi personen.

    Hemmeligheter som lenker og kalenderadresser er ikke med.
    """
    from planner.application.store.account_export import export_person as exported
    from planner.application.store.keys import seal_for
    from planner.commands.settings import settings_with

    settings = settings_with(database=database, office=office)
    store, theirs = opened(settings), office_of(settings)
    seal = seal_for(store, settings)
    found = exported(store, theirs, person, seal, by=None, at=datetime.now(UTC))
    mask = os.umask(ONLY_MINE)
    try:
        return deliver(json.dumps(found, ensure_ascii=False, indent=1) + "\n", output)
    finally:
        os.umask(mask)


def erase_person(
    person: Person,
    *,
    yes: Sure = False,
    office: Office = None,
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Slett det et kontor har lagret om en person: konto, lenker, kalendere, invitasjoner, jobber.

    Planer som nevner personen, blir stående, og det sies hvilke. En konto som også hører til andre
    kontorer, består der.
    """
    from planner.application.store.erasing import erase_person as erased
    from planner.commands.settings import settings_with

    require_sure(yes=yes)
    settings = settings_with(database=database, office=office)
    store, theirs = opened(settings), office_of(settings)
    named = erased(store, theirs, person, by=None, at=datetime.now(UTC))
    told = [
        phrase.with_facts(names=some_of([str(each) for each in names]))
        for phrase, names in (
            (DRAFTS, named.drafts),
            (SCENARIOS, named.scenarios),
            (VERSIONS, named.versions),
        )
        if names
    ]
    text = PERSON_ERASED.with_facts(person=person).nb
    if told:
        text += "\n" + STILL_NAMED.with_facts(what=listed(told)).nb
    facts = {"drafts": named.drafts, "scenarios": named.scenarios, "versions": named.versions}
    typer.echo(commandline.said(form, commandline.ALL_HOLD, text, person=person, named=facts))
    return commandline.ALL_HOLD


def erase_year(
    year: Annotated[
        int, typer.Argument(metavar="ÅR", help="Året skoleåret begynner i: 2026 for 2026/27.")
    ],
    *,
    yes: Sure = False,
    office: Office = None,
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Slett et skoleår som er over: innholdet i versjonene, og utkast, scenarier og jobber.

    Versjonenes numre blir stående, og nyere versjoner er som før. Går fra 1. oktober etter at
    skoleåret er slutt.
    """
    from planner.application.store.schoolyears import erase_year as erased
    from planner.application.store.schoolyears import name_of
    from planner.commands.settings import settings_with

    require_sure(yes=yes)
    settings = settings_with(database=database, office=office)
    store, theirs = opened(settings), office_of(settings)
    found = erased(store, theirs, year, by=None, at=datetime.now(UTC))
    facts = {
        "versions": found.versions,
        "drafts": found.drafts,
        "scenarios": found.scenarios,
        "jobs": found.jobs,
    }
    what = listed([counted(len(facts[name]), *words) for name, words in COUNTS.items()])
    text = YEAR_ERASED.with_facts(year=name_of(year), what=what).nb
    typer.echo(commandline.said(form, commandline.ALL_HOLD, text, year=name_of(year), **facts))
    return commandline.ALL_HOLD
