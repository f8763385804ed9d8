"""Ingen har for mange møter på én dag.

Ingen person er i flere møter på én dag enn lederen har sagt.

Formel: for hver person p og dag d: antall møter(p, d) ≤ høyst.
Enhet: ett møte for mye på én dag for én person.
Kilde: møtene skal bare ta en liten del av uken; systemarbeid er om lag 16 % av tiden i PP-tjenesten
(Møre og Romsdal). To om dagen er antatt.
Dekker ikke: ledelsen ved enhetene, og hvor lenge møtene varer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, day_in_words, same
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class MostMeetingsPerDay(Requirement):
    """No person is at more than `most` meetings on a day."""

    title: ClassVar[Phrase] = Phrase(nb="Flest møter per dag", nn="Flest møte per dag")

    most: Annotated[int, Field(ge=1)] = 2

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Limit every person's days."""
        for person in problem.people:
            timetable.most_per_day(person.id, self.most, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each day on which a person has too many meetings."""
        for (participant, day), meetings in plan.by_participant_and_day.items():
            if participant in problem.people_by_id and len(meetings) > self.most:
                yield self.violation(
                    len(meetings) - self.most,
                    meetings=tuple(meeting.id for meeting in meetings),
                    participants=(participant,),
                    day=day,
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, on what day, how many, and how many it may be."""
        assert violation.day is not None
        return (
            Phrase(
                nb="{who} har {count} {day}, men skal ha høyst {most} på en dag.",
                nn="{who} har {count} {day}, men skal ha høgst {most} på ein dag.",
            )
            .with_facts(
                who=same(problem.resource_name(violation.participants[0])),
                count=counted(len(violation.meetings), same("møte"), Phrase(nb="møter", nn="møte")),
                day=day_in_words(violation.day),
                most=self.most,
            )
            .text(language)
        )
