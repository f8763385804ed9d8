"""The commands for school calendars: school-calendar writes one, closed-days reads one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import deliver, read
from planner.commands.options import MaybeOutput, ProblemFile
from planner.domain.words import Language


def school_calendar(
    problem: ProblemFile,
    *,
    calendar: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Skoleruta; kan utelates når problemet bare har en."),
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="ID", help="En enhet, med planleggingsdagene dens.")
    ] = None,
    output: MaybeOutput = None,
) -> int:
    """Skriv stengte dager og helligdager som en kalender (ics)."""
    from calendars.schoolcalendar import render_school_calendar
    from planner.application.schoolcalendars import closures_of

    whole, _ = read(problem)
    closures = closures_of(whole, calendar, unit)
    changed_at = datetime.fromtimestamp(problem.stat().st_mtime, UTC)
    rendered = render_school_calendar(*closures, whole.language, changed_at)
    return deliver(rendered, output, problem)


def closed_days(
    file: Annotated[
        Path, typer.Argument(metavar="FIL", help="Skoleruta (ics), eller - for standard inn.")
    ],
    *,
    first_day: Annotated[
        date | None,
        typer.Option(
            "--from",
            parser=commandline.day_of,
            metavar="DATO",
            help="Første dag; ellers 1. august i dette skoleåret.",
        ),
    ] = None,
    last_day: Annotated[
        date | None,
        typer.Option(
            "--to",
            parser=commandline.day_of,
            metavar="DATO",
            help="Siste dag; ellers to år etter den første.",
        ),
    ] = None,
    planning_days: Annotated[
        bool, typer.Option("--planning-days", help="Som planleggingsdager for én enhet.")
    ] = False,
    holidays: Annotated[
        bool, typer.Option("--holidays", help="Ta med helligdager, som ellers er kjent.")
    ] = False,
    language: Annotated[
        Language,
        typer.Option(
            parser=commandline.language_of, metavar="nb|nn", help="Målform for forklaringene (nb)."
        ),
    ] = "nb",
    output: MaybeOutput = None,
) -> int:
    """Les stengte dager fra en skolerute (ics), som linjer til problemfilen."""
    from calendars.closeddays import read_school_calendar
    from calendars.holidays import public_holidays
    from calendars.reading.scan import MOST_BYTES
    from planner.application.calendarfile import fault_of, read_calendar_file
    from planner.application.schoolcalendars import render_closed, school_years
    from planner.domain.calendar_faults import UnusableCalendar
    from planner.domain.closeddays import closed_days as sorted_out
    from planner.domain.grid import OSLO

    first, last = school_years(first_day, last_day, datetime.now(OSLO).date())
    content = read_calendar_file(file, MOST_BYTES)
    try:
        found = read_school_calendar(content, first, last)
    except UnusableCalendar as unusable:
        raise fault_of(file, unusable) from None
    known = () if holidays else (each.first_day for each in public_holidays(first, last))
    days = sorted_out(found.periods, first, last, frozenset(known))
    lines = render_closed(days, found.remarks(), language, for_unit=planning_days)
    return deliver(lines, output, file)
