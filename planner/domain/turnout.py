"""Is there anybody to come? Units, contacts and people for the meetings of every series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.domain.errors import Fault
from planner.domain.faults import Lost, some_of
from planner.domain.meetings import groups_of, windows_of
from planner.domain.problem import Problem
from planner.domain.series import Attendance, ContactOf, FromService, Level, OneOf, Series
from planner.domain.words import Phrase, counted

Path = tuple[str | int, ...]
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
    nb="{units} har ingen kontakt for {services}; før opp en under contacts, eller sett level "
    "til as_needed.",
    nn="{units} har ingen kontakt for {services}; før opp ein under contacts, eller set level "
    "til as_needed.",
)
NO_CONTACT_TO_COUNT = Phrase(
    nb="{units} har ingen kontakt for {services}; før opp en under contacts, eller fjern at_least.",
    nn="{units} har ingen kontakt for {services}; før opp ein under contacts, eller fjern "
    "at_least.",
)
TOO_FEW = Phrase(
    nb="Serien ber om {count} fra «{service}», som har {people}; be om færre, eller legg til folk.",
    nn="Serien bed om {count} frå «{service}», som har {people}; be om færre, eller legg til folk.",
)
AT_LEAST_TOO_MUCH = Phrase(
    nb="Serien gir {meetings}, så ingen kan være med på minst {least}; skriv høyst {count}.",
    nn="Serien gjev {meetings}, så ingen kan vere med på minst {least}; skriv høgst {count}.",
)
PERSON = (Phrase(nb="person", nn="person"), Phrase(nb="personer", nn="personar"))
MEETING = (Phrase(nb="møte", nn="møte"), Phrase(nb="møter", nn="møte"))


def turnout_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Every series without units, without people, or with too few of them."""
    people = Counter(person.service for person in problem.people)
    for number, series in enumerate(problem.series):
        path: Path = ("series", number)
        groups = tuple(groups_of(series, problem))
        if not groups or (series.attendance == () and not any(units for _, units in groups)):
            yield from _empty(series, path, groups, lost)
            continue
        for place, line in enumerate(series.attendance):
            at = (*path, "attendance", place)
            if isinstance(line, FromService) and "people" not in lost.touched:
                yield from _enough(problem, line, at, people)
            if isinstance(line, ContactOf | OneOf):
                yield from _contacts(problem, line, at, groups, lost)
            if line.at_least is not None and "semester" not in lost.touched:
                yield from _often_enough(problem, series, line, at)


def _empty(series: Series, path: Path, groups: tuple[Group, ...], lost: Lost) -> Iterator[Fault]:
    if not groups and "units" not in lost.touched:
        yield Fault((*path, "scope"), NO_UNIT.with_facts(series=series.name))
    if groups and lost.touched.isdisjoint({"series", "units"}):
        yield Fault(path, NOBODY.with_facts(series=series.name))


def _enough(
    problem: Problem, line: FromService, path: Path, people: Counter[str]
) -> Iterator[Fault]:
    there = people[line.service]
    if there < line.count and line.service in problem.services_by_id:
        facts = {"count": line.count, "service": line.service}
        yield Fault(path, TOO_FEW.with_facts(people=counted(there, *PERSON), **facts))


def _contacts(
    problem: Problem, line: ContactOf | OneOf, path: Path, groups: tuple[Group, ...], lost: Lost
) -> Iterator[Fault]:
    """A line that asks for contacts where units have none."""
    services = (line.contact,) if isinstance(line, ContactOf) else line.one_of
    everybody = isinstance(line, ContactOf) and line.of == "all"
    if not any(units for _, units in groups):
        if "units" not in lost.touched:
            yield Fault(path, CONTACT_WITHOUT_UNIT)
        return
    if line.level is not Level.REQUIRED and line.at_least is None:
        return
    if "contacts" in lost.touched or not problem.services_by_id.keys() >= set(services):
        return  # the services that do not exist are a fault of their own
    asked = dict.fromkeys(
        unit for _, units in groups for unit in (units if everybody else units[:1])
    )
    without = [
        problem.units_by_id[unit].name
        for unit in asked
        if unit in problem.units_by_id
        and all(problem.contact(unit, service) is None for service in services)
    ]
    if without:
        sentence = NO_CONTACT if line.level is Level.REQUIRED else NO_CONTACT_TO_COUNT
        named = " / ".join(problem.services_by_id[service].name for service in services)
        yield Fault(path, sentence.with_facts(units=some_of(without), services=named))


def _often_enough(
    problem: Problem, series: Series, line: Attendance, path: Path
) -> Iterator[Fault]:
    count = sum(1 for _ in windows_of(series, problem))
    if line.at_least is not None and 0 < count < line.at_least:
        facts = {"least": line.at_least, "count": count}
        sentence = AT_LEAST_TOO_MUCH.with_facts(meetings=counted(count, *MEETING), **facts)
        yield Fault((*path, "at_least"), sentence)
