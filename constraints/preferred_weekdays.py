"""Møtene står på ukedager som serien foretrekker.

En serie kan si hvilke ukedager som passer best. Møtene står helst på en av dem.

Formel: antall plasserte møter på en ukedag som serien ikke foretrekker.
Enhet: ett møte på en annen ukedag.
Kilde: «fastdag» skole og barnehage (Rennebu); ønsket sier lederen i serien.
Dekker ikke: serier uten foretrukne ukedager, møter som etter vinduet sitt ikke kan stå på noen av
dem, og at hele serien holder seg til én dag (`same_weekday`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.series import Series
from planner.domain.words import WEEKDAYS, Language, Phrase, day_in_words, listed
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable


class PreferredWeekdays(Wish):
    """Meetings stand on a weekday that their series prefers."""

    title: ClassVar[Phrase] = Phrase(nb="Foretrukne ukedager", nn="Føretrekte vekedagar")
    unit_price: ClassVar[int] = 6

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price the other weekdays of each meeting whose series prefers some."""
        for group in problem.groups:
            preferred = _preferred_days(group.series, problem)
            if preferred:
                others = problem.grid.days_mask(set(problem.grid.days) - preferred)
                for meeting in group.meetings:
                    if any(meeting.window.holds(day) for day in preferred):
                        timetable.price_starts(meeting.id, others, self.price, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting on another weekday that could have stood on a preferred one."""
        for group in problem.groups:
            preferred = _preferred_days(group.series, problem)
            for meeting in group.meetings if preferred else ():
                placed = plan.placed.get(meeting.id)
                if (
                    placed
                    and placed.day not in preferred
                    and any(meeting.window.holds(day) for day in preferred)
                ):
                    yield self.violation(meetings=(meeting.id,), day=placed.day)

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day, and the weekdays that the series prefers."""
        assert violation.day is not None
        series = problem.groups_by_meeting[violation.meetings[0]].series
        return (
            Phrase(
                nb="{meeting} står {day}, mens serien helst skal stå på {preferred}.",
                nn="{meeting} står {day}, medan serien helst skal stå på {preferred}.",
            )
            .with_facts(
                meeting=problem.title(violation.meetings[0]),
                day=day_in_words(violation.day),
                preferred=listed(
                    [
                        Phrase(nb="{day}er", nn="{day}ar").with_facts(day=WEEKDAYS[weekday.number])
                        for weekday in series.preferred_weekdays
                    ],
                    last=Phrase(nb="eller", nn="eller"),
                ),
            )
            .text(language)
        )


def _preferred_days(series: Series, problem: Problem) -> frozenset[date]:
    """The days of the semester on a weekday that a series prefers."""
    numbers = {weekday.number for weekday in series.preferred_weekdays}
    return frozenset(day for day in problem.grid.days if day.weekday() in numbers)
