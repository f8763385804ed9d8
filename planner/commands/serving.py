"""The command that runs the whole service: serve."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.options import Database
from planner.domain.words import Phrase

RUNS = Phrase(
    nb="Semesterplan kjører på {address} – stopp med Ctrl-C.",
    nn="Semesterplan køyrer på {address} – stopp med Ctrl-C.",
)
NOBODY_YET = Phrase(
    nb="Det er ingen administrator ennå. Denne lenken lager den første; den virker én gang, i ett "
    "døgn, og bare til tjenesten startes på nytt:\n{link}",
    nn="Det er ingen administrator enno. Denne lenkja lagar den første; ho verkar éin gong, i eitt "
    "døgn, og berre til tenesta blir starta på nytt:\n{link}",
)
NOT_UP = Phrase(
    nb="Tjenesten kom ikke i gang; det som står over, sier hvorfor.",
    nn="Tenesta kom ikkje i gang; det som står over, seier kvifor.",
)


def serve(
    *,
    database: Database = None,
    host: Annotated[
        str | None,
        typer.Option(metavar="IP", help="Adressen det lyttes på (fra innstillingene)."),
    ] = None,
    port: Annotated[
        int | None, typer.Option(metavar="PORT", help="Porten det lyttes på (fra innstillingene).")
    ] = None,
) -> int:
    """Kjør hele tjenesten: nettsidene, kalenderne, API-et og det som planlegger.

    Finnes det ingen database, lages den. Første gang vises en lenke som lager administratoren.
    Status 0: stoppet med Ctrl-C eller SIGTERM; 3: nettsidene kom ikke i gang.
    """
    from planner.application.logs import configure
    from planner.application.serving import answers, prepare, programs_of
    from planner.application.settings_read import PREFIX
    from planner.application.supervising import Supervisor
    from planner.commands.settings import settings_with

    chosen = {"database": database, "host": host, "port": port}
    settings = settings_with(**chosen)
    configure(settings.log_format)
    link = prepare(settings, at=datetime.now(UTC))
    said = {f"{PREFIX}{name.upper()}": str(value) for name, value in chosen.items() if value}

    def greet() -> None:
        typer.echo(RUNS.with_facts(address=settings.links_from).nb)
        if link is not None:
            typer.echo(NOBODY_YET.with_facts(link=link).nb)

    with TemporaryDirectory(prefix="semesterplan-") as folder:
        programs = programs_of(settings, {**os.environ, **said}, Path(folder))
        if Supervisor(programs).run(lambda: answers(settings), greet):
            return commandline.ALL_HOLD
    typer.echo(NOT_UP.nb, err=True)
    return commandline.OUR_ERROR
