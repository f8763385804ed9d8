"""What an assignment comes to: the reference that every solver must agree with."""

from __future__ import annotations

from collections.abc import Iterable

from planner.engine.assignment import STEPS, Agent, Assigned, Assignment, Goal, Task, doers


def least_lost(assignment: Assignment) -> int:
    """What is lost of coverage even if everybody had room for everything."""
    return sum(
        task.agents.get(task.fixed, 0)
        if task.fixed is not None
        else min(task.agents.values(), default=task.worth)
        for task in assignment.tasks
    )


def least_changed(assignment: Assignment) -> int:
    """How many tasks cannot go on with whoever did them last."""
    return sum(task.last is not None and task.last not in doers(task) for task in assignment.tasks)


def loads(assignment: Assignment, assigned: Assigned) -> dict[str, int]:
    """Minutes of work of each agent."""
    minutes = {name: agent.base_minutes for name, agent in assignment.agents.items()}
    for task in assignment.tasks:
        if task.id in assigned:
            minutes[assigned[task.id]] += task.minutes
    return minutes


def measure(assignment: Assignment, assigned: Assigned, goal: Goal) -> int:
    """How far from a goal an assignment is: the reference that the solver must agree with."""
    match goal:
        case "coverage":
            return sum(
                task.agents.get(assigned[task.id], 0) if task.id in assigned else task.worth
                for task in assignment.tasks
            )
        case "continuity":
            return sum(
                task.last is not None and assigned.get(task.id) != task.last
                for task in assignment.tasks
            )
        case "fairness":
            return _spread(assignment, assigned)
        case "travel":
            return sum(_travel(assignment, theirs) for theirs in by_agent(assignment, assigned))


def keeps_rules(assignment: Assignment, assigned: Assigned) -> bool:
    """Whether an assignment has what is fixed, nobody without a right, rivals apart and room."""
    tasks = {task.id: task for task in assignment.tasks}
    minutes = loads(assignment, assigned)
    return (
        all(task.fixed in (None, assigned.get(task.id)) for task in assignment.tasks)
        and all(name in doers(tasks[task]) for task, name in assigned.items())
        and all(
            assigned[task] != assigned.get(rival)
            for task in assigned
            for rival in assignment.rivals.get(task, ())
        )
        and all(minutes[name] <= limit for name, limit in assignment.limit_minutes.items())
    )


def by_agent(assignment: Assignment, assigned: Assigned) -> list[tuple[Agent, list[Task]]]:
    """Each agent with their tasks."""
    tasks: dict[str, list[Task]] = {name: [] for name in assignment.agents}
    for task in assignment.tasks:
        if task.id in assigned:
            tasks[assigned[task.id]].append(task)
    return [(assignment.agents[name], theirs) for name, theirs in tasks.items()]


def middle(assignment: Assignment, agent: Agent, tasks: Iterable[Task]) -> str | None:
    """Where an agent's travel is counted from: home, or the place of theirs nearest to all."""
    theirs = [task for task in tasks if task.place is not None]
    if agent.home is not None or not theirs:
        return agent.home
    return min(
        sorted({task.place for task in theirs if task.place is not None}),
        key=lambda place: sum(
            task.visits * assignment.journey(place, task.place) for task in theirs
        ),
    )


def _spread(assignment: Assignment, assigned: Assigned) -> int:
    """Steps from those with the least load per full position to those with the most."""
    minutes = loads(assignment, assigned)
    agents = [agent for agent in assignment.agents.values() if agent.full_minutes > 0]
    most = max((-(-minutes[each.id] * STEPS // each.full_minutes) for each in agents), default=0)
    least = min(
        (
            minutes[each.id] * STEPS // each.full_minutes
            for each in agents
            if each.id in assignment.expecting
        ),
        default=0,
    )
    return most - least


def _travel(assignment: Assignment, theirs: tuple[Agent, list[Task]]) -> int:
    agent, tasks = theirs
    centre = middle(assignment, agent, tasks)
    return sum(task.visits * assignment.journey(centre, task.place) for task in tasks)
