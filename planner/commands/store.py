"""The commands that make a database ready: db upgrade, db office."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import opened
from planner.commands.options import (
    Command,
    Commands,
    Database,
    OutputFormat,
    Sure,
    require_sure,
)
from planner.domain.faults import some_of
from planner.domain.words import Language, Phrase

UPGRADED = Phrase(
    nb="Databasen {address} er klar til bruk.", nn="Databasen {address} er klar til bruk."
)
MADE = Phrase(
    nb="Kontoret «{office}» er laget. Publiser til det med «semesterplan publish PROBLEM PLAN "
    "--office {office}».",
    nn="Kontoret «{office}» er laga. Publiser til det med «semesterplan publish PROBLEM PLAN "
    "--office {office}».",
)
KEY_IN_USE = Phrase(
    nb="Nøkkelfilen som er her nå, er den som gjelder; alle kalenderne kan leses med den.",
    nn="Nøkkelfila som er her no, er den som gjeld; alle kalendrane kan lesast med ho.",
)
CALENDARS_GONE = Phrase(
    nb="Nøkkelfilen som er her nå, er den som gjelder. Kalenderne som ikke kan leses med den, er "
    "fjernet ({people}); start tjenesten på nytt, og legg dem inn igjen. Til da planlegges det som "
    "om de det gjelder, er ledige.",
    nn="Nøkkelfila som er her no, er den som gjeld. Kalendrane som ikkje kan lesast med ho, er "
    "fjerna ({people}); start tenesta på nytt, og legg dei inn att. Til då blir det planlagt som "
    "om dei det gjeld, er ledige.",
)

db = typer.Typer(
    cls=Commands, rich_markup_mode=None, help="Gjør databasen klar, og hold den ved like."
)


@db.command(cls=Command)
def upgrade(*, database: Database = None, form: OutputFormat = commandline.Format.TEXT) -> int:
    """Lag databasen, eller oppgrader den til denne utgaven av programmet.

    Kjør den før første bruk og etter hver oppgradering; står alt slik det skal, endres ingenting.
    """
    from planner.application.store.database import open_store
    from planner.application.store.database import upgrade as upgraded
    from planner.commands.settings import settings_with

    store = open_store(settings_with(database=database).database)
    upgraded(store)
    text = UPGRADED.with_facts(address=store.address).nb
    typer.echo(commandline.said(form, commandline.ALL_HOLD, text, database=store.address))
    return commandline.ALL_HOLD


@db.command(cls=Command)
def office(
    office: Annotated[
        str, typer.Argument(metavar="KONTOR", help="Id-en det skal ha, som «ppt-vika».")
    ],
    name: Annotated[str, typer.Argument(metavar="NAVN", help="Hva kontoret heter.")],
    *,
    language: Annotated[
        Language,
        typer.Option(parser=commandline.language_of, metavar="nb|nn", help="Målform (nb)."),
    ] = "nb",
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Lag et kontor, som publiserer planer for sine kommuner."""
    from planner.application.store.offices import make_office
    from planner.commands.settings import settings_with

    store = opened(settings_with(database=database))
    make_office(store, office, name, language, by=None, at=datetime.now(UTC))
    text = MADE.with_facts(office=office).text(language)
    typer.echo(commandline.said(form, commandline.ALL_HOLD, text, office=office))
    return commandline.ALL_HOLD


@db.command("new-key", cls=Command)
def new_key(
    *,
    yes: Sure = False,
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Gå videre når nøkkelfilen er tapt for godt: det lages en ny om det ikke er noen.

    Kalendere som er låst med den gamle, fjernes, og må legges inn på nytt.
    """
    from planner.application.store.keys import forget_closed
    from planner.commands.settings import settings_with

    require_sure(yes=yes)
    settings = settings_with(database=database)
    gone = forget_closed(opened(settings), settings, at=datetime.now(UTC))
    people = sorted({f"{office}/{person}" for office, person in gone})
    text = (CALENDARS_GONE if gone else KEY_IN_USE).with_facts(people=some_of(people)).nb
    typer.echo(commandline.said(form, commandline.ALL_HOLD, text, people=people))
    return commandline.ALL_HOLD
