"""Møtene ved en enhet står på enhetens fastdag.

En enhet kan ha en ukedag da tjenestene kommer (`visit_weekday`). Møter som holdes ved enheten, også
i et rom der, står helst på den dagen, så flere av dem kan samles.

Formel: antall plasserte møter ved en enhet med fastdag, på en annen ukedag.
Enhet: ett møte på en annen ukedag.
Kilde: «fastdag» skole og barnehage, der PPT og skolehelsetjenesten kommer på en fast dag (Rennebu).
Dekker ikke: møter som etter vinduet sitt ikke kan stå på den ukedagen, møter enheten er med på
andre steder, og hvor mange møter som samles på en dag (`few_visit_days`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.meetings import Meeting
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import Weekday
from planner.domain.words import WEEKDAYS, Language, Phrase, day_in_words, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable


class VisitDayKept(Wish):
    """Meetings at a unit stand on the weekday on which services visit it."""

    title: ClassVar[Phrase] = Phrase(nb="Fastdagen ved enheten", nn="Fastdagen ved eininga")
    unit_price: ClassVar[int] = 8

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price the other weekdays of each meeting at a unit with a visit day."""
        grid = problem.grid
        for meeting, _, weekday in _visits(problem):
            kept = grid.days_mask(day for day in grid.days if Weekday.of(day) is weekday)
            others = grid.everything & ~kept
            timetable.price_starts(meeting.id, others, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting at such a unit on another weekday."""
        for meeting, unit, weekday in _visits(problem):
            placed = plan.placed.get(meeting.id)
            if placed and Weekday.of(placed.day) is not weekday:
                yield self.violation(
                    meetings=(meeting.id,), day=placed.day, unit=unit, kept=weekday.number
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, and the unit's visit day."""
        assert violation.day is not None
        return (
            Phrase(
                nb="{meeting} står {day}, mens fastdagen ved {unit} er {kept}.",
                nn="{meeting} står {day}, medan fastdagen ved {unit} er {kept}.",
            )
            .with_facts(
                meeting=problem.title(violation.meetings[0]),
                day=day_in_words(violation.day),
                unit=same(problem.resource_name(str(violation.facts["unit"]))),
                kept=WEEKDAYS[int(violation.facts["kept"])],
            )
            .text(language)
        )


def _visits(problem: Problem) -> Iterator[tuple[Meeting, str, Weekday]]:
    """Each meeting at a unit that has a visit day which it may stand on, with both."""
    for meeting in problem.meetings.values():
        unit = problem.units_by_id.get(meeting.place or "")
        if unit is not None and unit.visit_weekday is not None:
            may = (day for day in problem.grid.days if meeting.window.holds(day))
            if any(Weekday.of(day) is unit.visit_weekday for day in may):
                yield meeting, unit.id, unit.visit_weekday
