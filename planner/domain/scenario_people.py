"""What a scenario changes of people: who is away or leaves, who is new, and who serves a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.domain.availability import Absence, BusySpan
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import AddPerson, Away, Leaves, NewContact, ScenarioChange
from planner.domain.schoolcalendar import Weekday
from planner.domain.substitution import Substitution


@dataclass(frozen=True, slots=True)
class Held:
    """The meetings that somebody has before they are replaced."""

    plan: Plan | None
    today: date | None

    def by(self, person: str, from_day: date | None) -> tuple[str, ...] | None:
        """Ids of a person's meetings before a day, or before today; `None` without a plan."""
        if self.plan is None:
            return None
        until = max(from_day or date.min, self.today or date.min)
        theirs = self.plan.by_participant.get(person, ())
        return tuple(meeting.id for meeting in theirs if meeting.day < until)


def with_people_changed(problem: Problem, change: ScenarioChange, held: Held) -> Problem:
    """The problem after a change of people; any other change leaves it as it is."""
    match change:
        case Away(start=None, away=name, first_day=first, last_day=last):
            return _away(problem, name, Absence(first_day=first, last_day=last))
        case Away(away=name):
            return _away(problem, name, *_hours(change))
        case Leaves():
            return _left(problem, change, held)
        case NewContact(contact_of=unit, service=service):
            old = change.instead_of or problem.contact(unit, service)
            until = change.from_day
            return _replaced(problem, (unit,), service, (old, change.becomes), held, until=until)
        case AddPerson(add_person=person):
            return problem.model_copy(update={"people": (*problem.people, person)})
        case _:
            return problem


def _hours(change: Away) -> Iterator[BusySpan]:
    """The same hours of each working day that somebody is away for a part of."""
    assert change.start is not None
    assert change.end is not None
    for number in range((change.last_day - change.first_day).days + 1):
        day = change.first_day + timedelta(days=number)
        if Weekday.of(day) is not None:
            yield BusySpan(
                start=datetime.combine(day, change.start, OSLO),
                end=datetime.combine(day, change.end, OSLO),
            )


def _away(problem: Problem, name: str, *spans: Absence | BusySpan) -> Problem:
    """The problem with somebody away for some further time."""
    person = problem.people_by_id[name]
    absences = (each for each in spans if isinstance(each, Absence))
    busy = (each for each in spans if isinstance(each, BusySpan))
    away = person.model_copy(
        update={"absences": (*person.absences, *absences), "busy": (*person.busy, *busy)}
    )
    people = tuple(away if each.id == name else each for each in problem.people)
    return problem.model_copy(update={"people": people})


def _left(problem: Problem, change: Leaves, held: Held) -> Problem:
    """The problem with somebody away from a day on, and whoever takes over in their place.

    With nobody to take over they stay the contact, so that their units are seen to lack one.
    """
    last_day = problem.semester.last_day
    old, new = change.leaves, change.replaced_by
    problem = _away(problem, old, Absence(first_day=change.from_day, last_day=last_day))
    if new is None:
        return problem
    service = problem.people_by_id[old].service
    units = tuple(unit for unit in problem.contacts if old in problem.contacts_of(unit, service))
    seats = Substitution(person=old, by=(new,), as_good=True)
    problem = problem.model_copy(update={"substitutions": (*problem.substitutions, seats)})
    return _replaced(problem, units, service, (old, new), held, until=change.from_day)


def _replaced(
    problem: Problem,
    units: tuple[str, ...],
    service: str,
    old_and_new: tuple[str | None, str],
    held: Held,
    *,
    until: date | None,
) -> Problem:
    """The problem with another contact of some units; the old one was as good until a day."""
    old, new = old_and_new
    contacts = {unit: dict(services) for unit, services in problem.contacts.items()}
    for unit in units:
        served_by = problem.contacts_of(unit, service) or (old,)
        named = dict.fromkeys(new if each == old else each for each in served_by)
        contacts.setdefault(unit, {})[service] = tuple(name for name in named if name is not None)
    substitutions = problem.substitutions
    if old is not None and units and (meetings := held.by(old, until)) != ():
        before = Substitution(person=new, by=(old,), units=units, meetings=meetings, as_good=True)
        substitutions = (*substitutions, before)
    return problem.with_contacts(contacts).model_copy(update={"substitutions": substitutions})
