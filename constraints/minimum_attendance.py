"""Deltakere ved behov er med på minst så mange møter som avtalt.

Når en serie sier at noen skal være med på minst et antall av møtene («barnevernet minst to ganger i
halvåret»), er de med på så mange. Er møtene i serien færre, er de med på alle.

Formel: for hver gruppe av møter og hver linje d med minste antall n:
Σ over plasserte møter |til stede ∩ mulige(d)| ≥ min(n, antall møter i gruppen).
Enhet: ett oppmøte for lite.
Kilde: barnevern, helsestasjon og psykolog er med etter fast plan på hvert n-te møte (Flekkefjord).
Dekker ikke: hvilke av møtene det er, og oppmøte utover det minste (`as_needed_people_present`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.meetings import Group, Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, listed, same
from planner.engine.rule import REQUIREMENT_PRICE, Requirement, Violation
from planner.engine.timetable import Quota, Timetable


class MinimumAttendance(Requirement):
    """As-needed people are at so many of a group's meetings as the series says."""

    title: ClassVar[Phrase] = Phrase(
        nb="Minste antall oppmøter i serien", nn="Minste tal på oppmøte i serien"
    )

    @property
    def price(self) -> int:
        """Each attendance short is a broken requirement, but better than no meeting at all."""
        return REQUIREMENT_PRICE

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Ask for the number over each group."""
        for group, need, least in _minimums(problem):
            meetings = tuple(meeting.id for meeting in group.meetings)
            timetable.quota(Quota(self.name(), meetings, need.candidates, least, self.price))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Count the attendances of each group's placed meetings."""
        for group, need, least in _minimums(problem):
            candidates = set(need.candidates)
            placed = [each.id for each in group.meetings if each.id in plan.placed]
            present = sum(
                len(candidates.intersection(plan.placed[meeting].participants))
                for meeting in placed
            )
            if present < least:
                yield self.violation(
                    least - present,
                    meetings=tuple(meeting.id for meeting in group.meetings),
                    participants=need.candidates,
                    present=present,
                    least=least,
                    services=",".join(need.services),
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, in which series, how many times, and how many it should be."""
        people = violation.participants
        names = (
            [problem.resource_name(people[0])]
            if len(people) == 1
            else [
                problem.services_by_id[service].name
                for service in str(violation.facts["services"]).split(",")
            ]
        )
        return (
            Phrase(
                nb="{who} er med på {present} i {series}, men skal være med på minst {least}.",
                nn="{who} er med på {present} i {series}, men skal vere med på minst {least}.",
            )
            .with_facts(
                who=listed([same(name) for name in names], last=Phrase(nb="eller", nn="eller")),
                present=counted(
                    int(violation.facts["present"]), same("møte"), Phrase(nb="møter", nn="møte")
                ),
                series=problem.title(violation.meetings[0]),
                least=violation.facts["least"],
            )
            .text(language)
        )


def _minimums(problem: Problem) -> Iterator[tuple[Group, Need, int]]:
    """Each group, with each need that states a number of meetings, and the number asked for."""
    for group in problem.groups:
        for need in group.meetings[0].needs if group.meetings else ():
            if need.at_least is not None:
                yield group, need, min(need.at_least, len(group.meetings))
