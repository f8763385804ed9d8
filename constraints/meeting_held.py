"""Alle møter blir holdt.

Hvert møte som seriene ber om, får et tidspunkt i planen. Når andre krav gjør det umulig, blir møtet
stående uten plass, og planen sier hvorfor.

Formel: antall møter i oppgaven som ikke har tidspunkt i planen.
Enhet: ett møte uten plass.
Kilde: samarbeidsplikten på systemnivå fra 1. august 2022; «minst fire ganger i året» (Time).
Dekker ikke: om møtet står på et lovlig tidspunkt og har de rette deltakerne; det gjør de andre
kravene.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase
from planner.engine.rule import REQUIREMENT_PRICE, Requirement, Violation
from planner.engine.timetable import Timetable


class MeetingHeld(Requirement):
    """Every meeting gets a place in the plan."""

    title: ClassVar[Phrase] = Phrase(nb="Alle møter blir holdt", nn="Alle møte blir haldne")

    @property
    def price(self) -> int:
        """A meeting can be left out, but only when nothing else is possible."""
        return REQUIREMENT_PRICE

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Put the price on leaving a meeting out."""
        for meeting in problem.meetings:
            timetable.price_omission(meeting, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting that the plan does not place."""
        for meeting in problem.meetings:
            if meeting not in plan.placed:
                yield self.violation(meetings=(meeting,))

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting of the series has no place."""
        meeting = problem.meetings[violation.meetings[0]]
        return (
            Phrase(
                nb="{title}: møte {number} av {count} har ikke fått plass i planen.",
                nn="{title}: møte {number} av {count} har ikkje fått plass i planen.",
            )
            .with_facts(
                title=problem.title(meeting.id),
                number=meeting.number,
                count=len(problem.groups_by_meeting[meeting.id].meetings),
            )
            .text(language)
        )
