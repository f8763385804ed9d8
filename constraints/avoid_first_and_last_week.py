"""Ingen møter i den første og den siste uken.

I den første uken av halvåret er det mye som skal i gang, og i den siste mye som skal avsluttes.
Møtene står helst i ukene mellom.

Formel: antall plasserte møter i samme ISO-uke som halvårets første eller siste dag.
Enhet: ett møte i den første eller den siste uken.
Kilde: skjønn; referanseopplegget holder 4.–8. januar og 7.–18. juni 2027 fri når det går.
Dekker ikke: møter som etter vinduet sitt bare kan stå i de to ukene, og uker inntil ferier.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, day_in_words
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable


class AvoidFirstAndLastWeek(Wish):
    """No meeting stands in the first or the last week of the semester."""

    title: ClassVar[Phrase] = Phrase(
        nb="Ingen møter i første og siste uke", nn="Ingen møte i første og siste veke"
    )
    unit_price: ClassVar[int] = 6

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price the two weeks of each meeting that can stand in another."""
        edges = _edge_days(problem)
        mask = problem.grid.days_mask(edges)
        for meeting in problem.meetings.values():
            if any(meeting.window.holds(day) for day in problem.grid.days if day not in edges):
                timetable.price_starts(meeting.id, mask, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting in the two weeks that could have stood in another."""
        edges = _edge_days(problem)
        for placed in plan.meetings:
            if placed.day in edges:
                window = problem.meetings[placed.id].window
                if any(window.holds(day) for day in problem.grid.days if day not in edges):
                    first = placed.day.isocalendar()[:2] == _first_week(problem)
                    yield self.violation(
                        meetings=(placed.id,), day=placed.day, edge="first" if first else "last"
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, and which of the two weeks."""
        assert violation.day is not None
        edge = {
            "first": Phrase(nb="første", nn="første"),
            "last": Phrase(nb="siste", nn="siste"),
        }[str(violation.facts["edge"])]
        return (
            Phrase(
                nb="{meeting} står {day}, i den {edge} uken av halvåret.",
                nn="{meeting} står {day}, i den {edge} veka av halvåret.",
            )
            .with_facts(
                meeting=problem.title(violation.meetings[0]),
                day=day_in_words(violation.day),
                edge=edge,
            )
            .text(language)
        )


def _first_week(problem: Problem) -> tuple[int, int]:
    """ISO year and week of the semester's first day."""
    return problem.semester.first_day.isocalendar()[:2]


def _edge_days(problem: Problem) -> frozenset[date]:
    """The days of the semester's first and last ISO weeks."""
    weeks = {_first_week(problem), problem.semester.last_day.isocalendar()[:2]}
    return frozenset(day for day in problem.grid.days if day.isocalendar()[:2] in weeks)
