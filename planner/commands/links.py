"""The commands for the secret links to what is published: subscribe, unsubscribe."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from planner.application import commandline
from planner.commands.files import opened
from planner.commands.options import Database, OutputFormat
from planner.domain.words import Language, Phrase

if TYPE_CHECKING:
    from planner.application.settings import Settings

Office = Annotated[
    str | None, typer.Option(metavar="KONTOR", help="Id-en til kontoret (fra innstillingene).")
]

MADE = Phrase(
    nb="{address}\nDette er lenken til kalenderen. Den vises bare denne ene gangen; den som har "
    "den, ser møtene. Trekk den tilbake med «semesterplan unsubscribe {id}».",
    nn="{address}\nDette er lenkja til kalenderen. Ho blir vist berre denne eine gongen; den som "
    "har ho, ser møta. Trekk ho tilbake med «semesterplan unsubscribe {id}».",
)
REVOKED = Phrase(
    nb="Lenken er trukket tilbake, og virker ikke lenger.",
    nn="Lenkja er trekt tilbake, og verkar ikkje lenger.",
)
NO_OFFICE = Phrase(
    nb="Si hvilket kontor det gjelder, med --office eller i innstillingene.",
    nn="Sei kva kontor det gjeld, med --office eller i innstillingane.",
)


def subscribe(
    audience: Annotated[
        str, typer.Argument(metavar="HVEM", help="Id til en person, en enhet eller en tjeneste.")
    ],
    *,
    office: Office = None,
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
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Lag en hemmelig lenke til en kalender av det som er publisert.

    Lenken vises bare denne ene gangen. Send den bare til den det gjelder.
    """
    from planner.application.addresses import FEED, address_of
    from planner.application.audiences import audience_named
    from planner.application.store.subscriptions import subscribe as subscribed
    from planner.application.store.versions import history
    from planner.commands.settings import settings_with

    settings = settings_with(database=database, office=office)
    store = opened(settings)
    theirs = office_of(settings)
    with store.reading() as connection:
        who = audience_named(history(connection, theirs), audience, series=series)
    chosen = partial(subscribed, language=language, deadlines=deadlines)
    link = chosen(store, theirs, who, by=None, at=datetime.now(UTC))
    address = address_of(FEED, settings, link.secret, who.name)
    text = MADE.with_facts(address=address, id=link.id).nb
    typer.echo(
        commandline.said(form, commandline.ALL_HOLD, text, address=address, subscription=link.id)
    )
    return commandline.ALL_HOLD


def unsubscribe(
    subscription: Annotated[
        str, typer.Argument(metavar="ID", help="Id-en som «subscribe» skrev sammen med lenken.")
    ],
    *,
    office: Office = None,
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Trekk tilbake en lenke til en kalender; fra da av finnes den ikke."""
    from planner.application.store.subscriptions import revoke
    from planner.commands.settings import settings_with

    settings = settings_with(database=database, office=office)
    store = opened(settings)
    theirs = office_of(settings)
    revoke(store, theirs, subscription, by=None, at=datetime.now(UTC))
    typer.echo(commandline.said(form, commandline.ALL_HOLD, REVOKED.nb, subscription=subscription))
    return commandline.ALL_HOLD


def office_of(settings: Settings) -> str:
    """The office that is meant."""
    from planner.domain.errors import Fault, UnreadableInput

    if settings.office is None:
        raise UnreadableInput((Fault(("office",), NO_OFFICE),))
    return settings.office
