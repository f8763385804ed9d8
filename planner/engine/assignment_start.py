"""A first assignment, at once: the hardest tasks first, each to whoever has the least to do.

Everything that is fixed is in it; a task is left undone only if nobody has room at its turn.
"""

from __future__ import annotations

from planner.engine.assignment import Assignment, Task


def first_assignment(assignment: Assignment) -> dict[str, str]:
    """An assignment that keeps to every rule, whatever it is worth."""
    assigned = {task.id: task.fixed for task in assignment.tasks if task.fixed is not None}
    room = {
        name: assignment.limit_minutes[name] - agent.base_minutes
        for name, agent in assignment.agents.items()
    }
    for task in assignment.tasks:
        if task.fixed is not None:
            room[task.fixed] -= task.minutes
    unfixed = [task for task in assignment.tasks if task.fixed is None]
    for task in sorted(unfixed, key=_hardest_first):
        theirs = {assigned.get(rival) for rival in assignment.rivals.get(task.id, ())}
        free = [name for name in task.agents if room[name] >= task.minutes and name not in theirs]
        if free:
            chosen = min(free, key=lambda name: _liking(assignment, task, name, room[name]))
            assigned[task.id] = chosen
            room[chosen] -= task.minutes
    return assigned


def _hardest_first(task: Task) -> tuple[int, int, int, str]:
    return (len(task.agents), -task.worth, -task.minutes, task.id)


def _liking(
    assignment: Assignment, task: Task, name: str, room: int
) -> tuple[int, bool, float, str]:
    """The lower, the better: what it costs, who did it last, load per full position."""
    agent = assignment.agents[name]
    load = assignment.limit_minutes[name] - room + task.minutes
    return (
        task.agents[name],
        task.last != name,
        load / agent.full_minutes if agent.full_minutes else float("inf"),
        name,
    )
