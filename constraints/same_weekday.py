"""Møtene i en serie står på samme ukedag.

Alle møtene i en serie ved en enhet står helst på samme ukedag gjennom halvåret, så alle kan holde
den dagen av.

Formel: antall plasserte møter i gruppen minus antallet på den vanligste ukedagen.
Enhet: ett møte på en annen ukedag enn gruppens vanligste.
Kilde: «fastdag» og faste møteplaner i kommunene (Rennebu, Lunner, Flekkefjord).
Dekker ikke: hvilken ukedag det blir (`preferred_weekdays`) og klokkeslettet (`same_time`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import WEEKDAYS, Language, Phrase, day_in_words
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Rhythm, Timetable


class SameWeekday(Wish):
    """The meetings of a group stand on one weekday."""

    title: ClassVar[Phrase] = Phrase(nb="Samme ukedag i serien", nn="Same vekedag i serien")
    unit_price: ClassVar[int] = 10

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Draw the meetings of each group to one weekday."""
        for group in problem.groups:
            if len(group.meetings) > 1:
                meetings = tuple(meeting.id for meeting in group.meetings)
                timetable.rhythm(Rhythm(self.name(), meetings, "weekday", self.price))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting off its group's commonest weekday; the earlier one wins a draw."""
        for group in problem.groups:
            placed = [plan.placed[each.id] for each in group.meetings if each.id in plan.placed]
            weekdays = Counter(meeting.day.weekday() for meeting in placed)
            if len(weekdays) > 1:
                usual = min(weekdays, key=lambda weekday: (-weekdays[weekday], weekday))
                for meeting in placed:
                    if meeting.day.weekday() != usual:
                        yield self.violation(meetings=(meeting.id,), day=meeting.day, usual=usual)

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, and the series' usual weekday."""
        assert violation.day is not None
        return (
            Phrase(
                nb="{meeting} står {day}, mens serien ellers er på {usual}er.",
                nn="{meeting} står {day}, medan serien elles er på {usual}ar.",
            )
            .with_facts(
                meeting=problem.title(violation.meetings[0]),
                day=day_in_words(violation.day),
                usual=WEEKDAYS[int(violation.facts["usual"])],
            )
            .text(language)
        )
