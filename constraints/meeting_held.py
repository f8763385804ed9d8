"""Alle møter blir holdt.

Hvert møte som seriene ber om, får et tidspunkt i planen. Sier serien «minst n», er det de n. Når
andre krav gjør det umulig, blir møtet stående uten plass, og planen sier hvorfor.

Formel: antall møter i oppgaven, utenom dem over det minste, som ikke har tidspunkt i planen.
Enhet: ett møte uten plass.
Kilde: samarbeidsplikten på systemnivå fra 1. august 2022; «minst fire ganger i året» (Time).
Dekker ikke: møter over det minste (`optional_meetings_held`), og om møtet står på et lovlig
tidspunkt og har de rette deltakerne; det gjør de andre kravene.
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
        for meeting in _asked_for(problem):
            timetable.price_omission(meeting, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting that the plan does not place."""
        for meeting in _asked_for(problem):
            if meeting not in plan.placed:
                yield self.violation(meetings=(meeting,))

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting of the series has no place."""
        meeting = problem.meetings[violation.meetings[0]]
        group = problem.groups_by_meeting[meeting.id]
        return (
            Phrase(
                nb="{title}: møte {number} av {count} har ikke fått plass i planen.",
                nn="{title}: møte {number} av {count} har ikkje fått plass i planen.",
            )
            .with_facts(
                title=group.title(problem),
                number=meeting.number,
                count=sum(not each.optional for each in group.meetings),
            )
            .text(language)
        )


def _asked_for(problem: Problem) -> Iterator[str]:
    """The meetings that shall be held, whatever room there is."""
    return (meeting.id for meeting in problem.meetings.values() if not meeting.optional)
