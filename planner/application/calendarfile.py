"""A calendar file of somebody's: its bytes, and what came of reading when they are busy."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from planner.application.yamlsource import CLOSED, DIRECTORY, MISSING
from planner.domain.busytimes import BusyCalendar
from planner.domain.calendar_faults import UnusableCalendar
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import did_you_mean
from planner.domain.words import Phrase

STANDARD_INPUT = Path("-")
UNKNOWN_ZONE = Phrase(
    nb="Tidssonen «{name}» finnes ikke; {way_out}",
    nn="Tidssona «{name}» finst ikkje; {way_out}",
)
FOR_EXAMPLE = Phrase(
    nb="skriv navnet slik det står i tz-databasen, for eksempel Europe/Oslo.",
    nn="skriv namnet slik det står i tz-databasen, til dømes Europe/Oslo.",
)
BACKWARDS = Phrase(
    nb="--to ({last}) er før --from ({first}); bytt dem om.",
    nn="--to ({last}) er før --from ({first}); byt dei om.",
)


class Days(NamedTuple):
    """Whole days on the clocks of a time zone: ``[start, end)``, aware."""

    start: datetime
    end: datetime
    zone: ZoneInfo


def days_between(first: date, last: date, tz: str) -> Days:
    """From the first day to the last one, both included.

    Raises
    ------
    UnreadableInput
        There is no such time zone, or the last day comes before the first.
    """
    if tz not in available_timezones():
        way_out = did_you_mean(tz, available_timezones(), otherwise=FOR_EXAMPLE)
        raise UnreadableInput((Fault((), UNKNOWN_ZONE.with_facts(name=tz, way_out=way_out)),))
    if last < first:
        raise UnreadableInput((Fault((), BACKWARDS.with_facts(first=first, last=last)),))
    zone = ZoneInfo(tz)
    start, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    return Days(start, end, zone)


def read_calendar_file(path: Path, most_bytes: int) -> bytes:
    """The content of a file, or of standard input if it is "-".

    One byte more than `most_bytes` is read of what is larger, so that the reader can refuse it.

    Raises
    ------
    UnreadableInput
        It is not there, or may not be read.
    """
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(most_bytes + 1)
        with path.open("rb") as stream:
            return stream.read(most_bytes + 1)
    except FileNotFoundError:
        raise fault_of(path, MISSING) from None
    except IsADirectoryError:
        raise fault_of(path, DIRECTORY) from None
    except (OSError, ValueError):
        raise fault_of(path, CLOSED) from None


def fault_of(path: Path, reason: Phrase | UnusableCalendar) -> UnreadableInput:
    """Why a calendar file cannot be used, with its name."""
    sentence = reason if isinstance(reason, Phrase) else reason.phrase()
    return UnreadableInput((Fault((), sentence, file=str(path)),))


def render_busy(calendar: BusyCalendar, days: Days) -> str:
    """Busy times in UTC, for machines, and the warnings, for people (JSON)."""
    sentences = calendar.sentences(days.end, days.zone)
    told = {
        "busy": [
            {"start": _in_utc(each.start), "end": _in_utc(each.end), "kind": each.kind}
            for each in calendar.intervals
        ],
        "known_until": calendar.known_until and _in_utc(calendar.known_until),
        "warnings": [sentence.nb for sentence in sentences],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
