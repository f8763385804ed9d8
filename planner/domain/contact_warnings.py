"""Pinned contacts who cannot do what they are asked to: told to the leader, who may mean it so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.domain.almanac import Almanac
from planner.domain.duties import Duty, duties_of
from planner.domain.faults import some_of
from planner.domain.people import Person
from planner.domain.problem import Problem
from planner.domain.words import Phrase
from planner.domain.workload import days_at_work

UNQUALIFIED = Phrase(
    nb="{person} er satt opp som kontakt fra {service} for {units}, men kan ikke ha {them} etter "
    "serves; velg en annen under contacts, eller utvid serves.",
    nn="{person} er sett opp som kontakt frå {service} for {units}, men kan ikkje ha {them} etter "
    "serves; vel ein annan under contacts, eller utvid serves.",
)
AWAY = Phrase(
    nb="{person} er satt opp som kontakt fra {service} for {units}, men er borte hele halvåret; "
    "velg en annen under contacts, eller rett fraværet.",
    nn="{person} er sett opp som kontakt frå {service} for {units}, men er borte heile halvåret; "
    "vel ein annan under contacts, eller rett fråværet.",
)
NEVER_OPEN = Phrase(
    nb="{person} er satt opp som kontakt fra {service} for {units}, men er ikke på jobb noen av "
    "dagene {them} har åpent; velg en annen under contacts, eller rett arbeidsdagene eller "
    "fraværet.",
    nn="{person} er sett opp som kontakt frå {service} for {units}, men er ikkje på jobb nokon av "
    "dagane {them} har ope; vel ein annan under contacts, eller rett arbeidsdagane eller "
    "fråværet.",
)
AT_NO_MEETING = Phrase(
    nb="{person} er satt opp som kontakt fra {service} for {units}, men kan ikke være på noen av "
    "møtene der kontakten må være med; velg en annen under contacts, eller utvid vinduet til "
    "seriene.",
    nn="{person} er sett opp som kontakt frå {service} for {units}, men kan ikkje vere på nokon av "
    "møta der kontakten må vere med; vel ein annan under contacts, eller utvid vindauget til "
    "seriane.",
)
THEM = (Phrase(nb="enheten", nn="eininga"), Phrase(nb="enhetene", nn="einingane"))


def contact_warnings(problem: Problem) -> Iterator[Phrase]:
    """A sentence for each person and each thing that is odd about their pinned units.

    Only contacts whom a series asks for are looked at. Nothing is said of why anybody is away.
    """
    almanac = Almanac(problem)
    at_work: dict[str, int] = {}
    alike: defaultdict[tuple[str, Phrase], dict[str, None]] = defaultdict(dict)
    for duty in duties_of(problem):
        pinned = problem.contacts_of(duty.unit, duty.service)
        if duty.rank >= len(pinned):
            continue
        person = problem.people_by_id[pinned[duty.rank]]
        if person.id not in at_work:
            at_work[person.id] = almanac.days(days_at_work(problem, person))
        for sentence in _odd(problem, duty, person, almanac, at_work[person.id]):
            alike[person.id, sentence][problem.units_by_id[duty.unit].name] = None
    for (name, sentence), units in alike.items():
        person = problem.people_by_id[name]
        them = THEM[len(units) > 1]
        yield sentence.with_facts(
            person=person.name,
            service=problem.services_by_id[person.service].name,
            units=some_of(list(units)),
            them=them,
        )


def _odd(
    problem: Problem, duty: Duty, person: Person, almanac: Almanac, at_work: int
) -> Iterator[Phrase]:
    """What is odd about one duty: the qualification, and the first thing wrong with the days."""
    if not person.may_serve(problem.units_by_id[duty.unit]):
        yield UNQUALIFIED
    possible = [days for days in duty.days if days]
    if not at_work:
        yield AWAY
    elif not almanac.open_to((duty.unit,)) & at_work:
        yield NEVER_OPEN
    elif possible and not any(days & at_work for days in possible):
        yield AT_NO_MEETING
