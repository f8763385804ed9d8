"""Made-up staff: who works when, and who is the contact of which unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from examples.generator.document import Entry, Row, Section, Value
from examples.generator.geography import cut, round_trip, shares
from examples.generator.registers import RegisterUnit

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")

# Nobody has Tuesday or Thursday off, so that services that must meet always share two days.
DAYS_OFF = ("monday", "wednesday", "friday")
PART_TIME = ((80, 1), (60, 2), (70, 1), (80, 1))
"""Position percentages that part-timers take in turn, each with its fixed days off a week."""


@dataclass(frozen=True)
class Person:
    """A member of a service.

    `absences` and `busy` are (from, to) pairs: days, both included, and moments in ISO 8601.
    `only_days` are the days on which somebody from outside comes at all; none stated, any day.
    """

    id: str
    name: str
    service: str
    percent: int = 100
    off: tuple[str, ...] = ()
    workplace: str = ""
    absences: tuple[tuple[date, date], ...] = ()
    busy: tuple[tuple[str, str], ...] = ()
    only_days: tuple[date, ...] = ()

    def row(self) -> Row:
        """The person as a line of the file; what is as usual is left out."""
        entry: dict[str, Value] = {"id": self.id, "name": self.name, "service": self.service}
        if self.percent < 100:
            entry["position_percent"] = self.percent
        if self.off:
            entry["working_days"] = [day for day in WEEK if day not in self.off]
        if self.workplace:
            entry["workplace"] = self.workplace
        if self.only_days:
            entry["only_days"] = self.only_days
        if self.busy:
            entry["busy"] = [{"start": start, "end": end} for start, end in self.busy]
        if self.absences:
            entry["absences"] = [
                {"first_day": first, "last_day": last} for first, last in self.absences
            ]
        return Row(entry)


@dataclass
class Staff:
    """Everybody who takes part, and the contacts, as they are added."""

    people: dict[str, Person] = field(default_factory=dict)
    contacts: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, people: Iterable[Person]) -> None:
        """Add people."""
        self.people |= {person.id: person for person in people}

    def serve(
        self,
        units: Sequence[RegisterUnit],
        people: Sequence[Person],
        *,
        at_home_in_units: bool = False,
    ) -> None:
        """Make people the contacts of units: neighbouring ones, as many as their position allows.

        With `at_home_in_units`, each has their place of work at the largest of their units.
        """
        numbers = shares(len(units), [person.percent for person in people])
        for person, theirs in zip(people, cut(round_trip(units), numbers), strict=True):
            for unit in theirs:
                self.contacts[unit.id][person.service] = person.id
            home = max(theirs, key=lambda unit: (unit.children, unit.id)).id
            self.add([replace(person, workplace=home) if at_home_in_units else person])

    def away(self, person: str, first: date, last: date) -> None:
        """Note an absence."""
        changed = self.people[person]
        changed = replace(changed, absences=(*changed.absences, (first, last)))
        self.people[person] = changed

    def busy(self, person: str, start: str, end: str) -> None:
        """Note an appointment."""
        changed = self.people[person]
        self.people[person] = replace(changed, busy=(*changed.busy, (start, end)))

    def sections(self, units: Sequence[RegisterUnit], services: Mapping[str, str]) -> list[Section]:
        """Services, people and contacts as sections of a file; `services` is names by id."""
        people: list[Row | str] = []
        for service, name in services.items():
            people.append(name)
            people += [person.row() for person in self.people.values() if person.service == service]
        return [
            Section("services", [Row({"id": id_, "name": name}) for id_, name in services.items()]),
            Section("people", people, remark=PEOPLE),
            Section(
                "contacts",
                [
                    Row(
                        {
                            s: self.contacts[unit.id][s]
                            for s in services
                            if s in self.contacts[unit.id]
                        },
                        key=unit.id,
                    )
                    for unit in units
                    if unit.id in self.contacts
                ],
                remark="Kontaktpersoner: enhet, tjeneste, person. Fordelingen er oppdiktet.",
            ),
        ]


PEOPLE = (
    "Alle ansatte er oppdiktet og heter etter rolle og nummer. Antakelse: omtrent hver fjerde har "
    "deltid med faste fridager, men ingen har fri tirsdag eller torsdag, så tjenestene har to "
    "dager felles. Uten stillingsprosent er stillingen 100 %, uten arbeidsdager er det alle fem. "
    "Fravær føres uten grunn."
)


def team(
    service: str,
    role: str,
    numbers: Iterable[int],
    random: Random,
    *,
    digits: int = 2,
    home: str = "",
) -> list[Person]:
    """People of a service by role and number, every fourth of them part-time."""
    people = []
    for turn, number in enumerate(numbers):
        percent, days_off = PART_TIME[turn // 4 % len(PART_TIME)] if turn % 4 == 2 else (100, 0)
        off = tuple(sorted(random.sample(DAYS_OFF, days_off)))
        label = f"{number:0{digits}}"
        people.append(Person(f"{service}-{label}", f"{role} {label}", service, percent, off, home))
    return people


def places(names: Mapping[str, str]) -> Section:
    """Places that are not units, by id."""
    rows: list[Row] = [Row(_place(id_, name)) for id_, name in names.items()]
    remark = "Møtesteder og arbeidssteder som ikke er enheter. Koordinater kan føyes til."
    return Section("places", rows, remark=remark)


def _place(id_: str, name: str) -> Entry:
    return {"id": id_, "name": name}
