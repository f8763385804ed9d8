"""Samme person møter gjennom hele serien.

Der flere kan møte for en tjeneste, er det helst den samme personen på alle møtene i serien ved en
enhet, så enheten får én å forholde seg til.

Formel: for hver deltakerlinje med flere like gode å velge mellom: antall plasserte møter i gruppen
som linjen gjelder, minus antallet av dem der den som oftest møter, er med.
Enhet: ett møte uten den som ellers møter i serien.
Kilde: «faste kontaktpersoner» (Oslo); kontinuitet er et kvalitetsmål når tjenestene velger hvem som
representerer dem (Indre Fosen).
Dekker ikke: kontaktpersoner som serien navngir (de er alltid de samme), stedfortredere for dem
(`contact_comes_in_person`), linjer med `may_change: true`, og deltakere ved behov.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.attendance import Level
from planner.domain.needs import Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, day_in_words, listed, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Tie, Timetable


class SamePersonInSeries(Wish):
    """Where there is a choice, the same people come to all meetings of a group."""

    title: ClassVar[Phrase] = Phrase(nb="Samme person i serien", nn="Same person i serien")
    unit_price: ClassVar[int] = 8

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Tie the choices of each group together."""
        for choices in _choices(problem):
            attendances = tuple((meeting, need.key) for meeting, need in choices.items())
            timetable.tie(Tie(self.name(), attendances, self.price))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting without the person who comes most often; the first listed in a draw."""
        for choices in _choices(problem):
            times = {person: 0 for need in choices.values() for person in need.candidates}
            there: dict[str, list[str]] = {}
            for meeting, need in choices.items():
                if meeting in plan.placed:
                    present = plan.placed[meeting].participants
                    there[meeting] = [each for each in present if each in need.candidates]
                    for person in there[meeting]:
                        times[person] += 1
            usual = max(times, key=times.__getitem__)
            for meeting, people in there.items():
                if usual not in people:
                    yield self.violation(
                        meetings=(meeting,),
                        participants=(usual, *people),
                        day=plan.placed[meeting].day,
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, who comes, and who else comes to the series."""
        assert violation.day is not None
        usual, *others = (same(problem.resource_name(each)) for each in violation.participants)
        return (
            Phrase(
                nb="På {meeting} {day} møter {others}, mens {usual} ellers møter i serien.",
                nn="På {meeting} {day} møter {others}, medan {usual} elles møter i serien.",
            )
            .with_facts(
                meeting=problem.title(violation.meetings[0]),
                day=day_in_words(violation.day),
                others=listed(others) if others else same("ingen"),
                usual=usual,
            )
            .text(language)
        )


def _choices(problem: Problem) -> Iterator[dict[str, Need]]:
    """The needs, by meeting, of each line that leaves a group a choice of equals more than once.

    A contact with substitutes is no such choice: whether they come themselves has its own price.
    """
    for group in problem.groups:
        by_line: dict[str, dict[str, Need]] = {}
        for meeting in group.meetings:
            for need in meeting.needs:
                if need.level is Level.REQUIRED and need.is_open and not need.may_change:
                    by_line.setdefault(need.key, {})[meeting.id] = need
        yield from (choices for choices in by_line.values() if len(choices) > 1)
