"""Møter utover det minste blir holdt når det er plass.

Sier en serie «minst n» og hvor mange det høyst skal være, skal n av møtene holdes. Resten blir
holdt når det er plass til dem.

Formel: antall møter over det minste som ikke har tidspunkt i planen.
Enhet: ett slikt møte uten plass.
Kilde: «minst fire ganger i året» om ressursteam (Time).
Dekker ikke: møtene som skal holdes (`meeting_held`), og de som er avlyst.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.meetings import Meeting
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable


class OptionalMeetingsHeld(Wish):
    """Meetings above the least number of their series are held."""

    title: ClassVar[Phrase] = Phrase(
        nb="Møter utover det minste blir holdt", nn="Møte utover det minste blir haldne"
    )
    unit_price: ClassVar[int] = 30

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Put a price on leaving each such meeting out."""
        for meeting in _optional(problem):
            timetable.price_omission(meeting.id, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each such meeting that the plan does not place."""
        for meeting in _optional(problem):
            if meeting.id not in plan.placed:
                yield self.violation(meetings=(meeting.id,))

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting of the series has no place, and how many there shall be."""
        meeting = problem.meetings[violation.meetings[0]]
        group = problem.groups_by_meeting[meeting.id]
        return (
            Phrase(
                nb="{series}: ikke plass til møte {number}; det skal være {least}, helst {most}.",
                nn="{series}: ikkje plass til møte {number}; det skal vere {least}, helst {most}.",
            )
            .with_facts(
                series=group.title(problem),
                number=meeting.number,
                least=sum(not each.optional for each in group.meetings),
                most=len(group.meetings),
            )
            .text(language)
        )


def _optional(problem: Problem) -> Iterator[Meeting]:
    """The meetings that are held only where there is room; the cancelled are not meant."""
    meetings = problem.meetings.values()
    return (each for each in meetings if each.optional and not each.cancelled)
