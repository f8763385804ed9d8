"""The problem: everything the leader knows and wants for one half-year, in one frozen value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from pydantic import Field, PrivateAttr

from planner.domain.availability import Availability
from planner.domain.deadlines import Milestone
from planner.domain.grid import TimeGrid, working_week_days
from planner.domain.meetings import Group, Meeting, expand
from planner.domain.model import Id, Model, Name
from planner.domain.people import Person, Service
from planner.domain.published import Published
from planner.domain.rhythm import LastRhythm
from planner.domain.schoolcalendar import ClosedPeriod, SchoolCalendar, Weekday
from planner.domain.semester import DayGrid, Semester, minute_of
from planner.domain.series import Series
from planner.domain.staffing import Contacts, Staffing
from planner.domain.substitution import Substitution
from planner.domain.travel import TravelSpeed, travel_minutes
from planner.domain.units import Coordinates, Place, Room, Unit
from planner.domain.words import Language, Phrase


class Problem(Model):
    """What is to be planned.

    The fields are the problem file. `rules` holds the leader's settings by rule name; the
    rulebook, which this floor does not know, reads them.
    """

    id: Id
    name: Name
    language: Language = Field(default="nb", description="Bokmål (nb) or nynorsk (nn).")
    semester: Semester
    day: DayGrid = DayGrid()
    travel: TravelSpeed = TravelSpeed()
    services: tuple[Service, ...]
    places: tuple[Place, ...] = ()
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    rooms: tuple[Room, ...] = ()
    contacts: dict[Id, dict[Id, Contacts]] = Field(
        default_factory=dict,
        description="Who serves a unit: unit, then service, then person; two are main and second.",
    )
    staffing: Staffing = Staffing()
    substitutions: tuple[Substitution, ...] = ()
    cancelled: tuple[str, ...] = Field(
        default=(), description="Ids of meetings that are not held after all."
    )
    holidays: tuple[ClosedPeriod, ...] = ()
    school_calendars: tuple[SchoolCalendar, ...] = ()
    series: tuple[Series, ...]
    milestones: tuple[Milestone, ...] = ()
    last_rhythm: dict[str, LastRhythm] = Field(
        default_factory=dict,
        description="When groups of meetings usually stood last half-year, by `series.group`.",
    )
    rules: dict[str, Any] = Field(default_factory=dict)

    # No part of what is planned, but of how: a file cannot state it, and the digest is without it.
    _published: Published | None = PrivateAttr(default=None)

    @property
    def published(self) -> Published | None:
        """The published plan that a new one is to keep as far as it can, if there is one."""
        return self._published

    def with_published(self, published: Published | None) -> Problem:
        """The same problem, to be planned so that a published plan is kept."""
        copied = self.model_copy()
        copied._published = published  # noqa: SLF001  it is one of ours
        return copied

    def canonical_json(self) -> str:
        """The problem as JSON that is the same for equal problems, byte for byte."""
        return json.dumps(
            self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()

    @cached_property
    def grid(self) -> TimeGrid:
        """The days and slots of the semester."""
        return TimeGrid(
            days=working_week_days(self.semester.first_day, self.semester.last_day),
            day_starts_minute=minute_of(self.day.day_starts),
            slots_per_day=self.day.minutes // self.day.slot_minutes,
            slot_minutes=self.day.slot_minutes,
            start_every_slots=self.day.start_every_minutes // self.day.slot_minutes,
        )

    @cached_property
    def units_by_id(self) -> dict[str, Unit]:
        """Units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def people_by_id(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def services_by_id(self) -> dict[str, Service]:
        """Services by id."""
        return {service.id: service for service in self.services}

    @cached_property
    def places_by_id(self) -> dict[str, Place | Unit]:
        """Places and units by id: anywhere a meeting can be held."""
        everywhere: list[Place | Unit] = [*self.places, *self.units]
        return {place.id: place for place in everywhere}

    @cached_property
    def rooms_by_id(self) -> dict[str, Room]:
        """Rooms by id."""
        return {room.id: room for room in self.rooms}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All groups of meetings, in the order of the series."""
        return expand(self)

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """All meetings by id, in the order of the groups."""
        return {meeting.id: meeting for group in self.groups for meeting in group.meetings}

    @cached_property
    def groups_by_meeting(self) -> dict[str, Group]:
        """The group that each meeting belongs to, by the meeting's id."""
        return {meeting.id: group for group in self.groups for meeting in group.meetings}

    @cached_property
    def series_by_id(self) -> dict[str, Series]:
        """Series by id."""
        return {series.id: series for series in self.series}

    @cached_property
    def substitutions_for(self) -> dict[str, tuple[Substitution, ...]]:
        """The substitutions of each person who has any, by the person's id."""
        return {
            name: tuple(each for each in self.substitutions if each.person == name)
            for name in dict.fromkeys(each.person for each in self.substitutions)
        }

    @cached_property
    def availability(self) -> dict[str, Availability]:
        """When each person, room, and leadership of a unit can be at a meeting; by id."""
        return {
            **{person.id: person for person in self.people},
            **{unit.id: unit.leadership for unit in self.units},
            **{room.id: Availability() for room in self.rooms},
        }

    @cached_property
    def closures(self) -> dict[str, tuple[ClosedPeriod, ...]]:
        """The closed periods of each unit, holidays included, by the unit's id."""
        return {
            unit.id: (
                *self.holidays,
                *(
                    period
                    for calendar in self.school_calendars
                    if calendar.municipality == unit.municipality
                    and unit.type in calendar.unit_types
                    for period in calendar.closed
                ),
                *unit.planning_days,
            )
            for unit in self.units
        }

    @cached_property
    def closed_days(self) -> dict[str, frozenset[date]]:
        """The closed days of each unit, holidays included, by the unit's id."""
        return {
            unit: frozenset(day for period in periods for day in period.days())
            for unit, periods in self.closures.items()
        }

    @cached_property
    def public_holidays(self) -> frozenset[date]:
        """The days on which nobody meets."""
        return frozenset(day for period in self.holidays for day in period.days())

    def is_open(self, day: date, units: tuple[str, ...]) -> bool:
        """Whether a day is a working day on which all of some units are open."""
        return (
            Weekday.of(day) is not None
            and day not in self.public_holidays
            and not any(day in self.closed_days.get(unit, ()) for unit in units)
        )

    def with_contacts(self, contacts: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Problem:
        """The same problem with other contacts."""
        return self.model_copy(update={"contacts": contacts})

    def contacts_of(self, unit: str, service: str) -> tuple[str, ...]:
        """The people who serve a unit for a service, the main contact first."""
        return self.contacts.get(unit, {}).get(service, ())

    def contact(self, unit: str, service: str) -> str | None:
        """The main contact of a unit for a service; `None` when nobody is named."""
        return next(iter(self.contacts_of(unit, service)), None)

    def place_of(self, series: Series, units: tuple[str, ...]) -> str | None:
        """Where the meetings of a series for some units are; `None` on screen or nowhere."""
        if series.digital:
            return None
        if series.rooms:
            room = self.rooms_by_id.get(series.rooms[0])
            return room.place if room else None
        return series.place or next(iter(units), None)

    def title(self, meeting: str) -> Phrase:
        """What a meeting is called."""
        group = self.groups_by_meeting[meeting]
        return group.title(self, self.meetings[meeting].number)

    def resource_name(self, resource: str) -> str:
        """The name of a person, a unit or a room."""
        holder = (
            self.people_by_id.get(resource)
            or self.units_by_id.get(resource)
            or self.rooms_by_id[resource]
        )
        return holder.name

    def coordinates_of(self, place: str) -> Coordinates | None:
        """Where a unit or a place lies; `None` when it is not known."""
        return self.places_by_id[place].coordinates

    @cached_property
    def journeys(self) -> dict[frozenset[str], int]:
        """Minutes between every two places of meeting; pairs that take none are left out."""
        places = sorted({each.place for each in self.meetings.values() if each.place is not None})
        return {
            frozenset(pair): minutes
            for pair in combinations(places, 2)
            if (minutes := self.travel_minutes(*pair))
        }

    def travel_minutes(self, origin: str, destination: str) -> int:
        """Minutes of travel between two units or places, in either direction; 0 at the same."""
        if origin == destination:
            return 0
        return travel_minutes(
            self.coordinates_of(origin), self.coordinates_of(destination), self.travel
        )
