"""Møtetiden er jevnt fordelt i tjenesten.

Alle i en tjeneste har helst like mye møtetid i forhold til stillingen sin: 60 % stilling gir 60 %
av møtetiden til en hel, en femdel av dagene borte en femdel mindre. Bare tiden de er med, teller.

Formel: rettferdig del for en person = tjenestens samlede møtetid ⋅ stillingen / summen av
stillingene, der stillingen er prosenten ganget med den delen av arbeidsdagene de er til stede;
mengden = ⌊(det som er over den rettferdige delen, lagt sammen) / 30 minutter⌋. Går ikke tidsrutene
opp i 30 minutter, gjelder det minste antallet ruter som dekker dem.
Enhet: en halv time møtetid som måtte bytte hender.
Kilde: rettferdig fordeling er et fast krav i håndlagde planer; stillingsprosent er målet alle har.
Dekker ikke: tjenester med én person, ledelsen ved enhetene, reise, annet arbeid. Møtetid som følger
faste kontakter, kan ikke bytte hender, men telles med.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.grid import TimeGrid
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, hours_in_words, same
from planner.domain.workload import present_percent
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Balance, Timetable

STEP_MINUTES = 30


class EvenLoad(Wish):
    """Meeting time within a service follows position percentage."""

    title: ClassVar[Phrase] = Phrase(nb="Jevnt fordelt møtetid", nn="Jamt fordelt møtetid")
    unit_price: ClassVar[int] = 2

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Balance each service over its people."""
        step = problem.grid.slots_in(STEP_MINUTES)
        for people in _services(problem).values():
            timetable.balance(Balance(self.name(), tuple(people.items()), step, self.price))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each service in which a whole step or more is on the wrong hands."""
        grid = problem.grid
        step = grid.slots_in(STEP_MINUTES)
        for service, people in _services(problem).items():
            slots = {person: _slots(person, plan, grid) for person in people}
            whole = sum(people.values())
            total = sum(slots.values())
            # Slots above the fair share, times `whole` so that all numbers stay whole.
            above = {
                person: slots[person] * whole - share * total for person, share in people.items()
            }
            steps = sum(max(0, each) for each in above.values()) // (whole * step)
            if steps:
                most, least = max(above, key=above.__getitem__), min(above, key=above.__getitem__)
                yield self.violation(
                    steps,
                    participants=(most, least),
                    service=service,
                    minutes=steps * step * grid.slot_minutes,
                    most_minutes=slots[most] * grid.slot_minutes,
                    least_minutes=slots[least] * grid.slot_minutes,
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Hours that would have to change hands, and who is furthest above and below."""
        most, least = violation.participants
        facts = violation.facts
        return (
            Phrase(
                nb=(
                    "I {service} måtte {hours} møtetid bytte hender for at alle skulle ha like mye "
                    "i forhold til stillingen: {most} ({most_hours}) er lengst over sin del og "
                    "{least} ({least_hours}) lengst under."
                ),
                nn=(
                    "I {service} måtte {hours} møtetid byte hender for at alle skulle ha like "
                    "mykje i høve til stillinga: {most} ({most_hours}) er lengst over sin del og "
                    "{least} ({least_hours}) lengst under."
                ),
            )
            .with_facts(
                service=same(problem.services_by_id[str(facts["service"])].name),
                hours=hours_in_words(int(facts["minutes"])),
                most=same(problem.resource_name(most)),
                most_hours=hours_in_words(int(facts["most_minutes"])),
                least=same(problem.resource_name(least)),
                least_hours=hours_in_words(int(facts["least_minutes"])),
            )
            .text(language)
        )


def _services(problem: Problem) -> dict[str, dict[str, int]]:
    """The people of each service that has at least two, each with what is there of a position."""
    services: dict[str, dict[str, int]] = {}
    for person in problem.people:
        share = round(100 * present_percent(problem, person))
        if share:
            services.setdefault(person.service, {})[person.id] = share
    return {service: people for service, people in services.items() if len(people) > 1}


def _slots(person: str, plan: Plan, grid: TimeGrid) -> int:
    """Slots of meeting time that somebody has, counted from the start of each meeting."""
    slots = 0
    for meeting in plan.by_participant.get(person, ()):
        came, left = (moment - meeting.start for moment in meeting.span_of(person))
        slots += grid.slots_in(left.seconds // 60) - came.seconds // 60 // grid.slot_minutes
    return slots
