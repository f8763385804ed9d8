"""Et rom har ett møte om gangen.

Et møte som skal ha et rom, har ett av rommene som serien kan velge mellom, og ingen to møter er i
samme rom samtidig. Møter som følger rett etter hverandre, overlapper ikke.

Formel: for hvert møte m med rom å velge mellom: rom(m) ∈ mulige rom(m); for hvert par av møter a, b
i samme rom: slutt(a) ≤ start(b) eller slutt(b) ≤ start(a).
Enhet: ett møte uten rom, eller ett par av møter som overlapper i ett rom.
Kilde: selvsagt krav i enhver møteplan; at møterom deles av flere serier, er antatt.
Dekker ikke: andre som bruker rommet, og møter uten rom å velge mellom.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, day_in_words, same
from planner.engine.build import ROOM
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class OneMeetingPerRoom(Requirement):
    """A meeting that is to have a room has one, and no room holds two meetings at once."""

    title: ClassVar[Phrase] = Phrase(
        nb="Ett møte om gangen i hvert rom", nn="Eitt møte om gongen i kvart rom"
    )

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Let every room hold one meeting at a time, and ask for a room where there is a choice."""
        for room in problem.rooms:
            timetable.one_at_a_time(room.id, self.name())
        for meeting in problem.meetings.values():
            if meeting.rooms:
                timetable.require(meeting.id, ROOM, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting without a room of its own, and each pair that overlap in a room."""
        for placed in plan.meetings:
            rooms = problem.meetings[placed.id].rooms
            if rooms and placed.room not in rooms:
                yield self.violation(meetings=(placed.id,), day=placed.day)
        for (participant, day), meetings in plan.by_participant_and_day.items():
            if participant in problem.rooms_by_id:
                for first, second in combinations(meetings, 2):
                    if second.start < first.end:
                        yield self.violation(
                            meetings=(first.id, second.id), participants=(participant,), day=day
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting has no room and when, or which room has which two."""
        assert violation.day is not None
        first, *others = (problem.title(meeting) for meeting in violation.meetings)
        day = day_in_words(violation.day)
        if not others:
            return (
                Phrase(
                    nb="{meeting} {day} har ikke noe rom.", nn="{meeting} {day} har ikkje noko rom."
                )
                .with_facts(meeting=first, day=day)
                .text(language)
            )
        return (
            Phrase(
                nb="{room} har to møter samtidig {day}: {first} og {second}.",
                nn="{room} har to møte samstundes {day}: {first} og {second}.",
            )
            .with_facts(
                room=same(problem.resource_name(violation.participants[0])),
                day=day,
                first=first,
                second=others[0],
            )
            .text(language)
        )
