"""Spring 2027: the half-year, its holidays, and what stands in for unpublished school calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

import holidays

from examples.generator.document import Block, Entry, Row, Section
from examples.generator.registers import RegisterUnit

FIRST_DAY = date(2027, 1, 4)
LAST_DAY = date(2027, 6, 18)

# Windows. The leader keeps the first week and the last two free for other work.
MEETINGS_FROM = date(2027, 1, 11)
WHOLE_TERM: Entry = {"first_day": MEETINGS_FROM, "last_day": date(2027, 6, 4)}
TO_MAY: Entry = {"first_day": MEETINGS_FROM, "last_day": date(2027, 5, 31)}
BEFORE_EASTER: Entry = {"first_day": MEETINGS_FROM, "last_day": date(2027, 3, 19)}

# Every six weeks from here, no Tuesday falls in a holiday: 19 Jan, 2 Mar, 13 Apr, 25 May.
FIRST_TUESDAY = date(2027, 1, 19)

# Last Thursdays, moved where they fall in the winter holiday (25 Feb), on Maundy Thursday
# (25 March) or after the end of term (24 June): to the Thursday a week before.
LEADER_FORUM_DAYS = (
    date(2027, 1, 28),
    date(2027, 2, 18),
    date(2027, 3, 18),
    date(2027, 4, 29),
    date(2027, 5, 27),
    date(2027, 6, 17),
)

# Mondays and Fridays, so that no planning day meets a Tuesday with BUP or a leader forum.
SCHOOL_PLANNING_DAYS = (date(2027, 1, 29), date(2027, 3, 5), date(2027, 5, 28))
KINDERGARTEN_PLANNING_DAYS = (date(2027, 1, 4), date(2027, 2, 12), date(2027, 5, 7))

SCHOOLS = ("primary", "lower_secondary", "combined", "special")


def semester() -> Section:
    """The half-year."""
    entry: Entry = {"name": "Våren 2027", "first_day": FIRST_DAY, "last_day": LAST_DAY}
    return Section("semester", entry)


def day() -> Section:
    """The raster of a day."""
    return Section(
        "day",
        {
            "day_starts": "08:00",
            "day_ends": "16:00",
            "slot_minutes": 15,
            "start_every_minutes": 30,
        },
        remark=(
            "Dagens tidsruter. Antakelse: møter begynner på hel og halv time. Regelen "
            "meeting_hours sier når på dagen de kan stå."
        ),
    )


def closed_days(municipality: str, *, kindergartens: bool) -> list[Section]:
    """Public holidays, and the calendars of schools and, where they take part, kindergartens."""
    norwegian = holidays.country_holidays("NO", years=2027, language="no")
    public = [
        Row({"name": _in_words(name), "first_day": day})
        for day, name in sorted(norwegian.items())
        if FIRST_DAY <= day <= LAST_DAY
    ]
    calendars = [Block(_calendar(municipality, "skolerute", SCHOOLS, _SCHOOL_CLOSED), UNPUBLISHED)]
    if kindergartens:
        calendar = _calendar(municipality, "barnehagerute", ("kindergarten",), ())
        calendars.append(Block(calendar, OPEN_IN_HOLIDAYS))
    return [
        Section("holidays", public, remark="Helligdager. De gjelder alle enheter."),
        Section("school_calendars", calendars),
    ]


UNPUBLISHED = (
    "Antakelse: kommunen hadde ikke lagt ut skoleruta for 2026–27 da eksempelet ble laget. "
    "Vinterferie i uke 8, påskeferie 22.–29. mars og fri på den inneklemte fredagen 7. mai er det "
    "vanligste der ruta var ute. Lederen må føre inn den rette."
)
OPEN_IN_HOLIDAYS = "Barnehagene har åpent i skoleferiene. Felles stengte dager føres inn her."

_SCHOOL_CLOSED: tuple[Entry, ...] = (
    {"name": "Vinterferie", "first_day": date(2027, 2, 22), "last_day": date(2027, 2, 26)},
    {"name": "Påskeferie", "first_day": date(2027, 3, 22), "last_day": date(2027, 3, 29)},
    {"name": "Inneklemt fridag", "first_day": date(2027, 5, 7)},
)


def _calendar(municipality: str, kind: str, types: Sequence[str], closed: Sequence[Entry]) -> Entry:
    return {
        "id": f"{kind}-{municipality}",
        "municipality": municipality,
        "unit_types": types,
        "closed": closed,
    }


def _in_words(name: str) -> str:
    """The name of a day that may be two holidays at once."""
    first, *others = sorted(name.split("; "), reverse=True)
    return " og ".join([first, *(other.lower() for other in others)])


def planning_days(units: Sequence[RegisterUnit], random: Random) -> dict[str, date]:
    """A planning day for about every third unit, by the unit's id."""
    days: dict[str, date] = {}
    for unit in units:
        choices = (
            KINDERGARTEN_PLANNING_DAYS if unit.type == "kindergarten" else SCHOOL_PLANNING_DAYS
        )
        if random.random() < 1 / 3:
            days[unit.id] = random.choice(choices)
    return days
