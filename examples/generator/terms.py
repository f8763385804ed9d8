"""The half-years of the examples: their days, windows, and days off that nobody had published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from examples.generator.document import Entry

SCHOOL_START = date(2027, 8, 16)
"""The next school start after both half-years; windows may be counted from it."""

SIX_WEEKS = timedelta(weeks=6)


@dataclass(frozen=True)
class Term:
    """A half-year.

    Parameters
    ----------
    id
        Ends the ids of the problems: ``2027-spring``.
    name
        As in «Våren 2027».
    whole, monthly, early
        Windows: for series that may stand anywhere, for monthly ones, and for those that come
        first. The leader keeps the first and the last weeks free for other work.
    first_tuesday
        Of a rhythm of six weeks that meets no holiday and goes on from autumn to spring.
    school_planning_days, kindergarten_planning_days
        To choose among. Mondays and Fridays, so that none meets a Tuesday with BUP or a leader
        forum.
    """

    id: str
    name: str
    first_day: date
    last_day: date
    whole: Entry
    monthly: Entry
    early: Entry
    first_tuesday: date
    school_planning_days: tuple[date, ...]
    kindergarten_planning_days: tuple[date, ...]

    @property
    def is_spring(self) -> bool:
        """Whether it comes after Christmas."""
        return self.first_day.month < 8

    @property
    def season(self) -> str:
        """«våren» or «høsten»."""
        return self.name.split()[0].lower()

    @property
    def tuesdays(self) -> Sequence[date]:
        """Every sixth Tuesday."""
        days = [self.first_tuesday]
        while days[-1] + SIX_WEEKS <= self.last_day:
            days.append(days[-1] + SIX_WEEKS)
        return days


def _window(first: date, last: date) -> Entry:
    return {"first_day": first, "last_day": last}


AUTUMN = Term(
    id="2026-autumn",
    name="Høsten 2026",
    first_day=date(2026, 8, 17),
    last_day=date(2026, 12, 18),
    whole=_window(date(2026, 8, 24), date(2026, 12, 4)),
    monthly=_window(date(2026, 9, 1), date(2026, 12, 11)),
    early=_window(date(2026, 8, 24), date(2026, 10, 30)),
    first_tuesday=date(2026, 9, 15),
    school_planning_days=(date(2026, 9, 18), date(2026, 11, 6), date(2026, 11, 27)),
    kindergarten_planning_days=(date(2026, 8, 17), date(2026, 10, 12), date(2026, 11, 20)),
)

SPRING = Term(
    id="2027-spring",
    name="Våren 2027",
    first_day=date(2027, 1, 4),
    last_day=date(2027, 6, 18),
    whole=_window(date(2027, 1, 11), date(2027, 6, 4)),
    monthly=_window(date(2027, 1, 11), date(2027, 5, 31)),
    early=_window(date(2027, 1, 11), date(2027, 3, 19)),
    first_tuesday=date(2027, 1, 19),
    school_planning_days=(date(2027, 1, 29), date(2027, 3, 5), date(2027, 5, 28)),
    kindergarten_planning_days=(date(2027, 1, 4), date(2027, 2, 12), date(2027, 5, 7)),
)
