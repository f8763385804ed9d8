"""En enhet har ett møte om gangen.

Ledelsen ved en skole eller barnehage er ikke i to møter som overlapper i tid. Møter som følger rett
etter hverandre, overlapper ikke.

Formel: for hvert par av møter a, b med samme enhet: slutt(a) ≤ start(b) eller slutt(b) ≤ start(a).
Enhet: ett par av møter som overlapper for én enhet.
Kilde: rektor eller styrer leder ressursteamet og skal være til stede (Askøy, Kvam, Lunner).
Dekker ikke: personene i tjenestene (`no_double_booking`) og reisetid (`travel_time`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, day_in_words, same
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class OneMeetingPerUnit(Requirement):
    """The leadership of a unit is at one meeting at a time."""

    title: ClassVar[Phrase] = Phrase(
        nb="Ett møte om gangen ved hver enhet", nn="Eitt møte om gongen ved kvar eining"
    )

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Let every unit's leadership be at one meeting at a time."""
        for unit in problem.units:
            timetable.one_at_a_time(unit.id, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each pair of meetings that overlap for a unit."""
        for (participant, day), meetings in plan.by_participant_and_day.items():
            if participant in problem.units_by_id:
                for first, second in combinations(meetings, 2):
                    if second.span_of(participant)[0] < first.span_of(participant)[1]:
                        yield self.violation(
                            meetings=(first.id, second.id), participants=(participant,), day=day
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which unit, on what day, and the two meetings."""
        first, second = violation.meetings
        assert violation.day is not None
        return (
            Phrase(
                nb="Ledelsen ved {unit} er i to møter samtidig {day}: {first} og {second}.",
                nn="Leiinga ved {unit} er i to møte samstundes {day}: {first} og {second}.",
            )
            .with_facts(
                unit=same(problem.resource_name(violation.participants[0])),
                day=day_in_words(violation.day),
                first=problem.title(first),
                second=problem.title(second),
            )
            .text(language)
        )
