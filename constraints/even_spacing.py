"""Møtene i en serie er jevnt fordelt.

Fra et møte i en serie ved en enhet til det neste går det helst omtrent like mange dager gjennom
hele tidsrommet serien går over. Det jevne er tidsrommet delt på antall møter, rundet av til hele
uker når det er to uker eller mer, og for «hver n-te uke» n uker. En firedel til eller fra koster
ingenting, for ferier og helligdager skyver på møtene: månedlige møter (28 dager) kan ha fra 21 til
35 dager mellom seg. Sier serien hvor få eller mange dager det må være, er det jevne aldri utenfor
det.

Formel: for hvert par av nabomøter: max(0, |dager mellom – jevnt| – ⌊jevnt/4⌋), der jevnt = antall
dager fra første til siste dag i tidsrommet / antall møter i gruppen.
Enhet: én dag utenfor slingringsmonnet, mellom ett møte og det neste.
Kilde: møteplaner lagt ved starten av året (Sogndal, Lunner); skjønn for slingringsmonnet.
Dekker ikke: hvor få eller mange dager det må være (`days_between`), serier med faste dager (datoer,
hver n-te uke fra en gitt dag, n-te ukedag i måneden), og par der et av møtene ikke fikk plass.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import ClassVar

from planner.domain.frequency import EveryWeeks, OnDates, Simple, WeekdayOfMonth
from planner.domain.meetings import Group
from planner.domain.occurrences import frequency_of
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, day_in_words
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Chain, Timetable


class EvenSpacing(Wish):
    """The days from each meeting of a group to the next are about as many all the way."""

    title: ClassVar[Phrase] = Phrase(nb="Jevnt fordelte møter", nn="Jamt fordelte møte")
    unit_price: ClassVar[int] = 1

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Draw each group's gaps to the even one."""
        for group, ideal in _ideals(problem):
            timetable.chain(
                Chain(
                    self.name(),
                    tuple(meeting.id for meeting in group.meetings),
                    ideal=ideal,
                    slack=ideal // 4,
                    price=self.price,
                )
            )

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each gap that is further from the even one than the slack."""
        for group, ideal in _ideals(problem):
            for one, following in pairwise(group.meetings):
                if one.id in plan.placed and following.id in plan.placed:
                    day, next_day = plan.placed[one.id].day, plan.placed[following.id].day
                    off = abs((next_day - day).days - ideal) - ideal // 4
                    if off > 0:
                        yield self.violation(
                            off,
                            meetings=(one.id, following.id),
                            day=day,
                            next_day=next_day.isoformat(),
                            ideal=ideal,
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """The two days, the days between them, and what would have been even."""
        assert violation.day is not None
        next_day = date.fromisoformat(str(violation.facts["next_day"]))
        return (
            Phrase(
                nb=(
                    "I {series} går det {days} fra {day} til {next_day}; "
                    "jevnt fordelt ville det vært {ideal}."
                ),
                nn=(
                    "I {series} går det {days} frå {day} til {next_day}; "
                    "jamt fordelt ville det vore {ideal}."
                ),
            )
            .with_facts(
                series=problem.groups_by_meeting[violation.meetings[0]].title(problem),
                days=counted(
                    (next_day - violation.day).days,
                    Phrase(nb="dag", nn="dag"),
                    Phrase(nb="dager", nn="dagar"),
                ),
                day=day_in_words(violation.day),
                next_day=day_in_words(next_day),
                ideal=violation.facts["ideal"],
            )
            .text(language)
        )


def _ideals(problem: Problem) -> Iterator[tuple[Group, int]]:
    """Each group that has gaps to even out, with the days that would be even."""
    for group in problem.groups:
        frequency = frequency_of(group.series, group.units, problem)
        even = _even_days(group, frequency, problem) if len(group.meetings) > 1 else 0
        if even:
            least, most = group.series.limits.least, group.series.limits.most
            ideal = max(round(even) if even < 14 else 7 * round(even / 7), least or 0)
            yield group, min(ideal, most or ideal)


def _even_days(group: Group, frequency: Simple, problem: Problem) -> float:
    """Days from one meeting to the next when all are even; 0 where the frequency fixes the days."""
    match frequency:
        case OnDates() | WeekdayOfMonth():
            return 0
        case EveryWeeks(weekday=weekday, first_day=first_day):
            return 0 if weekday and first_day else 7 * frequency.every_weeks
    opens, closes = group.meetings[0].window, group.meetings[-1].window
    days = [day for day in problem.grid.days if opens.holds(day) or closes.holds(day)]
    return ((days[-1] - days[0]).days + 1) / len(group.meetings) if days else 0
