"""Is there anybody to come? Units, contacts and people for the meetings of every series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.domain.almanac import Almanac
from planner.domain.attendance import Attendance, ContactOf, FromService, Level, OneOf, Part
from planner.domain.candidates import Candidates
from planner.domain.errors import Fault
from planner.domain.faults import Lost, Path, some_of
from planner.domain.problem import Problem
from planner.domain.scope import groups_of
from planner.domain.series import Series
from planner.domain.unittype import UNIT_TYPE_WORDS
from planner.domain.words import Phrase, counted, listed

Group = tuple[str, tuple[str, ...]]

NO_UNIT = Phrase(
    nb="Serien «{series}» velger ingen enheter; gjør utvalget under scope videre, eller fjern "
    "serien.",
    nn="Serien «{series}» vel ingen einingar; gjer utvalet under scope vidare, eller fjern serien.",
)
NOBODY = Phrase(
    nb="Ingen deltar i «{series}»; sett opp deltakere under attendance, eller velg enheter under "
    "scope.",
    nn="Ingen deltek i «{series}»; set opp deltakarar under attendance, eller vel einingar under "
    "scope.",
)
CONTACT_WITHOUT_UNIT = Phrase(
    nb="Serien har ingen enheter og derfor ingen kontakter; bruk person eller service i stedet.",
    nn="Serien har ingen einingar og difor ingen kontaktar; bruk person eller service i staden.",
)
NO_CONTACT = Phrase(
    nb="Ingen fra {services} kan være kontakt for {units}; legg til folk, {widen}, eller sett "
    "level til as_needed.",
    nn="Ingen frå {services} kan vere kontakt for {units}; legg til folk, {widen}, eller set "
    "level til as_needed.",
)
NO_CONTACT_TO_COUNT = Phrase(
    nb="Ingen fra {services} kan være kontakt for {units}; legg til folk, {widen}, eller fjern "
    "at_least.",
    nn="Ingen frå {services} kan vere kontakt for {units}; legg til folk, {widen}, eller fjern "
    "at_least.",
)
NO_SECOND_CONTACT = Phrase(
    nb="Bare én fra {services} kan være kontakt for {units}, så ingen kan være andrekontakt; legg "
    "til folk, {widen}, eller endre which.",
    nn="Berre éin frå {services} kan vere kontakt for {units}, så ingen kan vere andrekontakt; "
    "legg til folk, {widen}, eller endre which.",
)
WIDEN = Phrase(nb="utvid serves", nn="utvid serves")
WIDEN_OR_ALLOW = Phrase(
    nb="utvid serves, ta noen ut av forbidden", nn="utvid serves, ta nokon ut av forbidden"
)
TOO_FEW = Phrase(
    nb="Serien ber om {count} fra «{service}», som har {people}; be om færre, eller legg til folk.",
    nn="Serien bed om {count} frå «{service}», som har {people}; be om færre, eller legg til folk.",
)
AT_LEAST_TOO_MUCH = Phrase(
    nb="Serien gir {meetings}, så ingen kan være med på minst {least}; skriv høyst {count}.",
    nn="Serien gjev {meetings}, så ingen kan vere med på minst {least}; skriv høgst {count}.",
)
NEVER_REACHED = Phrase(
    nb="Serien gir {meetings}, så møte nummer {first} kommer aldri; skriv høyst {count}.",
    nn="Serien gjev {meetings}, så møte nummer {first} kjem aldri; skriv høgst {count}.",
)
NO_SUCH_HOST = Phrase(
    nb="Ingen enhet som holder møtene, er av typen {types}; rett typene, eller fjern linjen.",
    nn="Inga eining som held møta, er av typen {types}; rett typane, eller fjern linja.",
)
PART_TOO_LONG = Phrase(
    nb="Delen på {part} minutter er lengre enn møtet på {minutes}; skriv høyst {minutes}, eller "
    "fjern part.",
    nn="Delen på {part} minutt er lengre enn møtet på {minutes}; skriv høgst {minutes}, eller "
    "fjern part.",
)
PART_OFF_RASTER = Phrase(
    nb="{part} minutter går ikke opp i tidsluker på {slot}; skriv for eksempel {better}.",
    nn="{part} minutt går ikkje opp i tidsluker på {slot}; skriv til dømes {better}.",
)
OR = Phrase(nb="eller", nn="eller")
PERSON = (Phrase(nb="person", nn="person"), Phrase(nb="personer", nn="personar"))
MEETING = (Phrase(nb="møte", nn="møte"), Phrase(nb="møter", nn="møte"))


def turnout_faults(problem: Problem, almanac: Almanac, lost: Lost) -> Iterator[Fault]:
    """Every series without units, without people, or with too few of them."""
    people = Counter(person.service for person in problem.people)
    candidates = Candidates(problem)
    for number, series in enumerate(problem.series):
        path: Path = ("series", number)
        groups = tuple(groups_of(series.scope, problem))
        asked = any(line.level is not Level.WELCOME for line in series.attendance)
        if not groups or not (asked or any(units for _, units in groups)):
            yield from _empty(series, path, groups, lost)
            continue
        for place, line in enumerate(series.attendance):
            at = (*path, "attendance", place)
            if isinstance(line, FromService) and "people" not in lost.touched:
                yield from _enough(problem, line, at, people)
            if isinstance(line, ContactOf | OneOf):
                yield from _contacts(problem, line, at, groups, lost, candidates=candidates)
            if line.only_types is not None and "units" not in lost.touched:
                yield from _hosts(problem, line, at, groups)
            if line.part is not None and "day" not in lost.touched:
                yield from _part(problem, series, line.part, (*at, "part"))
            if (line.at_least or line.at_meetings) and "semester" not in lost.touched:
                yield from _often_enough(almanac, series, line, at)


def _empty(series: Series, path: Path, groups: tuple[Group, ...], lost: Lost) -> Iterator[Fault]:
    if not groups and "units" not in lost.touched:
        yield Fault((*path, "scope"), NO_UNIT.with_facts(series=series.name))
    if groups and lost.touched.isdisjoint({"series", "units"}):
        yield Fault(path, NOBODY.with_facts(series=series.name))


def _enough(
    problem: Problem, line: FromService, path: Path, people: Counter[str]
) -> Iterator[Fault]:
    there = people[line.service]
    if line.level is Level.WELCOME:
        return
    if there < line.count and line.service in problem.services_by_id:
        facts = {"count": line.count, "service": line.service}
        yield Fault(path, TOO_FEW.with_facts(people=counted(there, *PERSON), **facts))


def _contacts(
    problem: Problem,
    line: ContactOf | OneOf,
    path: Path,
    groups: tuple[Group, ...],
    lost: Lost,
    *,
    candidates: Candidates,
) -> Iterator[Fault]:
    """A line that asks for contacts where nobody can be one; else one can be chosen."""
    services = (line.contact,) if isinstance(line, ContactOf) else line.one_of
    everybody = isinstance(line, ContactOf) and line.of == "all"
    if not any(units for _, units in groups):
        if "units" not in lost.touched:
            yield Fault(path, CONTACT_WITHOUT_UNIT)
        return
    if line.level is not Level.REQUIRED and line.at_least is None:
        return
    if not lost.touched.isdisjoint({"contacts", "people", "units"}):
        return  # somebody who was left out might have been the one
    if not problem.services_by_id.keys() >= set(services):
        return  # the services that do not exist are a fault of their own
    asked = dict.fromkeys(
        unit
        for _, units in groups
        if _concerns(problem, line, units)
        for unit in (units if everybody else units[:1])
        if unit in problem.units_by_id
    )
    open_to = {
        unit: [each for service in services for each in candidates.of(unit, service)]
        for unit in asked
    }
    second = isinstance(line, ContactOf) and line.which in ("second", "both")
    no_contact = NO_CONTACT if line.level is Level.REQUIRED else NO_CONTACT_TO_COUNT
    for sentence, units, at in (
        (no_contact, [unit for unit in asked if not open_to[unit]], path),
        (
            NO_SECOND_CONTACT,
            [unit for unit in asked if second and len(open_to[unit]) == 1],
            (*path, "which"),
        ),
    ):
        if units:
            facts = {
                "units": some_of([problem.units_by_id[unit].name for unit in units]),
                "services": " / ".join(problem.services_by_id[name].name for name in services),
                "widen": WIDEN_OR_ALLOW
                if any(
                    problem.staffing.forbidden_for(unit, name)
                    for unit in units
                    for name in services
                )
                else WIDEN,
            }
            yield Fault(at, sentence.with_facts(**facts))


def _concerns(problem: Problem, line: Attendance, units: tuple[str, ...]) -> bool:
    """Whether a line asks anybody to the meetings of some units."""
    host = problem.units_by_id.get(units[0]) if units else None
    return line.only_types is None or (host is not None and host.type in line.only_types)


def _hosts(
    problem: Problem, line: Attendance, path: Path, groups: tuple[Group, ...]
) -> Iterator[Fault]:
    """A line for types of units that host none of the meetings."""
    if not any(_concerns(problem, line, units) for _, units in groups):
        types = listed([UNIT_TYPE_WORDS[each] for each in line.only_types or ()], last=OR)
        yield Fault((*path, "only_types"), NO_SUCH_HOST.with_facts(types=types))


def _part(problem: Problem, series: Series, part: Part, path: Path) -> Iterator[Fault]:
    """A part of the meetings that is longer than they are, or off the raster of the day."""
    slot = problem.day.slot_minutes
    for key in ("first_minutes", "last_minutes"):
        minutes: int = getattr(part, key) or 0
        if minutes > series.minutes:
            sentence = PART_TOO_LONG.with_facts(part=minutes, minutes=series.minutes)
            yield Fault((*path, key), sentence)
        elif minutes % slot:
            better = minutes + slot - minutes % slot
            sentence = PART_OFF_RASTER.with_facts(part=minutes, slot=slot, better=better)
            yield Fault((*path, key), sentence)


def _often_enough(
    almanac: Almanac, series: Series, line: Attendance, path: Path
) -> Iterator[Fault]:
    """A line that asks people to more meetings than there are, or to one that never comes."""
    count = max(case.count for case in almanac.cases(series))
    kth = line.at_meetings
    if kth is not None and 0 < count < kth.first:
        facts = {"first": kth.first, "count": count}
        sentence = NEVER_REACHED.with_facts(meetings=counted(count, *MEETING), **facts)
        yield Fault((*path, "at_meetings", "first"), sentence)
        return
    if kth is not None:
        count = sum(1 for number in range(1, count + 1) if kth.holds(number))
    if line.at_least is not None and 0 < count < line.at_least:
        facts = {"least": line.at_least, "count": count}
        sentence = AT_LEAST_TOO_MUCH.with_facts(meetings=counted(count, *MEETING), **facts)
        yield Fault((*path, "at_least"), sentence)
