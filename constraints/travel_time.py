"""Alle rekker å reise mellom møtene sine.

Har en deltaker to møter på ulike steder samme dag, er det tid til reisen mellom dem. Den som bare
er med på en del av et møte, kommer og går etter den. Tiden anslås fra luftlinjen med oppgavens
innstillinger (`travel`): fart, omvei, minste tid og tid når et sted mangler koordinater.

Formel: for hvert par av møter a før b samme dag med samme deltaker og ulike steder: start(b) –
slutt(a) ≥ reisetid(sted(a), sted(b)), der start og slutt er deltakerens egne.
Enhet: ett par av møter for én deltaker.
Kilde: avstandene i registrene: 4,7 km i median i Bærum, 16,5 km i Tinn. Omveien på 1,3 ganger
luftlinjen og farten på 40 km/t er antatt.
Dekker ikke: reisen hjemmefra og til arbeidsstedet, kø, ferje og parkering, og digitale møter og
andre møter uten sted. Hvor mye reise det blir, veies i `little_travel`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, day_in_words, same
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable

MINUTES = (Phrase(nb="minutt", nn="minutt"), Phrase(nb="minutter", nn="minutt"))


class TravelTime(Requirement):
    """There is time to travel between two meetings of the same day at different places."""

    title: ClassVar[Phrase] = Phrase(
        nb="Tid til å reise mellom møter", nn="Tid til å reise mellom møte"
    )

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Ask for the slots that the journey takes between every two places of meeting."""
        timetable.travel_slots(
            {pair: problem.grid.slots_in(minutes) for pair, minutes in problem.journeys.items()},
            self.name(),
        )

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each pair of a participant's meetings that stand too close for the journey."""
        for (participant, day), meetings in plan.by_participant_and_day.items():
            for first, second in combinations(meetings, 2):
                if first.place is None or second.place is None:
                    continue
                needed = problem.travel_minutes(first.place, second.place)
                leaves, comes = first.span_of(participant)[1], second.span_of(participant)[0]
                between = int((comes - leaves).total_seconds()) // 60
                if needed and between < needed:
                    yield self.violation(
                        meetings=(first.id, second.id),
                        participants=(participant,),
                        day=day,
                        needed=needed,
                        between=max(0, between),
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, the two meetings, the time the journey takes and the time there is."""
        assert violation.day is not None
        first, second = violation.meetings
        return (
            Phrase(
                nb=(
                    "{who} rekker ikke fra {first} til {second} {day}: "
                    "reisen tar {needed}, og det er {between} imellom."
                ),
                nn=(
                    "{who} rekk ikkje frå {first} til {second} {day}: "
                    "reisa tek {needed}, og det er {between} imellom."
                ),
            )
            .with_facts(
                who=same(problem.resource_name(violation.participants[0])),
                first=problem.title(first),
                second=problem.title(second),
                day=day_in_words(violation.day),
                needed=counted(int(violation.facts["needed"]), *MINUTES),
                between=counted(int(violation.facts["between"]), *MINUTES),
            )
            .text(language)
        )
