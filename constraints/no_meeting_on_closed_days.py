"""Ingen møter på stengte dager.

Ingen møter står i helger eller på helligdager, og ingen møter står på dager der en av enhetene i
møtet er stengt: ferier i skoleruten for enhetens type og kommune, og enhetens egne
planleggingsdager.

Formel: for hvert møte m: dag(m) er mandag til fredag og ikke en helligdag, og for hver enhet u i m:
dag(m) ∉ stengte dager(u).
Enhet: ett møte på en dag som er stengt for alle, eller én enhet i ett møte på en dag som er stengt
for enheten.
Kilde: skoleruten fastsettes av kommunen; barnehager har åpent i skoleferier, og planleggingsdagene
ligger på ulike dager, derfor en kalender for hver type enhet og egne dager for hver enhet.
Dekker ikke: inneklemte dager (`avoid_bridge_days`) og den enkeltes fravær (`no_meeting_when_away`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import ClosedPeriod, Weekday
from planner.domain.words import Language, Phrase, day_in_words, same
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class NoMeetingOnClosedDays(Requirement):
    """No meeting stands on a holiday, or when one of its units is closed."""

    title: ClassVar[Phrase] = Phrase(
        nb="Ingen møter på stengte dager", nn="Ingen møte på stengde dagar"
    )
    ban: ClassVar[Phrase | None] = Phrase(nb="{subject} har stengt", nn="{subject} har stengt")

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Ban the holidays for all meetings, and for each unit's meetings its other closed days."""
        grid = problem.grid
        holidays = grid.days_mask(_days(problem.holidays))
        closed = {
            unit: grid.days_mask(_days(periods)) & ~holidays
            for unit, periods in problem.closures.items()
        }
        for meeting in problem.meetings.values():
            for subject, mask in ((problem.id, holidays), *((u, closed[u]) for u in meeting.units)):
                if mask:
                    timetable.forbid(meeting.id, mask, self.name(), subject)

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting on a day closed for all, or else each unit closed on its day."""
        for meeting in plan.meetings:
            day = meeting.day
            holiday = _covering(problem.holidays, day)
            if Weekday.of(day) is None:
                yield self.violation(meetings=(meeting.id,), day=day)
            elif holiday is not None:
                yield self.violation(meetings=(meeting.id,), day=day, closed=holiday.name)
            else:
                for unit in problem.meetings[meeting.id].units:
                    period = _covering(problem.closures[unit], day)
                    if period is not None:
                        yield self.violation(
                            meetings=(meeting.id,),
                            participants=(unit,),
                            day=day,
                            closed=period.name,
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, and what or who is closed."""
        assert violation.day is not None
        sentence = Phrase(
            nb="{meeting} står {day}, men {why}.", nn="{meeting} står {day}, men {why}."
        )
        why = Phrase(nb="det er helg", nn="det er helg")
        if violation.participants:
            why = Phrase(
                nb="{unit} har stengt: {closed}", nn="{unit} har stengt: {closed}"
            ).with_facts(
                unit=same(problem.resource_name(violation.participants[0])), **violation.facts
            )
        elif violation.facts:
            why = Phrase(nb="alle har fri: {closed}", nn="alle har fri: {closed}").with_facts(
                **violation.facts
            )
        return sentence.with_facts(
            meeting=problem.title(violation.meetings[0]), day=day_in_words(violation.day), why=why
        ).text(language)


def _days(periods: Iterable[ClosedPeriod]) -> Iterator[date]:
    """Every day of some periods."""
    for period in periods:
        yield from period.days()


def _covering(periods: Iterable[ClosedPeriod], day: date) -> ClosedPeriod | None:
    """The first period that covers a day."""
    return next((period for period in periods if period.covers(day)), None)
