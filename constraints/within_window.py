"""Hvert møte står i perioden sin.

Et møte står på en av dagene det kan stå på: i måneden sin når serien er månedlig, på datoen når
datoen er gitt, ellers i seriens periode, uker og ukedager, og alltid i halvåret.

Formel: for hvert møte m: dag(m) ∈ periode(m).
Enhet: ett møte utenfor perioden sin.
Kilde: «januar–mars», «april–mai», «hver 6. uke» og «én gang i måneden» i dokumentene (Bærum, Tinn,
Skien, Melhus).
Dekker ikke: rekkefølge og avstand mellom møtene i en serie (`days_between`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.window import Parity, Window
from planner.domain.words import (
    MONTHS,
    WEEKDAYS,
    Language,
    Phrase,
    day_in_words,
    listed,
    same,
    short_day,
)
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class WithinWindow(Requirement):
    """Every meeting stands within its window."""

    title: ClassVar[Phrase] = Phrase(nb="Møtene står i perioden sin", nn="Møta står i perioden sin")
    ban: ClassVar[Phrase | None] = Phrase(
        nb="dagen er utenfor perioden til møtet", nn="dagen er utanfor perioden til møtet"
    )

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Ban the days outside each meeting's window."""
        inside: dict[Window, int] = {}
        for meeting in problem.meetings.values():
            window = meeting.window
            if window not in inside:
                inside[window] = problem.grid.days_where(window.holds)
            outside = problem.grid.everything & ~inside[window]
            timetable.forbid(meeting.id, outside, self.name(), meeting.id)

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting on a day outside its window."""
        for meeting in plan.meetings:
            if not problem.meetings[meeting.id].window.holds(meeting.day):
                yield self.violation(meetings=(meeting.id,), day=meeting.day)

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, and the days it should keep to."""
        assert violation.day is not None
        meeting = problem.meetings[violation.meetings[0]]
        return (
            Phrase(
                nb="{meeting} står {day}, men skal stå {window}.",
                nn="{meeting} står {day}, men skal stå {window}.",
            )
            .with_facts(
                meeting=problem.title(meeting.id),
                day=day_in_words(violation.day),
                window=_in_words(meeting.window),
            )
            .text(language)
        )


def _in_words(window: Window) -> Phrase:
    """The window of a meeting as the end of a sentence: "fra 1. februar til 26. februar"."""
    first, last = window.first_day, window.last_day
    assert first is not None  # every meeting's window is bounded by the semester
    assert last is not None
    if first == last:
        return day_in_words(first)
    days = Phrase(nb="fra {first} til {last}", nn="frå {first} til {last}").with_facts(
        first=short_day(first), last=short_day(last)
    )
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    parts = [days, *_narrowing(window, span)]
    return Phrase(nb=" ".join(part.nb for part in parts), nn=" ".join(part.nn for part in parts))


def _narrowing(window: Window, span: list[date]) -> Iterator[Phrase]:
    """What else takes away some of the days: "i februar og mars", "i uke 5 og 7", "på mandager"."""
    months = list(dict.fromkeys(day.month for day in span))
    if window.months is not None and not set(months) <= set(window.months):
        chosen = [month for month in months if month in window.months] or window.months
        yield same("i {months}").with_facts(
            months=listed([same(MONTHS[month - 1]) for month in chosen])
        )
    weeks = list(dict.fromkeys(day.isocalendar().week for day in span))
    if window.iso_weeks is not None and not set(weeks) <= set(window.iso_weeks):
        chosen = [week for week in weeks if week in window.iso_weeks] or window.iso_weeks
        yield Phrase(nb="i uke {weeks}", nn="i veke {weeks}").with_facts(
            weeks=listed([same(str(week)) for week in chosen])
        )
    if window.week_parity is Parity.ODD:
        yield Phrase(nb="i oddetallsuker", nn="i oddetalsveker")
    elif window.week_parity is Parity.EVEN:
        yield Phrase(nb="i partallsuker", nn="i partalsveker")
    if window.weekdays is not None:
        yield same("på {weekdays}").with_facts(
            weekdays=listed(
                [
                    Phrase(nb="{day}er", nn="{day}ar").with_facts(day=WEEKDAYS[weekday.number])
                    for weekday in window.weekdays
                ],
                last=same("eller"),
            )
        )
