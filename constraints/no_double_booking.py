"""Ingen er i to møter samtidig.

Ingen person er i to møter som overlapper i tid. Møter som følger rett etter hverandre, overlapper
ikke. Den som bare er med på de første eller siste minuttene av et møte, er opptatt i dem.

Formel: for hvert par av møter a, b med samme person: slutt(a) ≤ start(b) eller slutt(b) ≤ start(a),
der start og slutt er personens egne.
Enhet: ett par av møter som overlapper for én person.
Kilde: selvsagt krav i enhver møteplan; «dobbeltbooking» er den vanligste feilen i håndlagde planer.
Dekker ikke: ledelsen ved enhetene (`one_meeting_per_unit`), rom (`one_meeting_per_room`), andre
avtaler (`no_meeting_when_away`), reisetid (`travel_time`) og den som bare er velkommen.
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


class NoDoubleBooking(Requirement):
    """No person is at two meetings at the same time."""

    title: ClassVar[Phrase] = Phrase(nb="Ingen dobbeltbooking", nn="Inga dobbeltbooking")

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Let every person be at one meeting at a time."""
        for person in problem.people:
            timetable.one_at_a_time(person.id, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each pair of meetings that overlap for a person."""
        for (participant, day), meetings in plan.by_participant_and_day.items():
            if participant in problem.people_by_id:
                for first, second in combinations(meetings, 2):
                    if second.span_of(participant)[0] < first.span_of(participant)[1]:
                        yield self.violation(
                            meetings=(first.id, second.id), participants=(participant,), day=day
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who is double-booked, on what day, by which two meetings."""
        first, second = violation.meetings
        assert violation.day is not None
        return (
            Phrase(
                nb="{person} er i to møter samtidig {day}: {first} og {second}.",
                nn="{person} er i to møte samstundes {day}: {first} og {second}.",
            )
            .with_facts(
                person=same(problem.resource_name(violation.participants[0])),
                day=day_in_words(violation.day),
                first=problem.title(first),
                second=problem.title(second),
            )
            .text(language)
        )
