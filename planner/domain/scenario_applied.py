"""Applying a scenario: from a problem to the problem as it is after all changes.

Whether the changes fit the problem is for `scenario_faults` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.rhythm_references import usable_rhythms
from planner.domain.scenario import Away, Leaves, NewFrequency, NewRule, Scenario
from planner.domain.scenario_people import Held, with_people_changed
from planner.domain.scenario_series import with_series_changed
from planner.domain.scenario_units import with_units_changed
from planner.domain.scope import groups_of
from planner.domain.substitution import Substitution


def applied(
    scenario: Scenario,
    problem: Problem,
    *,
    substitutes: bool,
    plan: Plan | None = None,
    today: date | None = None,
) -> Problem:
    """The problem as a scenario makes it, one change after another.

    A meeting that is moved by hand changes nothing here.

    Parameters
    ----------
    substitutes
        Whether others may come instead of those who are away.
    plan
        The published plan: a contact who is replaced is as good as the new one at the meetings
        where they stand in it before the new one begins. Without a plan, at all meetings.
    today
        Meetings before this day are held, whoever becomes contact when.
    """
    held = Held(plan, today)
    for change in scenario.changes:
        problem = with_people_changed(problem, change, held)
        problem = with_units_changed(problem, change)
        problem = with_series_changed(problem, change)
        if isinstance(change, NewRule):
            rules = {**problem.rules, change.rule: change.becomes}
            problem = problem.model_copy(update={"rules": rules})
    if substitutes:
        further = (*problem.substitutions, *_of_the_away(scenario))
        problem = problem.model_copy(update={"substitutions": further})
    return _without_what_is_gone(problem, scenario)


def _of_the_away(scenario: Scenario) -> Iterator[Substitution]:
    """Who may come instead of those who are away, or leave with nobody in their place."""
    for change in scenario.changes:
        match change:
            case Away(away=person, substitutes=others):
                yield Substitution(person=person, by=others)
            case Leaves(leaves=person, replaced_by=None):
                yield Substitution(person=person)


def _without_what_is_gone(problem: Problem, scenario: Scenario) -> Problem:
    """The problem without what it says of meetings that are gone, or have other numbers now."""
    renumbered = {each.frequency_of for each in scenario.changes if isinstance(each, NewFrequency)}
    groups = {
        f"{series.id}.{key}"
        for series in problem.series
        if series.id not in renumbered
        for key, _ in groups_of(series.scope, problem)
    }

    def still(meetings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in meetings if name.rpartition(".")[0] in groups)

    substitutions = tuple(
        each.model_copy(update={"meetings": each.meetings and still(each.meetings)})
        for each in problem.substitutions
    )
    return problem.model_copy(
        update={
            "last_rhythm": usable_rhythms(problem.last_rhythm, problem),
            "cancelled": still(problem.cancelled),
            "substitutions": substitutions,
        }
    )
