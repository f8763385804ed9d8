"""Møtene står på den dagen i måneden de som regel står på.

En serie kan som regel stå på en bestemt ukedag i måneden, som den siste torsdagen. Da står møtet
helst på den dagen, eller, når dagen er stengt, på den dagen serien da sier, men det kan stå på
andre dager i måneden.

Formel: antall plasserte møter på en annen dag enn den vanlige.
Enhet: ett møte på en annen dag.
Kilde: «en gang i måneden – som regel siste torsdag i måneden» (lederforum).
Dekker ikke: serier som må stå på dagen (`within_window`), og møter som etter vinduet sitt ikke kan
stå på den.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from planner.domain.meetings import Meeting
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, day_in_words
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable


class UsualDayOfMonth(Wish):
    """Meetings stand on the day of the month that is usual in their series."""

    title: ClassVar[Phrase] = Phrase(nb="Vanlig dag i måneden", nn="Vanleg dag i månaden")
    unit_price: ClassVar[int] = 10

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price the other days of each meeting that has a usual one."""
        for meeting, usual in _usual(problem):
            others = problem.grid.everything & ~problem.grid.day_mask(usual)
            timetable.price_starts(meeting.id, others, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting on another day than its usual one."""
        for meeting, usual in _usual(problem):
            placed = plan.placed.get(meeting.id)
            if placed and placed.day != usual:
                yield self.violation(meetings=(meeting.id,), day=placed.day)

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, and its usual one."""
        assert violation.day is not None
        meeting = problem.meetings[violation.meetings[0]]
        assert meeting.usual_day is not None
        return (
            Phrase(
                nb="{meeting} står {day}, men skal som regel stå {usual}.",
                nn="{meeting} står {day}, men skal som regel stå {usual}.",
            )
            .with_facts(
                meeting=problem.title(meeting.id),
                day=day_in_words(violation.day),
                usual=day_in_words(meeting.usual_day),
            )
            .text(language)
        )


def _usual(problem: Problem) -> Iterator[tuple[Meeting, date]]:
    """Each meeting with a usual day that it may stand on, and the day."""
    for meeting in problem.meetings.values():
        if meeting.usual_day is not None and meeting.window.holds(meeting.usual_day):
            yield meeting, meeting.usual_day
