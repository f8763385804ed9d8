"""Who may be the contact of a unit from a service: the pinned ones, and those who may be chosen."""

from __future__ import annotations

from collections import defaultdict

from planner.domain.people import Person
from planner.domain.problem import Problem
from planner.domain.unitfilter import UnitFilter


class Candidates:
    """The people who may serve each unit; every filter is asked once for each unit."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._alike: defaultdict[str, defaultdict[UnitFilter, list[Person]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for person in problem.people:
            if person.serves is not None:
                self._alike[person.service][person.serves].append(person)
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, unit: str, service: str) -> tuple[str, ...]:
        """Ids of those who may serve a unit: they are qualified and not forbidden, or pinned."""
        if (unit, service) not in self._found:
            chosen = self._problem.units_by_id[unit]
            forbidden = self._problem.staffing.forbidden_for(unit, service)
            pinned = self._problem.contacts_of(unit, service)
            open_to = (
                person.id
                for serves, people in self._alike[service].items()
                if serves.chooses(chosen)
                for person in people
                if person.id not in forbidden
            )
            self._found[unit, service] = tuple(dict.fromkeys((*pinned, *open_to)))
        return self._found[unit, service]
