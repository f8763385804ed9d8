"""When somebody is busy by one event: once, or as often as it recurs (RFC 5545 section 3.8.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from calendars.reading.event import Event, Moment, moments_of
from calendars.reading.recurrence import Recurrence, TooHeavy, read_recurrence
from calendars.reading.values import Length
from calendars.reading.zones import Zone
from planner.domain.busytimes import BusyInterval, BusyKind

MOST_OF_ONE = 10_000
"""Of one series in what is asked for: every hour of a year are 8,760."""
LONGEST = timedelta(days=3653)
MARGIN = timedelta(days=2)
"""More than any two clocks on earth differ."""


class Window(NamedTuple):
    """What is asked for: ``[start, end)`` in UTC."""

    start: datetime
    end: datetime

    def cut(self, interval: BusyInterval) -> BusyInterval | None:
        """The part of an interval inside; `None` when there is none."""
        start, end = max(interval.start, self.start), min(interval.end, self.end)
        return BusyInterval(start, end, interval.kind) if start < end else None


class Starts:
    """Starts by which those of a series are known; a day stands for what starts on it."""

    def __init__(self, moments: Iterable[Moment], *, whole_day: bool) -> None:
        self._days: set[date] = set()
        self._moments: set[datetime] = set()
        for moment in moments:
            if moment.whole_day or (whole_day and moment.local.time() == time()):
                self._days.add(moment.local.date())
            else:
                self._moments.add(moment.utc)

    def has(self, start: Moment) -> bool:
        """Whether it is one of them."""
        return start.local.date() in self._days or start.utc in self._moments


def newest(events: Iterable[Event]) -> tuple[list[Event], list[Event]]:
    """The events of one UID as they stand now: those for themselves, and what of them was changed.

    Of several versions of one the highest SEQUENCE counts, and of changes of one start the last.
    """
    whole: list[Event] = []
    changes: dict[datetime, Event] = {}
    for event in events:
        if event.recurrence is None:
            if whole and event.sequence > whole[0].sequence:
                whole = []
            if not whole or event.sequence == whole[0].sequence:
                whole.append(event)
        else:
            start = event.recurrence.utc
            if start not in changes or event.sequence >= changes[start].sequence:
                changes[start] = event
    return whole, [changes[start] for start in sorted(changes)]


def once(event: Event) -> Iterator[BusyInterval]:
    """An event that does not recur, or that one of a series became."""
    if event.kind is not None:
        yield BusyInterval(event.start.utc, event.end, event.kind)


def excluded(series: Event) -> Starts:
    """The starts at which something of a series was taken out of it."""
    moments = (moment for moment, _ in _listed(series, "EXDATE"))
    return Starts(moments, whole_day=series.start.whole_day)


def recurring(series: Event, changes: Sequence[Event], window: Window) -> Iterator[BusyInterval]:
    """What a series has in the window, without those that were changed one by one.

    Parameters
    ----------
    changes
        Those of this series, in order of the starts that they had.

    Raises
    ------
    ValueError
        Its rule, or a date of it, cannot be used.
    TooHeavy
        It recurs too often.
    """
    forms = [_Form.of_series(series), *_later_forms(changes, series)]
    if all(form.kind is None for form in forms):
        return
    longest = max(form.length.by_clock + form.length.exact for form in forms)
    if longest > LONGEST:
        raise ValueError(longest)
    reach = max(abs(form.shift) for form in forms) + MARGIN
    first = window.start.replace(tzinfo=None) - longest - reach
    last = window.end.replace(tzinfo=None) + reach
    gone = excluded(series)
    changed = Starts(
        (change.recurrence for change in changes if change.recurrence is not None),
        whole_day=series.start.whole_day,
    )
    for local, period in _starts(series, first, last).items():
        start = series.start._replace(local=local)
        if not gone.has(start) and not changed.has(start):
            form = next(each for each in reversed(forms) if each.since <= start.utc)
            yield from form.at(start, period)


class _Form(NamedTuple):
    """How those of a series are from one of them on.

    Parameters
    ----------
    since
        The start in the series from which it goes.
    shift
        How much later each begins, by the clock.
    """

    since: datetime
    shift: timedelta
    zone: Zone
    length: Length
    kind: BusyKind | None

    @classmethod
    def of_series(cls, series: Event) -> _Form:
        """How they are if nothing is changed."""
        since = datetime.min.replace(tzinfo=UTC)
        return cls(since, timedelta(), series.start.zone, series.length, series.kind)

    def at(self, start: Moment, period: Length | None) -> Iterator[BusyInterval]:
        """The one that starts then in the series; `period` is its own length, if it has one."""
        if self.kind is not None:
            moved = start._replace(local=start.local + self.shift, zone=self.zone)
            yield BusyInterval(moved.utc, moved.after(period or self.length), self.kind)


def _later_forms(changes: Sequence[Event], series: Event) -> Iterator[_Form]:
    """The changes that go for all later ones, too; clocks are those of the series."""
    for change in changes:
        if change.and_later and change.recurrence is not None:
            was, now = change.recurrence, change.start
            zone = now.zone if now.whole_day else series.start.zone
            shift = _shown(now, zone) - _shown(was, series.start.zone)
            yield _Form(was.utc, shift, zone, change.length, change.kind)


def _shown(moment: Moment, zone: Zone) -> datetime:
    """What the clocks of a zone show then."""
    same = moment.whole_day or moment.zone is zone
    return moment.local if same else zone.local(moment.utc)


def _starts(series: Event, first: datetime, last: datetime) -> dict[datetime, Length | None]:
    """When those of a series start, with the lengths of those that have one of their own.

    None between `first` and `last` is missing.
    """
    rules = [read_recurrence(each.value) for each in series.recurs if each.name == "RRULE"]
    local, utc, whole_day = series.start.local, series.start.utc, series.start.whole_day
    found: dict[datetime, Length | None] = {}
    # The first counts even if the rule would not have it.
    if not rules or any(rule.reaches(local, utc, whole_day=whole_day) for rule in rules):
        found[local] = None
    for rule in rules:
        found.update(dict.fromkeys(_by_rule(rule, series.start, first, last)))
    for moment, period in _listed(series, "RDATE"):
        shown = _shown(moment, series.start.zone)
        # A day says on which day it is, too, and not at what time.
        at = local.time() if moment.whole_day else shown.time()
        found[datetime.combine(shown.date(), at)] = period
    for each in series.recurs:
        if each.name == "EXRULE":
            for start in _by_rule(read_recurrence(each.value), series.start, first, last):
                found.pop(start, None)
    return found


def _by_rule(
    rule: Recurrence, start: Moment, first: datetime, last: datetime
) -> Iterator[datetime]:
    """When a rule lets something start between two times."""
    count = 0
    for local in rule.starts(start.local, first):
        utc = start.zone.utc(local)
        if local > last or not rule.reaches(local, utc, whole_day=start.whole_day):
            return
        if local >= first:
            count += 1
            if count > MOST_OF_ONE:
                raise TooHeavy
            yield local


def _listed(series: Event, name: str) -> Iterator[tuple[Moment, Length | None]]:
    """The moments and periods in a property of a series that may stand more than once."""
    for each in series.recurs:
        if each.name == name:
            yield from moments_of(each, series.zones, series.start.zone)
