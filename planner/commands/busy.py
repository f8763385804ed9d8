"""The command that reads busy times out of a calendar file: busy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import deliver
from planner.commands.options import MaybeOutput


def busy(
    file: Annotated[
        Path, typer.Argument(metavar="KALENDER", help="Kalenderfilen (ics); - er standard inn.")
    ],
    *,
    first: Annotated[
        date,
        typer.Option(
            "--from", parser=commandline.day_of, metavar="DATO", help="Første dag, 2027-01-04."
        ),
    ],
    last: Annotated[
        date,
        typer.Option("--to", parser=commandline.day_of, metavar="DATO", help="Siste dag, med."),
    ],
    tz: Annotated[
        str, typer.Option(metavar="TIDSSONE", help="For tider uten tidssone (Europe/Oslo).")
    ] = "Europe/Oslo",
    output: MaybeOutput = None,
) -> int:
    """Skriv når noen er opptatt, ut fra en kalenderfil, som JSON i UTC.

    Bare begynnelse, slutt og slag (busy, tentative, out-of-office) leses. Etter known_until vet vi
    ikke; null betyr at kalenderen ikke sier hvor langt den rekker.
    """
    from calendars.busy import read_busy
    from calendars.reading.scan import MOST_BYTES
    from planner.application.calendarfile import (
        days_between,
        fault_of,
        read_calendar_file,
        render_busy,
    )
    from planner.domain.calendar_faults import UnusableCalendar

    days = days_between(first, last, tz)
    content = read_calendar_file(file, MOST_BYTES)
    try:
        calendar = read_busy(content, days.start, days.end, tz)
    except UnusableCalendar as unusable:
        raise fault_of(file, unusable) from None
    return deliver(render_busy(calendar, days), output, file)
