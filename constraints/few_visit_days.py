"""Møter borte fra arbeidsstedet er samlet på få dager.

Den som skal ut til møter, har helst flere av dem på samme dag, så flest mulig dager blir hele
arbeidsdager på eget kontor. Det færreste som kan ventes, er at de faste møtene står to og to på
samme dag. Hver dag over det teller.

Formel: per person: max(0, dager med minst ett møte borte fra arbeidsstedet – ⌈f/2⌉), der f er
antall møter borte fra arbeidsstedet hvor personen er fast deltaker uten at flere er like gode
(stedfortredere regnes ikke), møter utover det minste medregnet.
Enhet: én dag ute for én person utover det færreste.
Kilde: «fastdag», der tjenestene er ved enhetene på faste dager (Rennebu, Alta).
Dekker ikke: hvor langt det er mellom møtene samme dag (`little_travel`), ledelsen ved enhetene, og
digitale møter og andre møter uten sted, som ingen må ut til.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from planner.domain.attendance import Level
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable

MEETINGS_ON_A_VISIT_DAY = 2
"""So many meetings can be gathered on a day; more would leave no time for the rest of the work."""


class FewVisitDays(Wish):
    """Meetings away from a person's workplace are gathered on few days."""

    title: ClassVar[Phrase] = Phrase(nb="Få møtedager ute", nn="Få møtedagar ute")
    unit_price: ClassVar[int] = 4

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price each person's days away above the fewest."""
        fewest = _fewest_days(problem)
        for person in problem.people:
            timetable.price_days(
                person.id, self.price, self.name(), free=fewest[person.id], home=person.workplace
            )

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Count each person's days with a meeting away from the workplace."""
        fewest = _fewest_days(problem)
        for person in problem.people:
            meetings = plan.by_participant.get(person.id, ())
            home = {None, person.workplace}
            days = {meeting.day for meeting in meetings if meeting.place not in home}
            if len(days) > fewest[person.id]:
                yield self.violation(
                    len(days) - fewest[person.id],
                    participants=(person.id,),
                    days=len(days),
                    fewest=fewest[person.id],
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, how many days, and how many it would be with the regular meetings gathered."""
        return (
            Phrase(
                nb=(
                    "{person} har møter utenfor arbeidsstedet på {days}, mot {fewest} om de faste "
                    "møtene sto to og to på samme dag."
                ),
                nn=(
                    "{person} har møte utanfor arbeidsstaden på {days}, mot {fewest} om dei faste "
                    "møta stod to og to på same dag."
                ),
            )
            .with_facts(
                person=same(problem.resource_name(violation.participants[0])),
                days=counted(
                    int(violation.facts["days"]),
                    Phrase(nb="dag", nn="dag"),
                    Phrase(nb="dager", nn="dagar"),
                ),
                fewest=violation.facts["fewest"],
            )
            .text(language)
        )


def _fewest_days(problem: Problem) -> Counter[str]:
    """Days that each person's sure meetings away from the workplace take when gathered."""
    sure: Counter[str] = Counter()
    for meeting in problem.meetings.values():
        for need in meeting.needs:
            if need.level is Level.REQUIRED and not need.is_open:
                for person in need.expected:
                    if meeting.place not in {None, problem.people_by_id[person].workplace}:
                        sure[person] += 1
    return Counter({person: -(-count // MEETINGS_ON_A_VISIT_DAY) for person, count in sure.items()})
