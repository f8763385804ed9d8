"""A published plan that a new one is to keep as far as it can, and from when changes are late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from planner.domain.model import Model
from planner.domain.plan import PlacedMeeting

if TYPE_CHECKING:
    from planner.domain.problem import Problem
    from planner.domain.series import Series

USUAL_NOTICE_DAYS = 7
"""Days before a meeting from which a change of it is late, where no agenda is due."""


class Published(Model):
    """The meetings of a published plan, as they stand today; some need not be held any more."""

    meetings: tuple[PlacedMeeting, ...]
    today: date
    may_be_cancelled: frozenset[str] = frozenset()

    @cached_property
    def placed(self) -> dict[str, PlacedMeeting]:
        """The published meetings by id."""
        return {meeting.id: meeting for meeting in self.meetings}

    def notice_until(self, series: Series) -> date:
        """The first day on which a meeting of a series can stand without a late change."""
        return self.today + timedelta(days=series.agenda_days or USUAL_NOTICE_DAYS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A published meeting that the problem still has.

    Parameters
    ----------
    asked
        Its participants who are still asked to it.
    others
        Everybody else who may take part.
    notice_until
        The first day on which it can stand without a late change.
    """

    before: PlacedMeeting
    asked: tuple[str, ...]
    others: tuple[str, ...]
    notice_until: date

    def is_late(self, day: date) -> bool:
        """Whether it is too late to have the meeting on a day, or to take it away from there."""
        return day < self.notice_until


def kept_meetings(problem: Problem) -> Iterator[Kept]:
    """The published meetings that a problem still has."""
    published = problem.published
    for before in published.meetings if published else ():
        meeting = problem.meetings.get(before.id)
        if published is not None and meeting is not None:
            asked = tuple(each for each in before.participants if each in meeting.asked)
            others = tuple(each for each in meeting.asked if each not in asked)
            until = published.notice_until(problem.series_by_id[meeting.series])
            yield Kept(before, asked, others, until)
