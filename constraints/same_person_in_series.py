"""Samme person møter gjennom hele serien.

Der flere kan møte for en tjeneste, er det helst den samme personen på alle møtene i serien ved en
enhet, så enheten får én å forholde seg til.

Formel: for hver deltakerlinje med flere å velge mellom: antall plasserte møter i gruppen minus
antallet møter der den som oftest møter, er med.
Enhet: ett møte uten den som ellers møter i serien.
Kilde: «faste kontaktpersoner» (Oslo); kontinuitet er et kvalitetsmål når tjenestene velger hvem som
representerer dem (Indre Fosen).
Dekker ikke: kontaktpersoner som serien navngir (de er alltid de samme), og deltakere ved behov.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.meetings import Group, Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.series import Level
from planner.domain.words import Language, Phrase, day_in_words, listed, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Tie, Timetable


class SamePersonInSeries(Wish):
    """Where there is a choice, the same people come to all meetings of a group."""

    title: ClassVar[Phrase] = Phrase(nb="Samme person i serien", nn="Same person i serien")
    unit_price: ClassVar[int] = 8

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Tie the choices of each group together."""
        for group, need in _choices(problem):
            attendances = tuple((meeting.id, need.key) for meeting in group.meetings)
            timetable.tie(Tie(self.name(), attendances, self.price))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting without the person who comes most often; the first listed in a draw."""
        for group, need in _choices(problem):
            placed = [plan.placed[each.id] for each in group.meetings if each.id in plan.placed]
            times = dict.fromkeys(need.candidates, 0)
            for meeting in placed:
                for person in meeting.participants:
                    if person in times:
                        times[person] += 1
            usual = max(times, key=times.__getitem__)
            for meeting in placed:
                if usual not in meeting.participants:
                    others = [person for person in meeting.participants if person in times]
                    yield self.violation(
                        meetings=(meeting.id,), participants=(usual, *others), day=meeting.day
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


def _choices(problem: Problem) -> Iterator[tuple[Group, Need]]:
    """Each group of several meetings with each of its regular needs that leaves a choice."""
    for group in problem.groups:
        for need in group.meetings[0].needs if len(group.meetings) > 1 else ():
            if need.level is Level.REQUIRED and len(need.candidates) > need.count:
                yield group, need
