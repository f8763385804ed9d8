"""Det er kort vei mellom møtene samme dag.

Den som har flere møter på en dag, har dem helst på samme sted eller på steder som ligger nær
hverandre. Det gjelder både personer og ledelsen ved enhetene.

Formel: for hver deltaker og hvert par av møter samme dag på ulike steder: ⌈reisetid i minutter/5⌉.
Reisetiden er regnet fra koordinatene med farten som står i problemet (`travel`).
Enhet: fem påbegynte minutter mellom to møter samme dag for én deltaker.
Kilde: avstandene i kommunene (i Tinn er det 16,5 km mellom to tilfeldige enheter, median).
Dekker ikke: om det er tid nok til reisen (`travel_time`), reisen til dagens første møte og fra det
siste, og digitale møter og andre møter uten sted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, day_in_words, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable

STEP_MINUTES = 5


class LittleTravel(Wish):
    """Meetings that somebody has on the same day are near one another."""

    title: ClassVar[Phrase] = Phrase(nb="Kort vei mellom møtene", nn="Kort veg mellom møta")
    unit_price: ClassVar[int] = 1

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price each pair of places that meetings are held at."""
        timetable.price_travel(
            {pair: self.price * _steps(minutes) for pair, minutes in problem.journeys.items()},
            self.name(),
        )

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each pair of meetings that a participant has at different places on one day."""
        for (participant, day), meetings in plan.by_participant_and_day.items():
            for first, second in combinations(meetings, 2):
                if first.place and second.place and first.place != second.place:
                    minutes = problem.travel_minutes(first.place, second.place)
                    if minutes:
                        yield self.violation(
                            _steps(minutes),
                            meetings=(first.id, second.id),
                            participants=(participant,),
                            day=day,
                            minutes=minutes,
                            first_place=first.place,
                            second_place=second.place,
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, on what day, between which places, and how far it is."""
        assert violation.day is not None
        facts = violation.facts
        return (
            Phrase(
                nb=(
                    "{who} har møter både ved {first} og ved {second} {day}, "
                    "om lag {minutes} fra hverandre."
                ),
                nn=(
                    "{who} har møte både ved {first} og ved {second} {day}, "
                    "om lag {minutes} frå kvarandre."
                ),
            )
            .with_facts(
                who=same(problem.resource_name(violation.participants[0])),
                first=same(problem.places_by_id[str(facts["first_place"])].name),
                second=same(problem.places_by_id[str(facts["second_place"])].name),
                day=day_in_words(violation.day),
                minutes=counted(
                    int(facts["minutes"]),
                    Phrase(nb="minutt", nn="minutt"),
                    Phrase(nb="minutter", nn="minutt"),
                ),
            )
            .text(language)
        )


def _steps(minutes: int) -> int:
    """Steps of five minutes that have begun."""
    return -(-minutes // STEP_MINUTES)
