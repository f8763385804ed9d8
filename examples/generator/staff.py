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

ALL_SCHOOLS: Entry = {"types": ["primary", "lower_secondary", "combined", "special"]}
ALL_KINDERGARTENS: Entry = {"types": ["kindergarten"]}
"""Units whose contact somebody can be."""

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
    `serves` chooses the units whose contact somebody can be: empty for all, `None` for none.
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
    serves: Entry | None = field(default_factory=dict)

    def row(self) -> Row:
        """The person as a line of the file; what is as usual is left out."""
        entry: dict[str, Value] = {"id": self.id, "name": self.name, "service": self.service}
        if self.percent < 100:
            entry["position_percent"] = self.percent
        if self.off:
            entry["working_days"] = [day for day in WEEK if day not in self.off]
        if self.workplace:
            entry["workplace"] = self.workplace
        if self.serves != {}:
            entry["serves"] = self.serves
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
    """Everybody who takes part, the contacts, and what being one takes, as they are added.

    `contacts` is by unit and service: one, or the main and the second. `caseloads` is by service,
    and `about_caseloads` what a reader should know of those that are the municipality's own.
    """

    people: dict[str, Person] = field(default_factory=dict)
    contacts: defaultdict[str, dict[str, Value]] = field(default_factory=lambda: defaultdict(dict))
    caseloads: dict[str, Entry] = field(default_factory=dict)
    about_caseloads: str = ""

    def add(self, people: Iterable[Person]) -> None:
        """Add people."""
        self.people |= {person.id: person for person in people}

    def serve(
        self,
        units: Sequence[RegisterUnit],
        people: Sequence[Person],
        *,
        among: Entry | None = None,
        at_home_in_units: bool = False,
    ) -> None:
        """Make people the contacts of units: neighbouring ones, as many as their position allows.

        Any of them could be the contact of any unit that `among` chooses; left out: of all. With
        `at_home_in_units`, each has their place of work at the largest of their units.
        """
        numbers = shares(len(units), [person.percent for person in people])
        for person, theirs in zip(people, cut(round_trip(units), numbers), strict=True):
            for unit in theirs:
                self.contacts[unit.id][person.service] = person.id
            home = max(theirs, key=lambda unit: (unit.children, unit.id)).id
            workplace = home if at_home_in_units else person.workplace
            self.add([replace(person, workplace=workplace, serves=among or {})])

    def pair(self, units: Iterable[RegisterUnit], people: Sequence[Person]) -> None:
        """Give units a second contact (makker) beside the main one: the next of these people."""
        following = {
            person.id: second.id
            for person, second in zip(people, (*people[1:], *people[:1]), strict=True)
        }
        for unit in units:
            main = self.contacts[unit.id][people[0].service]
            self.contacts[unit.id][people[0].service] = [main, following[str(main)]]

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
        """Services, people, contacts and staffing as sections; `services` is names by id."""
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
                remark=CONTACTS,
            ),
            *([self._staffing()] if self.caseloads else ()),
        ]

    def _staffing(self) -> Section:
        remark = f"{STAFFING} {self.about_caseloads}".rstrip()
        return Section("staffing", {"services": self.caseloads}, remark=remark)


PEOPLE = (
    "Alle ansatte er oppdiktet og heter etter rolle og nummer. Antakelse: omtrent hver fjerde har "
    "deltid med faste fridager, men ingen har fri tirsdag eller torsdag, så tjenestene har to "
    "dager felles. Uten stillingsprosent er stillingen 100 %, uten arbeidsdager er det alle fem. "
    "Fravær føres uten grunn. «serves» sier hvilke enheter noen kan være kontaktperson for: står "
    "det ikke, er det alle, og null er ingen."
)
CONTACTS = (
    "Kontaktpersoner: enhet, tjeneste, person; to er hovedkontakt og makker. Fordelingen er "
    "oppdiktet. De som står her, blir stående; der ingen står, kan programmet velge."
)
STAFFING = (
    "Når programmet velger kontaktpersoner: hvor mange timer i halvåret en kontaktperson bruker på "
    "hver enhet (hours_per_unit), og på for- og etterarbeid til hvert møte (hours_per_meeting). "
    "Antakelse: alle timetallene er eksempler."
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
