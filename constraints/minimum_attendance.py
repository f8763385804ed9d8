"""Deltakere ved behov er med på minst så mange møter som avtalt.

Når en serie sier at noen skal være med på minst et antall av møtene («barnevernet minst to ganger i
halvåret»), er de med på så mange. Er møtene som linjen gjelder, færre, er de med på alle; møter
utover det minste (`optional_meetings_held`) kan de gå på, men trenger ikke.

Formel: for hver gruppe av møter og hver linje d med minste antall n:
Σ over plasserte møter som d gjelder |til stede ∩ mulige(d)| ≥ min(n, antall slike møter i gruppen
som skal holdes).
Enhet: ett oppmøte for lite.
Kilde: barnevern, helsestasjon og psykolog er med etter fast plan på hvert n-te møte (Flekkefjord).
Dekker ikke: hvilke av møtene det er, og oppmøte utover det minste (`as_needed_people_present`).
"""

from __future__ import annotations

from collections.abc import Iterator, KeysView
from dataclasses import dataclass
from typing import ClassVar

from planner.domain.meetings import Meeting
from planner.domain.needs import Need
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
        for line in _lines(problem):
            candidates = tuple(line.candidates)
            quota = Quota(self.name(), line.meetings, candidates, line.least, self.price)
            timetable.quota(quota)

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Count the attendances of each group's placed meetings."""
        for line in _lines(problem):
            present = sum(
                len(line.candidates & set(plan.placed[meeting].participants))
                for meeting in line.meetings
                if meeting in plan.placed
            )
            if present < line.least:
                yield self.violation(
                    line.least - present,
                    meetings=line.meetings,
                    participants=tuple(line.candidates),
                    present=present,
                    least=line.least,
                    services=",".join(line.services),
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
                series=problem.groups_by_meeting[violation.meetings[0]].title(problem),
                least=violation.facts["least"],
            )
            .text(language)
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a series that states a number of meetings, with the meetings of one group."""

    meetings: tuple[str, ...]
    candidates: KeysView[str]
    services: KeysView[str]
    least: int


def _lines(problem: Problem) -> Iterator[_Line]:
    """Each such line of each group; it need not concern all meetings, nor ask all for the same."""
    for group in problem.groups:
        asked: dict[str, list[tuple[Meeting, Need]]] = {}
        for meeting in group.meetings:
            for need in meeting.needs:
                if need.at_least is not None:
                    asked.setdefault(need.key, []).append((meeting, need))
        for among in asked.values():
            sure = sum(not meeting.optional for meeting, _ in among)
            yield _Line(
                tuple(meeting.id for meeting, _ in among),
                dict.fromkeys(each for _, need in among for each in need.candidates).keys(),
                dict.fromkeys(each for _, need in among for each in need.services).keys(),
                min(among[0][1].at_least or 0, sure),
            )
