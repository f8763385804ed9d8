"""The timetable: the one thing that engines know.

Plain data in few primitives, each carrying the name of the rule that posted it. Rules fill it
through the methods below, in any order with the same meaning. `docs/timetable.md` documents every
primitive and its price; `evaluate` is the reference for what they mean together.

Everything is named by id. Starts and closures are masks over the slots of `grid`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from planner.domain.grid import TimeGrid


@dataclass(slots=True, frozen=True)
class Reason:
    """Why something is not allowed: the rule, and whom or what it is about."""

    rule: str
    subject: str


@dataclass(slots=True)
class Attendance:
    """A place at a meeting for `count` of the `options`.

    `required_by` names the rule that forbids the meeting without all `count`; `None` when it may
    be held with fewer. `missing` holds what each one short of `count` costs, by rule.
    """

    key: str
    options: tuple[str, ...]
    count: int
    required_by: str | None = None
    missing: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Meeting:
    """A meeting that wants a start.

    `starts` are the starts at which it fits the grid; `bans` take some of them away, each with its
    reason. `prices` are (rule, price, mask): what a start inside the mask costs, added up.
    `omission` is what leaving the meeting out costs, by rule. `parts` are the resources that are
    there for a part only: slots from the start of the meeting to theirs, and how many.
    """

    id: str
    slots: int
    place: str | None
    starts: int
    attendances: dict[str, Attendance] = field(default_factory=dict)
    bans: dict[Reason, int] = field(default_factory=dict)
    prices: list[tuple[str, int, int]] = field(default_factory=list)
    omission: dict[str, int] = field(default_factory=dict)
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def stay(self, resource: str) -> tuple[int, int]:
        """Slots from the start of the meeting until a resource is there, and for how many."""
        return self.parts.get(resource, (0, self.slots))


@dataclass(slots=True, frozen=True)
class DayPrice:
    """`price` for each day above `free` on which a resource is at a meeting away from `home`."""

    rule: str
    price: int
    free: int
    home: str | None


@dataclass(slots=True)
class Resource:
    """A timeline: a person or the leadership of a unit.

    `single_by` names the rule that allows one meeting at a time; `None` when it may hold several.
    `closed` are slots in which it can be at no meeting; `most_per_day` is (rule, number).
    """

    id: str
    single_by: str | None = None
    closed: dict[Reason, int] = field(default_factory=dict)
    most_per_day: tuple[str, int] | None = None
    day_price: DayPrice | None = None


@dataclass(slots=True, frozen=True)
class Chain:
    """Meetings in order of time, with the calendar days from each to the next that is placed.

    Never fewer than `least`. From a meeting to its neighbour in the list never more than `most`,
    and `price` for each day by which the gap is further than `slack` from `ideal`.
    """

    rule: str
    meetings: tuple[str, ...]
    least: int | None = None
    most: int | None = None
    ideal: int | None = None
    slack: int = 0
    price: int = 0


@dataclass(slots=True, frozen=True)
class Rhythm:
    """`price` for each placed meeting that is off the group's commonest weekday, or start time."""

    rule: str
    meetings: tuple[str, ...]
    by: Literal["weekday", "time"]
    price: int


@dataclass(slots=True, frozen=True)
class Quota:
    """`price` for each attendance short of `least` or above `most`, which may be `None`.

    Every one of `resources` at every one of `meetings` that is placed counts one.
    """

    rule: str
    meetings: tuple[str, ...]
    resources: tuple[str, ...]
    least: int
    price: int
    most: int | None = None


@dataclass(slots=True, frozen=True)
class Tie:
    """Attendances (meeting, key) that should take the same people.

    `price` for each placed attendance in which the commonest person is not taken.
    """

    rule: str
    attendances: tuple[tuple[str, str], ...]
    price: int


@dataclass(slots=True, frozen=True)
class Balance:
    """`price` for every whole `step_slots` of meeting time that would have to change hands.

    A resource's fair share is its `shares` part of all the group's meeting time. What those above
    their share have too much, added up, is what would have to change hands.
    """

    rule: str
    shares: tuple[tuple[str, int], ...]
    step_slots: int
    price: int


@dataclass(slots=True)
class Travel:
    """Between two places on the same day: slots that must lie between, and a price.

    `slots` and `prices` are by unordered pair of places; a pair that is not there needs nothing.
    The price is taken once for every pair of meetings that a resource has on the same day.
    """

    slots: dict[frozenset[str], int] = field(default_factory=dict)
    slots_rule: str | None = None
    prices: dict[frozenset[str], int] = field(default_factory=dict)
    prices_rule: str | None = None


@dataclass(slots=True)
class Timetable:
    """Meetings, resources and what binds them; see the module's docstring."""

    grid: TimeGrid
    meetings: dict[str, Meeting] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    chains: list[Chain] = field(default_factory=list)
    rhythms: list[Rhythm] = field(default_factory=list)
    quotas: list[Quota] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    travel: Travel = field(default_factory=Travel)

    def forbid(self, meeting: str, starts: int, rule: str, subject: str) -> None:
        """Ban starts of a meeting."""
        bans = self.meetings[meeting].bans
        reason = Reason(rule, subject)
        bans[reason] = bans.get(reason, 0) | starts

    def close(self, resource: str, slots: int, rule: str) -> None:
        """Make a resource unavailable in some slots."""
        closed = self.resources[resource].closed
        reason = Reason(rule, resource)
        closed[reason] = closed.get(reason, 0) | slots

    def price_starts(self, meeting: str, starts: int, price: int, rule: str) -> None:
        """Put a price on some starts of a meeting, on top of others."""
        self.meetings[meeting].prices.append((rule, price, starts))

    def price_omission(self, meeting: str, price: int, rule: str) -> None:
        """Put a price on leaving a meeting out."""
        self.meetings[meeting].omission[rule] = price

    def require(self, meeting: str, attendance: str, rule: str) -> None:
        """Allow a meeting only with all the people that one of its attendances counts."""
        self.meetings[meeting].attendances[attendance].required_by = rule

    def price_missing(self, meeting: str, attendance: str, price: int, rule: str) -> None:
        """Put a price on each person that an attendance is short of."""
        self.meetings[meeting].attendances[attendance].missing[rule] = price

    def one_at_a_time(self, resource: str, rule: str) -> None:
        """Let a resource be at one meeting at a time."""
        self.resources[resource].single_by = rule

    def most_per_day(self, resource: str, number: int, rule: str) -> None:
        """Let a resource be at so many meetings a day at the most."""
        self.resources[resource].most_per_day = (rule, number)

    def price_days(
        self, resource: str, price: int, rule: str, *, free: int, home: str | None
    ) -> None:
        """Put a price on each day above `free` that takes a resource away from `home`."""
        self.resources[resource].day_price = DayPrice(rule, price, free, home)

    def travel_slots(self, slots: Mapping[frozenset[str], int], rule: str) -> None:
        """Ask for slots between meetings at different places on the same day."""
        self.travel.slots = dict(slots)
        self.travel.slots_rule = rule

    def price_travel(self, prices: Mapping[frozenset[str], int], rule: str) -> None:
        """Put prices on pairs of places that a resource has meetings at on the same day."""
        self.travel.prices = dict(prices)
        self.travel.prices_rule = rule

    def chain(self, chain: Chain) -> None:
        """Bind meetings in the order of time."""
        self.chains.append(chain)

    def rhythm(self, rhythm: Rhythm) -> None:
        """Draw meetings to one weekday or one time of day."""
        self.rhythms.append(rhythm)

    def quota(self, quota: Quota) -> None:
        """Ask for a number of attendances."""
        self.quotas.append(quota)

    def tie(self, tie: Tie) -> None:
        """Draw attendances to the same people."""
        self.ties.append(tie)

    def balance(self, balance: Balance) -> None:
        """Draw load to fair shares."""
        self.balances.append(balance)


@dataclass(slots=True, frozen=True)
class Placement:
    """Where a meeting stands: its start slot, and the resources that are there.

    A meeting that is left out has no placement.
    """

    start: int
    attending: frozenset[str]


Placements = dict[str, Placement]


def allowed_starts(meeting: Meeting, without: Iterable[Reason] = ()) -> int:
    """The starts of a meeting that no ban takes away, some reasons left out of account."""
    ignored = set(without)
    banned = 0
    for reason, mask in meeting.bans.items():
        if reason not in ignored:
            banned |= mask
    return meeting.starts & ~banned
