"""Is there room for all the meetings of a series? If not: what is missing, and the way out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from planner.domain.almanac import Almanac, Case, hosts_of
from planner.domain.errors import Fault
from planner.domain.faults import ForUnits, Path, some_of
from planner.domain.frequency import (
    EveryWeeks,
    OnDates,
    PerHalfYear,
    PerSchoolYear,
    PerYear,
    ReservedSlots,
    Simple,
    WeekdayOfMonth,
    WhenClosed,
)
from planner.domain.occurrences import occurrences_of
from planner.domain.problem import Problem
from planner.domain.series import DaysBetween, Series
from planner.domain.window import Window
from planner.domain.words import MONTHS, Phrase, counted, listed, same, short_day

NO_OPEN_DAY = Phrase(
    nb="«{series}»{where} har ingen åpne dager i vinduet {first}–{last}; {way_out}.",
    nn="«{series}»{where} har ingen opne dagar i vindauget {first}–{last}; {way_out}.",
)
NO_ROOM = Phrase(
    nb="Det er ikke plass til {count} av «{series}»{where}: møte nummer {number} får ingen "
    "dag{between}; {way_out}.",
    nn="Det er ikkje plass til {count} av «{series}»{where}: møte nummer {number} får ingen "
    "dag{between}; {way_out}.",
)
ALL_CLOSED = Phrase(
    nb="«{series}»{where} treffer bare stengte dager ({days}); {way_out}.",
    nn="«{series}»{where} treffer berre stengde dagar ({days}); {way_out}.",
)
NO_MEETINGS = Phrase(
    nb="Frekvensen til «{series}» treffer ingen dag i vinduet; {way_out}.",
    nn="Frekvensen til «{series}» treffer ingen dag i vindauget; {way_out}.",
)
BETWEEN = Phrase(
    nb=" når det skal være {gap} dager mellom", nn=" når det skal vere {gap} dagar mellom"
)
LEAST = Phrase(nb="minst {least}", nn="minst {least}")
EXACTLY = Phrase(nb="nøyaktig {days}", nn="nøyaktig {days}")
MOST = Phrase(nb="høyst {most}", nn="høgst {most}")
NOWHERE = same("")
OR = Phrase(nb="eller", nn="eller")
MEETINGS = (Phrase(nb="møte", nn="møte"), Phrase(nb="møter", nn="møte"))
COUNTED = (PerHalfYear, PerYear, PerSchoolYear, ReservedSlots)
"""The forms that state a number of meetings."""

MOST_DAYS = 200
"""The longest gap that `days_between` can state."""

WIDEN = Phrase(nb="utvid vinduet", nn="utvid vindauget")
EXTEND = Phrase(nb="utvid vinduet til {day}", nn="utvid vindauget til {day}")
LEAVE_OUT = Phrase(nb="la {month} være utenfor months", nn="la {month} vere utanfor months")
OPEN_UP = Phrase(nb="ta bort stengte dager", nn="ta bort stengde dagar")
ASK_FEWER = Phrase(nb="be om høyst {count}", nn="be om høgst {count}")
LOWER_LEAST = Phrase(
    nb="sett least til høyst {least} under days_between",
    nn="set least til høgst {least} under days_between",
)
RAISE_MOST = Phrase(
    nb="sett most til minst {most} under days_between",
    nn="set most til minst {most} under days_between",
)
FIX_PHASE = Phrase(
    nb="sett first_day og when_closed under frequency",
    nn="set first_day og when_closed under frequency",
)
MOVE_CLOSED = Phrase(
    nb="sett when_closed (previous eller nearest)", nn="set when_closed (previous eller nearest)"
)
SKIP_CLOSED = Phrase(nb="sett when_closed til skip", nn="set when_closed til skip")
MOVE_FIRST = Phrase(nb="flytt first_day til {day}", nn="flytt first_day til {day}")
MOVE_EARLIER = Phrase(nb="flytt first_day til senest {day}", nn="flytt first_day til seinast {day}")


def room_faults(problem: Problem, series: Series, path: Path, almanac: Almanac) -> Iterator[Fault]:
    """A series with more meetings than the calendar holds; units with one answer share it."""
    alike: defaultdict[ForUnits, list[str]] = defaultdict(list)
    for case in almanac.cases(series):
        if short := _Search(problem, series, case, almanac).shortage():
            alike[short] += hosts_of(case.groups, problem)
    for short, names in alike.items():
        yield short.fault((*path, "frequency"), names)


class _Search:
    """What is missing for the meetings of one case, and the least that would help."""

    def __init__(self, problem: Problem, series: Series, case: Case, almanac: Almanac) -> None:
        self._problem = problem
        self._series = series
        self._case = case
        self._almanac = almanac

    def shortage(self) -> ForUnits | None:
        """The first thing that is missing; `None` when there is room."""
        case, almanac = self._case, self._almanac
        stated = self._stated_days()
        closed = [day for day in stated if not self._open(Window(first_day=day, last_day=day))]
        if stated and len(closed) == len(stated):
            days = some_of([short_day(day) for day in closed])
            return self._short(ALL_CLOSED, self._ways_round(), days=days)
        if not case.windows:
            return self._nothing()
        found = almanac.days_of_each(case, self._series.limits)
        if found[-1]:
            return None
        number = len(found) - 1
        if not case.given and not self._open(case.windows[number]):
            return self._closed(case.windows[number])
        facts = {"count": counted(len(case.windows), *MEETINGS), "number": number + 1}
        return self._short(NO_ROOM, self._ways_apart(number), between=self._between(), **facts)

    def _open(self, window: Window) -> int:
        """The open days of a window."""
        return self._almanac.within(window) & self._case.open_days

    def _stated_days(self) -> list[date]:
        """The days of a frequency that fixes them by rule, before any is moved or skipped."""
        frequency = self._case.frequency
        if isinstance(frequency, OnDates) or not self._case.given:
            return []  # dates from outside are the leader's to see in the plan
        if isinstance(frequency, EveryWeeks) and frequency.weekday is None:
            return []
        return self._days_of(frequency.model_copy(update={"when_closed": None}))

    def _days_of(self, frequency: Simple) -> list[date]:
        series = self._series.model_copy(update={"frequency": frequency})
        found = occurrences_of(series, self._case.groups[0], self._problem)
        return [each.window.first_day for each in found if each.window.first_day]

    def _ways_round(self) -> list[Phrase]:
        """What helps meetings that all fall on closed days."""
        frequency = self._case.frequency
        ways = []
        if getattr(frequency, "when_closed", None) in (None, WhenClosed.SKIP):
            ways.append(MOVE_CLOSED)
        if isinstance(frequency, EveryWeeks) and (better := self._better_start(frequency)):
            ways.append(MOVE_FIRST.with_facts(day=short_day(better)))
        return ways or [OPEN_UP]

    def _better_start(self, frequency: EveryWeeks) -> date | None:
        """The first day that hits the fewest closed days; of those the nearest."""
        start, weeks = frequency.first_day or date.max, range(1, frequency.every_weeks)
        tries = []
        for away in weeks:
            for day in (start + timedelta(weeks=away), start - timedelta(weeks=away)):
                change = {"first_day": day, "when_closed": None}
                days = self._days_of(frequency.model_copy(update=change))
                shut = sum(not self._open(Window(first_day=each, last_day=each)) for each in days)
                if days and days[0] == day and shut < len(days):
                    tries.append((shut, away, day < start, day))
        return min(tries)[-1] if tries else None

    def _nothing(self) -> ForUnits | None:
        """No meeting at all: right when a year's meetings are in its other half."""
        frequency = self._case.frequency
        if not isinstance(frequency, EveryWeeks | WeekdayOfMonth):
            return None
        last = self._series.window.last_day or self._problem.semester.last_day
        late = isinstance(frequency, EveryWeeks) and (frequency.first_day or last) > last
        way_out = MOVE_EARLIER.with_facts(day=short_day(last)) if late else WIDEN
        return self._short(NO_MEETINGS, [way_out])

    def _closed(self, window: Window) -> ForUnits:
        """A window in which every day is closed."""
        first, last = window.first_day or date.min, window.last_day or date.max
        whole = self._series.window
        ways = [OPEN_UP]
        if len(set(self._case.windows)) > 1:
            ways = [LEAVE_OUT.with_facts(month=MONTHS[first.month - 1]), OPEN_UP]
        elif whole.first_day or whole.last_day or whole.before_school_start:
            ends = {"first_day": None, "last_day": None, "before_school_start": None}
            around = self._days_in(self._open(whole.model_copy(update=ends)))
            if around:
                nearest = min(around, key=lambda day: max(first - day, day - last))
                ways = [EXTEND.with_facts(day=short_day(nearest)), OPEN_UP]
        return self._short(NO_OPEN_DAY, ways, first=short_day(first), last=short_day(last))

    def _days_in(self, days: int) -> list[date]:
        numbers = range(self._almanac.length)
        return [self._almanac.day(number) for number in numbers if days >> number & 1]

    def _between(self) -> Phrase:
        """The days between that were asked for, in words."""
        gap = self._series.limits
        if gap.least and gap.least == gap.most:
            return BETWEEN.with_facts(gap=EXACTLY.with_facts(days=gap.least))
        limits = [
            limit.with_facts(least=gap.least, most=gap.most)
            for limit, days in ((LEAST, gap.least), (MOST, gap.most))
            if days
        ]
        return BETWEEN.with_facts(gap=listed(limits)) if limits else NOWHERE

    def _ways_apart(self, number: int) -> list[Phrase]:
        """What helps meetings that the days between leave no day for; each the least change."""
        gap = self._series.limits
        if gap is not self._series.days_between:
            return [FIX_PHASE]
        frequency, ways = self._case.frequency, []
        if number and isinstance(frequency, COUNTED):
            ways.append(ASK_FEWER.with_facts(count=number))
        if getattr(frequency, "when_closed", None) in (WhenClosed.PREVIOUS, WhenClosed.NEAREST):
            ways.append(SKIP_CLOSED)
        for least in range((gap.least or 1) - 1, 0, -1):
            if self._fits(DaysBetween(least=least, most=gap.most)):
                ways.append(LOWER_LEAST.with_facts(least=least))
                break
        for most in range((gap.most or MOST_DAYS) + 1, MOST_DAYS + 1):
            if self._fits(DaysBetween(least=gap.least, most=most)):
                ways.append(RAISE_MOST.with_facts(most=most))
                break
        return ways or [WIDEN]

    def _short(self, sentence: Phrase, ways: list[Phrase], **facts: object) -> ForUnits:
        ways_out = listed(ways, last=OR)
        told = {"series": self._series.name, "way_out": ways_out, **facts}
        return ForUnits(sentence, tuple(told.items()))

    def _fits(self, limits: DaysBetween) -> bool:
        return bool(self._almanac.days_of_each(self._case, limits)[-1])
