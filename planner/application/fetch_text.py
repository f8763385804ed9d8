"""What came of fetching people's calendars, for the terminal and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from planner.domain.busysources import BusySource, BusySources, midnight_after
from planner.domain.busytimes import known_until_in_words
from planner.domain.grid import OSLO
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, clock, counted, listed, short_day

MARK = "!"


class Outcome(StrEnum):
    """What came of trying one calendar."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    FAILED = "failed"


OUTCOMES: dict[Outcome, Phrase] = {
    Outcome.FETCHED: Phrase(nb="hentet", nn="henta"),
    Outcome.UNCHANGED: Phrase(nb="uendret", nn="uendra"),
    Outcome.FAILED: Phrase(nb="ikke hentet", nn="ikkje henta"),
}
NONE_ASKED = Phrase(nb="Adressefilen har ingen kalendere.", nn="Adressefila har ingen kalendrar.")
TITLE = Phrase(nb="Kalendere: {counts}.", nn="Kalendrar: {counts}.")
NOT_ALL = Phrase(nb="Noen kalendere ble ikke hentet.", nn="Nokre kalendrar vart ikkje henta.")
LINE = Phrase(
    nb="{name} ({id}), {host}: {outcome}, {stretches}.",
    nn="{name} ({id}), {host}: {outcome}, {stretches}.",
)
STRETCH = (
    Phrase(nb="opptatt tidsrom", nn="oppteke tidsrom"),
    Phrase(nb="opptatte tidsrom", nn="opptekne tidsrom"),
)
NEVER = Phrase(
    nb="Den er aldri hentet, så vi vet ikke når personen er opptatt.",
    nn="Han er aldri henta, så vi veit ikkje når personen er oppteken.",
)
FROM_BEFORE = Phrase(
    nb="Opptatt-tidene er fra {day} {year} kl. {clock}.",
    nn="Opptatt-tidene er frå {day} {year} kl. {clock}.",
)
NO_HORIZON = Phrase(
    nb="Kalenderen sier ikke hvor langt fram den gjelder.",
    nn="Kalenderen seier ikkje kor langt fram han gjeld.",
)


def outcome_of(source: BusySource, before: BusySources) -> Outcome:
    """What came of a source, given what was known before."""
    if source.setback is not None:
        return Outcome.FAILED
    known = (each for sources in before.people.values() for each in sources)
    same = ("digest", "intervals", "known_until", "warnings", "first_day", "last_day")
    unchanged = any(
        each.last_success is not None
        and all(getattr(each, name) == getattr(source, name) for name in same)
        for each in known
    )
    return Outcome.UNCHANGED if unchanged else Outcome.FETCHED


def fetch_text(sources: BusySources, before: BusySources, problem: Problem) -> str:
    """How many calendars were fetched, and what there is to say of each."""
    language = problem.language
    outcomes = Counter(
        outcome_of(source, before) for theirs in sources.people.values() for source in theirs
    )
    if not outcomes:
        return NONE_ASKED.text(language)
    counts = listed([counted(outcomes[each], OUTCOMES[each], OUTCOMES[each]) for each in Outcome])
    lines = [TITLE.with_facts(counts=counts).text(language), ""]
    for person, theirs in sources.people.items():
        name = problem.people_by_id[person].name
        for source in theirs:
            facts = {
                "id": person,
                "name": name,
                "host": source.host,
                "outcome": OUTCOMES[outcome_of(source, before)],
                "stretches": counted(len(source.intervals), *STRETCH),
            }
            lines.append(LINE.with_facts(**facts).text(language))
            lines += [f"  {MARK} {sentence}" for sentence in sentences_of(source, language)]
    return "\n".join(lines)


def fetch_as_facts(sources: BusySources, before: BusySources, problem: Problem) -> object:
    """The same for machines, by the person's id; the busy times themselves are in the file."""
    return {
        person: [
            {
                "host": source.host,
                "outcome": outcome_of(source, before),
                "last_success": _as_text(source.last_success),
                "known_until": _as_text(source.known_until),
                "intervals": len(source.intervals),
                "sentences": list(sentences_of(source, problem.language)),
            }
            for source in theirs
        ]
        for person, theirs in sources.people.items()
    }


def sentences_of(source: BusySource, language: Language) -> Iterator[str]:
    """What the person should know: why it failed, how old it is, how far it reaches, what lacks."""
    if source.setback is not None:
        yield source.setback.phrase(source.host).text(language)
    if source.setback is not None or source.last_success is None:
        yield age_in_words(source.last_success).text(language)
    if source.last_success is None:
        return
    if source.known_until is None:
        yield NO_HORIZON.text(language)
    elif source.known_until < midnight_after(source.last_day):
        yield known_until_in_words(source.known_until, OSLO).text(language)
    for warning in source.warnings:
        yield warning.phrase().text(language)


def age_in_words(moment: datetime | None) -> Phrase:
    """When it was that busy times were fetched; `None` for never."""
    if moment is None:
        return NEVER
    there = moment.astimezone(OSLO)
    return FROM_BEFORE.with_facts(day=short_day(there), year=there.year, clock=clock(there))


def _as_text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
