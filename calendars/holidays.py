"""The public holidays of Norway, computed, with names in bokmål and nynorsk."""

from __future__ import annotations

from datetime import date

import holidays

from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.words import Phrase, listed, same

SOURCE_LANGUAGE = "no"
"""The library has one Norwegian; asked for "nb" or "nn" it answers in English and says nothing."""

BETWEEN_NAMES = "; "

NAMES: dict[str, Phrase] = {
    "Grunnlovsdag": same("17. mai"),
    "Arbeidernes dag": same("1. mai"),
    "Første nyttårsdag": Phrase(nb="Første nyttårsdag", nn="Første nyårsdag"),
    "Skjærtorsdag": same("Skjærtorsdag"),
    "Langfredag": same("Langfredag"),
    "Første påskedag": same("Første påskedag"),
    "Andre påskedag": same("Andre påskedag"),
    "Kristi himmelfartsdag": same("Kristi himmelfartsdag"),
    "Første pinsedag": same("Første pinsedag"),
    "Andre pinsedag": same("Andre pinsedag"),
    "Første juledag": same("Første juledag"),
    "Andre juledag": same("Andre juledag"),
}
"""What the library calls each day, and what we do; of two on one day the first here comes first."""


def public_holidays(first: date, last: date) -> tuple[ClosedPeriod, ...]:
    """The public holidays from `first` to `last`, both included, in order; at weekends as well."""
    years = range(first.year, last.year + 1)
    found = holidays.country_holidays("NO", years=years, language=SOURCE_LANGUAGE)
    return tuple(
        _closed(day, found[day].split(BETWEEN_NAMES))
        for day in sorted(found)
        if first <= day <= last
    )


def _closed(day: date, names: list[str]) -> ClosedPeriod:
    """A holiday; a day may be two at once, as 17 May 2027 is Whit Monday."""
    phrases = [phrase for name, phrase in NAMES.items() if name in names]
    # A day that is new in the law has the library's name until it has one here.
    phrases += [same(name) for name in names if name not in NAMES]
    first, *others = phrases
    whole = listed([first, *(Phrase(nb=_small(each.nb), nn=_small(each.nn)) for each in others)])
    return ClosedPeriod(
        name=whole.nb, name_nn=whole.nn if whole.nn != whole.nb else None, first_day=day
    )


def _small(name: str) -> str:
    """A name inside a sentence; that of Christ keeps its capital."""
    return name if name.startswith("Kristi") else name[:1].lower() + name[1:]
