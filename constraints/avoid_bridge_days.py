"""Ingen møter på inneklemte dager.

En inneklemt dag er en arbeidsdag med fri både dagen før og dagen etter, som fredagen etter Kristi
himmelfartsdag. Mange tar fri da, så møtene står helst på andre dager.

Formel: antall plasserte møter på en åpen dag fra mandag til fredag der både dagen før og dagen
etter er lørdag, søndag eller helligdag.
Enhet: ett møte på en inneklemt dag.
Kilde: skoleruter som holder 7. mai 2027 fri (Froland) eller legger planleggingsdag til den;
standard er å unngå dagen, ikke å forby den, for fri er opp til hver kommune.
Dekker ikke: dager inntil skoleferier (de er ikke helligdager), dager som er stengt
(`no_meeting_on_closed_days`), og møter som etter vinduet sitt bare kan stå på inneklemte dager.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from planner.domain.grid import SATURDAY
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, day_in_words
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable


class AvoidBridgeDays(Wish):
    """No meeting stands on a working day between two days off."""

    title: ClassVar[Phrase] = Phrase(
        nb="Ingen møter på inneklemte dager", nn="Ingen møte på inneklemde dagar"
    )
    unit_price: ClassVar[int] = 10

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price the bridge days of each meeting that can stand on another day."""
        bridges = _bridge_days(problem)
        mask = problem.grid.days_mask(bridges)
        for meeting in problem.meetings.values() if bridges else ():
            if any(meeting.window.holds(day) for day in problem.grid.days if day not in bridges):
                timetable.price_starts(meeting.id, mask, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting on a bridge day that could have stood on another day."""
        bridges = _bridge_days(problem)
        for placed in plan.meetings:
            if placed.day in bridges:
                window = problem.meetings[placed.id].window
                if any(window.holds(day) for day in problem.grid.days if day not in bridges):
                    yield self.violation(meetings=(placed.id,), day=placed.day)

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, and which bridge day."""
        assert violation.day is not None
        return (
            Phrase(
                nb="{meeting} står {day}, som er en inneklemt dag med fri både før og etter.",
                nn="{meeting} står {day}, som er ein inneklemd dag med fri både før og etter.",
            )
            .with_facts(
                meeting=problem.title(violation.meetings[0]), day=day_in_words(violation.day)
            )
            .text(language)
        )


def _bridge_days(problem: Problem) -> frozenset[date]:
    """The working days of the semester with a day off on both sides."""
    one_day = timedelta(days=1)

    def off(day: date) -> bool:
        holiday = any(period.covers(day) for period in problem.holidays)
        return holiday or day.weekday() >= SATURDAY

    return frozenset(
        day
        for day in problem.grid.days
        if not off(day) and off(day - one_day) and off(day + one_day)
    )
