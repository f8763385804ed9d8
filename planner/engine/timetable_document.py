"""The written form of a timetable and of placements, field by field.

`docs/timetable.md` documents it. It is a contract with strangers, apart from how the engines hold a
timetable: what changes its meaning raises `VERSION`. Sets of slots are written once each, under a
name, as runs ``[first, last, step]`` with both ends included.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from planner.domain.model import Model

VERSION: Literal[1] = 1

Run = tuple[int, int, int]
MOST_PRICE, MOST_NUMBER, MOST_SHARE = 10_000_000, 1_000_000, 10_000
"""What engines hold in 32 bits, sums and products of many included."""

Price = Annotated[int, Field(ge=0, le=MOST_PRICE)]
Number = Annotated[int, Field(ge=0, le=MOST_NUMBER)]
Positive = Annotated[int, Field(ge=1, le=MOST_NUMBER)]
Days = Annotated[int, Field(ge=-MOST_NUMBER, le=MOST_NUMBER)]
PairNumber = tuple[str, str, Price]


class WrittenGrid(Model):
    """The days and slots."""

    days: Annotated[tuple[date, ...], Field(min_length=1)]
    day_starts: time
    slots_per_day: Annotated[int, Field(ge=1, le=288)]
    slot_minutes: Annotated[int, Field(ge=1, le=240)]


class WrittenBan(Model):
    """Slots that a rule takes away because of a subject."""

    rule: str
    subject: str
    slots: str


class WrittenPriced(Model):
    """Starts with a price."""

    rule: str
    price: Price
    slots: str


class WrittenAttendance(Model):
    """A place at a meeting for some of its options."""

    key: str
    options: tuple[str, ...]
    count: Positive
    required_by: str | None = None
    missing: dict[str, Price] = {}


class WrittenPart(Model):
    """A resource that is at a part of a meeting only."""

    resource: str
    offset: Number
    slots: Positive


class WrittenMeeting(Model):
    """A meeting that wants a start."""

    id: str
    slots: Positive
    place: str | None = None
    starts: str
    attendances: tuple[WrittenAttendance, ...] = ()
    bans: tuple[WrittenBan, ...] = ()
    prices: tuple[WrittenPriced, ...] = ()
    omission: dict[str, Price] = {}
    parts: tuple[WrittenPart, ...] = ()


class WrittenMostPerDay(Model):
    """A cap on meetings in a day."""

    rule: str
    number: Number


class WrittenDayPrice(Model):
    """A price on days away from home."""

    rule: str
    price: Price
    free: Number
    home: str | None = None


class WrittenResource(Model):
    """A timeline."""

    id: str
    single_by: str | None = None
    closed: tuple[WrittenBan, ...] = ()
    most_per_day: WrittenMostPerDay | None = None
    day_price: WrittenDayPrice | None = None


class WrittenChain(Model):
    """Meetings in order of time."""

    rule: str
    meetings: tuple[str, ...]
    least: Days | None = None
    most: Days | None = None
    ideal: Days | None = None
    slack: Number = 0
    price: Price = 0


class WrittenRhythm(Model):
    """Meetings on one weekday or at one time."""

    rule: str
    meetings: tuple[str, ...]
    by: Literal["weekday", "time"]
    price: Price


class WrittenQuota(Model):
    """Attendances to be reached, and not to be passed."""

    rule: str
    meetings: tuple[str, ...]
    resources: tuple[str, ...]
    least: Number
    price: Price
    most: Number | None = None


class WrittenTie(Model):
    """Attendances for the same people."""

    rule: str
    attendances: tuple[tuple[str, str], ...]
    price: Price


class WrittenBalance(Model):
    """Load in fair shares."""

    rule: str
    shares: tuple[tuple[str, Annotated[int, Field(ge=1, le=MOST_SHARE)]], ...]
    step_slots: Positive
    price: Price


class WrittenTravel(Model):
    """Slots and prices between places."""

    slots_rule: str | None = None
    slots: tuple[PairNumber, ...] = ()
    prices_rule: str | None = None
    prices: tuple[PairNumber, ...] = ()


class TimetableDocument(Model):
    """A timetable as it is written; the fields are those of the primitives."""

    format: Literal["semesterplan-timetable"] = "semesterplan-timetable"
    version: Literal[1] = VERSION
    grid: WrittenGrid
    sets: dict[str, tuple[Run, ...]]
    resources: tuple[WrittenResource, ...]
    meetings: tuple[WrittenMeeting, ...]
    chains: tuple[WrittenChain, ...] = ()
    rhythms: tuple[WrittenRhythm, ...] = ()
    quotas: tuple[WrittenQuota, ...] = ()
    ties: tuple[WrittenTie, ...] = ()
    balances: tuple[WrittenBalance, ...] = ()
    travel: WrittenTravel = WrittenTravel()

    @model_validator(mode="after")
    def _names_are_known(self) -> TimetableDocument:
        unknown = sorted(set(self._named()) - self._known())
        if unknown:
            raise ValueError(f"unknown_names: {', '.join(unknown[:5])}")
        return self

    def _known(self) -> set[str]:
        return {
            *(f"set {name}" for name in self.sets),
            *(f"meeting {meeting.id}" for meeting in self.meetings),
            *(f"resource {resource.id}" for resource in self.resources),
            *(f"attendance {m.id} {a.key}" for m in self.meetings for a in m.attendances),
        }

    def _named(self) -> Iterable[str]:
        for meeting in self.meetings:
            yield f"set {meeting.starts}"
            yield from (f"set {ban.slots}" for ban in meeting.bans)
            yield from (f"resource {part.resource}" for part in meeting.parts)
            yield from (f"set {priced.slots}" for priced in meeting.prices)
            yield from (f"resource {name}" for a in meeting.attendances for name in a.options)
        for resource in self.resources:
            yield from (f"set {each.slots}" for each in resource.closed)
        bound = [each.meetings for each in self.chains]
        bound += [each.meetings for each in self.rhythms]
        bound += [each.meetings for each in self.quotas]
        yield from (f"meeting {name}" for meetings in bound for name in meetings)
        for quota in self.quotas:
            yield from (f"resource {name}" for name in quota.resources)
        for tie in self.ties:
            yield from (f"attendance {name} {key}" for name, key in tie.attendances)
        for balance in self.balances:
            yield from (f"resource {name}" for name, _ in balance.shares)


class WrittenPlacement(Model):
    """Where a meeting stands and who is there."""

    start: Number
    attending: tuple[str, ...]


class PlacementsDocument(Model):
    """Placements as they are written."""

    format: Literal["semesterplan-placements"]
    version: Literal[1]
    placements: dict[str, WrittenPlacement]
    broken: dict[str, int] = {}
    price: dict[str, int] = {}
    total: int | None = None
    bound: int | None = None
