"""The rhythm of meetings: the weekday and the time of day that a group had last half-year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, model_validator

from planner.domain.model import Model
from planner.domain.schoolcalendar import Weekday

Value = TypeVar("Value")


def _to_the_minute(moment: time) -> time:
    """A time of day in Norway, with nothing but its hour and minute."""
    return time(moment.hour, moment.minute)


class LastRhythm(Model):
    """When a group of meetings usually stood last half-year; what varied is left out."""

    weekday: Weekday | None = None
    start: Annotated[time, AfterValidator(_to_the_minute)] | None = Field(
        default=None, description="When its meetings usually began."
    )

    @model_validator(mode="after")
    def _says_something(self) -> LastRhythm:
        if self.weekday is None and self.start is None:
            raise ValueError("rhythm_of_nothing")
        return self


def rhythms_of(meetings: Iterable[tuple[str, datetime]]) -> dict[str, LastRhythm]:
    """The rhythm of each group of meetings that has one, by the group's id.

    A weekday, or a time of day, belongs to the rhythm when at least half of the group's meetings
    share it; the earlier of two that are equally common.

    Parameters
    ----------
    meetings
        Id (``series.group.number``) and local start of each.
    """
    starts: defaultdict[str, list[datetime]] = defaultdict(list)
    for meeting, start in meetings:
        starts[meeting.rpartition(".")[0]].append(start)
    rhythms: dict[str, LastRhythm] = {}
    for group, theirs in starts.items():
        weekday = _usual([Weekday.of(each) for each in sorted(theirs, key=datetime.weekday)])
        time_of_day = _usual(sorted(each.time() for each in theirs))
        if weekday is not None or time_of_day is not None:
            rhythms[group] = LastRhythm(weekday=weekday, start=time_of_day)
    return rhythms


def _usual(values: Sequence[Value]) -> Value | None:
    """The first of the commonest values, when at least half of all are alike."""
    ((value, times),) = Counter(values).most_common(1)
    return value if 2 * times >= len(values) else None
