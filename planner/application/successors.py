"""Who takes over the units of somebody who leaves, where the scenario does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from planner.domain.problem import Problem
from planner.domain.scenario import Leaves, NewContact, Scenario
from planner.domain.scenario_applied import applied
from planner.engine.clock import Clock
from planner.engine.effort import Effort, never
from planner.engine.staffing import staff


def with_successors(
    scenario: Scenario,
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    stop: Callable[[], bool] = never,
) -> Scenario:
    """The scenario with a new contact for every unit of those who leave with nobody in their place.

    They are chosen as contacts always are, while all others stay. A unit that nobody may serve
    keeps the one who leaves, and so is seen to lack a contact.

    Parameters
    ----------
    scenario
        One without faults.
    problem
        The problem with the contacts of the published plan.
    """
    leaving = {
        each.leaves: each.from_day
        for each in scenario.changes
        if isinstance(each, Leaves) and each.replaced_by is None
    }
    if not leaving:
        return scenario
    after = applied(scenario, problem, substitutes=False)
    chosen = staff(_without(after, leaving), Effort(Clock(seconds).left, stop, seed)).staffed
    further = tuple(_changes(after, chosen, leaving))
    return scenario.model_copy(update={"changes": (*scenario.changes, *further)})


def _without(problem: Problem, leaving: dict[str, date]) -> Problem:
    """The problem in which those who leave serve no unit, nor may be chosen to."""
    people = tuple(
        person.model_copy(update={"serves": None}) if person.id in leaving else person
        for person in problem.people
    )
    contacts = {
        unit: {
            service: others
            for service, named in services.items()
            if (others := tuple(name for name in named if name not in leaving))
        }
        for unit, services in problem.contacts.items()
    }
    return problem.model_copy(update={"people": people}).with_contacts(contacts)


def _changes(after: Problem, chosen: Problem, leaving: dict[str, date]) -> Iterator[NewContact]:
    """A new contact in the place of each who leaves; where nobody was chosen, another of them."""
    for unit, services in after.contacts.items():
        for service, named in services.items():
            stay = [each for each in named if each not in leaving]
            new = [each for each in chosen.contacts_of(unit, service) if each not in stay]
            gone = [each for each in named if each in leaving]
            for old, successor in zip(gone, (*new, *stay), strict=False):
                yield NewContact(
                    contact_of=unit,
                    service=service,
                    becomes=successor,
                    instead_of=old,
                    from_day=leaving[old],
                )
