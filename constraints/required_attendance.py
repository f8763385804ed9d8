"""De faste deltakerne er med.

Alle enheter i møtet og alle faste deltakere er med på hvert møte. Der serien lar en av flere møte,
holder det med så mange som den ber om.

Formel: for hvert møte m og hver linje d med faste deltakere:
|til stede(m) ∩ mulige(d)| ≥ antall(d); for hver enhet u i m: u er til stede.
Enhet: én enhet, eller én linje med faste deltakere, som ikke er dekket i ett møte.
Kilde: «faste deltakere» i samhandlingsrutinene (Bærum, Tinn, Gjerstad); møteplikt (Gildeskål).
Dekker ikke: deltakere ved behov (`as_needed_people_present`), dem som skal være med på minst et
visst antall møter (`minimum_attendance`), rom (`one_meeting_per_room`), dem som er velkomne,
kontakter som ikke finnes (`units_have_contacts`) og om kontakten eller en stedfortreder kommer
(`contact_comes_in_person`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.attendance import Level
from planner.domain.needs import Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, day_in_words, listed, same
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class RequiredAttendance(Requirement):
    """Every unit and every required person is at the meeting."""

    title: ClassVar[Phrase] = Phrase(nb="Faste deltakere er med", nn="Faste deltakarar er med")

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Allow a meeting only with its units and its required people."""
        for meeting in problem.meetings.values():
            for unit in meeting.units:
                timetable.require(meeting.id, unit, self.name())
            for need in meeting.needs:
                if _is_required(need):
                    timetable.require(meeting.id, need.key, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each unit that a meeting is without, and each need that is short."""
        for placed in plan.meetings:
            meeting = problem.meetings[placed.id]
            present = set(placed.participants)
            for unit in meeting.units:
                if unit not in present:
                    yield self.violation(
                        meetings=(meeting.id,), participants=(unit,), day=placed.day, short=1
                    )
            for need in meeting.needs:
                absent = tuple(each for each in need.candidates if each not in present)
                short = need.count - (len(need.candidates) - len(absent))
                if _is_required(need) and short > 0:
                    yield self.violation(
                        meetings=(meeting.id,),
                        participants=absent,
                        day=placed.day,
                        short=short,
                        services=",".join(need.services),
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, on what day, and who, or how many from where, it is without."""
        assert violation.day is not None
        short, absent = int(violation.facts["short"]), violation.participants
        if len(absent) == short:
            missing = listed([same(problem.resource_name(each)) for each in absent])
        else:
            services = str(violation.facts["services"]).split(",")
            missing = Phrase(nb="{people} fra {services}", nn="{people} frå {services}").with_facts(
                people=counted(
                    short,
                    Phrase(nb="fast deltaker", nn="fast deltakar"),
                    Phrase(nb="faste deltakere", nn="faste deltakarar"),
                ),
                services=listed(
                    [same(problem.services_by_id[each].name) for each in services],
                    last=Phrase(nb="eller", nn="eller"),
                ),
            )
        return (
            Phrase(nb="{meeting} mangler {missing} {day}.", nn="{meeting} manglar {missing} {day}.")
            .with_facts(
                meeting=problem.title(violation.meetings[0]),
                missing=missing,
                day=day_in_words(violation.day),
            )
            .text(language)
        )


def _is_required(need: Need) -> bool:
    """Whether the meeting cannot be held without; a contact who is nobody cannot be waited for."""
    return need.level is Level.REQUIRED and bool(need.candidates)
