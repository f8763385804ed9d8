"""Deltakere ved behov er med når de kan.

Den som er satt opp «ved behov», kan mangle uten at møtet må falle bort, men er helst med.

Formel: for hvert plassert møte og hver deltakerlinje «ved behov» uten fastsatt minste antall møter:
antall det er bedt om, minus antall som er med.
Enhet: én person som mangler på ett møte.
Kilde: «ved behov» og «eventuelt» i samhandlingsrutinene (Bærum, Gjerstad, Tinn).
Dekker ikke: faste deltakere (`required_attendance`), dem som bare skal være med på minst et visst
antall møter i serien (`minimum_attendance`; mer enn det er det ikke bedt om) og dem som er
velkomne.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.attendance import Level
from planner.domain.needs import Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, day_in_words, listed, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable


class AsNeededPeoplePresent(Wish):
    """People who take part as needed are there."""

    title: ClassVar[Phrase] = Phrase(
        nb="Deltakere ved behov er med", nn="Deltakarar ved behov er med"
    )
    unit_price: ClassVar[int] = 6

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price each as-needed person that a meeting is without."""
        for meeting in problem.meetings.values():
            for need in meeting.needs:
                if _is_wished(need):
                    timetable.price_missing(meeting.id, need.key, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each line of as-needed people that a meeting is short of."""
        for placed in plan.meetings:
            for need in problem.meetings[placed.id].needs:
                if _is_wished(need):
                    absent = [each for each in need.candidates if each not in placed.participants]
                    short = need.count - (len(need.candidates) - len(absent))
                    if short > 0:
                        yield self.violation(
                            short,
                            meetings=(placed.id,),
                            participants=tuple(absent),
                            day=placed.day,
                            services=",".join(need.services),
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, on what day, and who or how many it is short of."""
        assert violation.day is not None
        absent = violation.participants
        if len(absent) == violation.amount:
            missing = listed([same(problem.resource_name(person)) for person in absent])
        else:
            services = str(violation.facts["services"]).split(",")
            missing = Phrase(nb="{people} fra {services}", nn="{people} frå {services}").with_facts(
                people=counted(
                    violation.amount,
                    Phrase(nb="deltaker", nn="deltakar"),
                    Phrase(nb="deltakere", nn="deltakarar"),
                ),
                services=listed(
                    [same(problem.services_by_id[service].name) for service in services],
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


def _is_wished(need: Need) -> bool:
    """Whether the presence is asked for as needed, and not only at a number of meetings."""
    return need.level is Level.AS_NEEDED and need.at_least is None
