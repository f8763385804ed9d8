"""Enhetene har de kontaktene de trenger.

Når en serie ber om kontakten fra en tjeneste, og tjenesten ikke har ført opp eller hatt plass til
noen, blir møtet holdt uten. Det er et brudd, men bedre enn ikke noe møte.

Formel: antall plasserte møter med minst én deltakerlinje «fast» som ber om en kontakt som ikke
finnes. Der én av flere tjenester kan møte, gjelder det bare når ingen av dem har en kontakt.
Enhet: ett møte som holdes uten en kontakt det trenger.
Kilde: for få folk til å holde «faste kontaktpersoner» (Oslo); det skal synes i planen.
Dekker ikke: kontakter ved behov, og om kontakten som finnes, møter (`required_attendance`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.faults import some_of
from planner.domain.meetings import Meeting
from planner.domain.needs import Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, listed, same
from planner.engine.rule import REQUIREMENT_PRICE, Requirement, Violation
from planner.engine.timetable import Timetable

CONTACT = Phrase(nb="kontakt fra {services}", nn="kontakt frå {services}")
SECOND_CONTACT = Phrase(nb="andrekontakt fra {services}", nn="andrekontakt frå {services}")


class UnitsHaveContacts(Requirement):
    """Meetings have the contacts that they are to have, where somebody is a unit's contact."""

    title: ClassVar[Phrase] = Phrase(
        nb="Enhetene har de kontaktene de trenger", nn="Einingane har dei kontaktane dei treng"
    )

    @property
    def price(self) -> int:
        """Half a requirement for each meeting, however many it lacks: better so than left out."""
        return REQUIREMENT_PRICE // 2

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price each meeting that lacks a contact, by the first that it lacks."""
        for meeting in problem.meetings.values():
            for _, need in _lacking(meeting)[:1]:
                timetable.price_missing(meeting.id, need.key, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find the placed meetings that lack the same contacts of the same units."""
        without: dict[tuple[tuple[str, Phrase], ...], list[str]] = {}
        for placed in plan.meetings:
            lacking = _lacking(problem.meetings[placed.id])
            if lacking:
                what = tuple((unit, _what(unit, need, problem)) for unit, need in lacking)
                without.setdefault(what, []).append(placed.id)
        for what, meetings in without.items():
            units = tuple(dict.fromkeys(unit for unit, _ in what))
            yield self.violation(len(meetings), meetings=tuple(meetings), participants=units)

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which units lack a contact, from which service, in how many meetings; the way out."""
        units: dict[Phrase, dict[str, None]] = {}
        for unit, need in _lacking(problem.meetings[violation.meetings[0]]):
            named = problem.units_by_id[unit].name
            units.setdefault(_what(unit, need, problem), {})[named] = None
        lack = Phrase(nb="{units} mangler {what}", nn="{units} manglar {what}")
        return (
            Phrase(
                nb="{lacking} i {meetings}; før opp noen under contacts, eller se hva "
                "«semesterplan staff» foreslår.",
                nn="{lacking} i {meetings}; før opp nokon under contacts, eller sjå kva "
                "«semesterplan staff» føreslår.",
            )
            .with_facts(
                lacking=listed(
                    [
                        lack.with_facts(units=some_of(list(names)), what=what)
                        for what, names in units.items()
                    ]
                ),
                meetings=counted(violation.amount, same("møte"), Phrase(nb="møter", nn="møte")),
            )
            .text(language)
        )


def _lacking(meeting: Meeting) -> tuple[tuple[str, Need], ...]:
    """The units without a contact that they are to have, each with the need for one."""
    return tuple((need.unit, need) for need in meeting.needs if need.unit is not None)


def _what(unit: str, need: Need, problem: Problem) -> Phrase:
    """What a unit lacks; a second contact where it has the main one."""
    services = listed(
        [same(problem.services_by_id[each].name) for each in need.services],
        last=Phrase(nb="eller", nn="eller"),
    )
    has_main = problem.contact(unit, need.services[0]) is not None
    return (SECOND_CONTACT if has_main else CONTACT).with_facts(services=services)
