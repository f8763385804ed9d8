"""Arguments and options that several commands have, and commands whose help is in Norwegian."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from planner.application import commandline
from planner.domain.words import Phrase


class Command(TyperCommand):
    """A command with its help in Norwegian."""

    format_help = commandline.write_help


class Commands(TyperGroup):
    """All commands, with their help in Norwegian."""

    format_help = commandline.write_help


ProblemFile = Annotated[Path, typer.Argument(metavar="PROBLEM", help="Problemfilen (YAML, JSON).")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FIL", help="Filen som skrives.")]
MaybeOutput = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FIL", help="Filen som skrives; ellers til skjermen."),
]
Seconds = Annotated[
    float,
    typer.Option(
        parser=commandline.seconds_of,
        metavar="S",
        help="Sekunder å lete i, 0 til 86400 (10, for staff 8, om det ikke sies).",
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
ProposedContacts = Annotated[
    Path | None, typer.Option(metavar="FIL", help="Kontakter som «staff» foreslo.")
]
LastHalfYear = Annotated[
    Path | None,
    typer.Option(
        metavar="PLAN", help="Forrige halvårs plan.json: kontakter og rytme som helst beholdes."
    ),
]
BusyFile = Annotated[
    Path | None,
    typer.Option("--busy", metavar="FIL", help="Når folk er opptatt, slik «fetch» hentet det."),
]
Today = Annotated[
    date | None,
    typer.Option(
        parser=commandline.day_of,
        metavar="DATO",
        help="Dagen det regnes fra, 2027-01-04 (i dag); møter før den blir stående.",
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        metavar="ADRESSE",
        help="Databasen: sqlite:///FIL eller postgresql://BRUKER@VERT/NAVN (fra innstillingene).",
    ),
]
OutputFormat = Annotated[
    commandline.Format,
    typer.Option("--format", metavar="text|json", help="text for folk, json for maskiner."),
]
Sure = Annotated[
    bool, typer.Option("--yes", help="Ja, slett det for godt. Uten dette slettes ingenting.")
]

NOT_SURE = Phrase(
    nb="Det som slettes, kan ikke hentes tilbake; kjør kommandoen på nytt med --yes.",
    nn="Det som blir sletta, kan ikkje hentast tilbake; køyr kommandoen på nytt med --yes.",
)


def require_sure(*, yes: bool) -> None:
    """See that somebody meant it."""
    from planner.domain.errors import Fault, UnreadableInput

    if not yes:
        raise UnreadableInput((Fault((), NOT_SURE),))
