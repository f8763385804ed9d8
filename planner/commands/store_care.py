"""The commands for the day when something went wrong, and before it: verify, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.application import commandline
from planner.commands.options import Database, OutputFormat
from planner.domain.words import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.application.store.database import Store
    from planner.domain.errors import Fault
    from planner.domain.problem import Problem
    from planner.engine.rule import Rulebook

ALL_WELL = Phrase(
    nb="Alt i {address} er lest på nytt og kontrollert; ingenting er galt.",
    nn="Alt i {address} er lese på nytt og kontrollert; ingenting er gale.",
)
WRONG = Phrase(nb="Noe er galt i {address}:", nn="Noko er gale i {address}:")
BACKED_UP = Phrase(
    nb="Skrev {path}; den er lest på nytt og er hel. Den inneholder alt som er lagret; oppbevar "
    "den trygt.",
    nn="Skreiv {path}; ho er lesen på nytt og er heil. Ho inneheld alt som er lagra; oppbevar ho "
    "trygt.",
)
BACKED_UP_AS_IT_IS = Phrase(
    nb="Skrev {path}, men det som er galt i databasen, er galt i kopien også; ta vare på eldre "
    "kopier. Dette er galt:",
    nn="Skreiv {path}, men det som er gale i databasen, er gale i kopien òg; ta vare på eldre "
    "kopiar. Dette er gale:",
)
RESTORED = Phrase(
    nb="Hentet {path} fram igjen til {address}. Start tjenesten på nytt nå. Det som er gjort etter "
    "at kopien ble tatt, er ikke med: også lenker og invitasjoner som siden er trukket tilbake, "
    "virker igjen.",
    nn="Henta {path} fram att til {address}. Start tenesta på nytt no. Det som er gjort etter at "
    "kopien vart teken, er ikkje med: òg lenkjer og invitasjonar som sidan er trekte tilbake, "
    "verkar att.",
)


def verify(*, database: Database = None, form: OutputFormat = commandline.Format.TEXT) -> int:
    """Les alt i databasen på nytt, og kontroller alle publiserte versjoner mot reglene.

    Ingenting endres. Status 1: noe er ødelagt, mangler eller holder ikke.
    """
    from planner.application.store.verify import verify as verified

    store = _store(database)
    faults = tuple(verified(store, _rules_of))
    sentence = WRONG if faults else ALL_WELL
    text = sentence.with_facts(address=store.address).nb
    return _say(form, text, faults, database=store.address)


def backup(
    target: Annotated[
        Path, typer.Argument(metavar="FIL", help="Filen som kopien skrives til; en ny hver gang.")
    ],
    *,
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Kopier hele databasen (SQLite) til en fil, mens den er i bruk.

    En fil som finnes fra før, skrives ikke over. Status 1: kopien er skrevet, men noe i databasen
    er ødelagt.
    """
    from planner.application.store.backup import backup as backed_up

    store = _store(database)
    faults = backed_up(store, target)
    sentence = BACKED_UP_AS_IT_IS if faults else BACKED_UP
    text = sentence.with_facts(path=target).nb
    return _say(form, text, faults, database=store.address, written=str(target))


def restore(
    source: Annotated[Path, typer.Argument(metavar="FIL", help="Filen som «backup» skrev.")],
    *,
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Hent databasen (SQLite) fram igjen fra en sikkerhetskopi.

    En database som finnes fra før, skrives ikke over: flytt den først. En kopi fra en eldre utgave
    av programmet oppgraderes.
    """
    from planner.application.store.backup import restore as restored

    store = _store(database)
    restored(source, store)
    text = RESTORED.with_facts(path=source, address=store.address).nb
    return _say(form, text, (), database=store.address)


def _store(database: str | None) -> Store:
    from planner.application.store.database import open_store
    from planner.commands.settings import settings_with

    return open_store(settings_with(database=database).database)


def _rules_of(problem: Problem) -> Rulebook:
    from constraints import RULES
    from planner.engine.rulebook import rulebook

    return rulebook(RULES, problem.rules)


def _say(form: commandline.Format, text: str, faults: Iterable[Fault], **facts: object) -> int:
    """Say what came of it, with what is wrong on lines of its own."""
    told = [each.text("nb") for each in faults]
    status = commandline.SOME_BROKEN if told else commandline.ALL_HOLD
    whole = "\n- ".join([text, *told])
    typer.echo(commandline.said(form, status, whole, **facts, wrong=told))
    return status
