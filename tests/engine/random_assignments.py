"""Small random assignments, and the best of them by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations, product
from random import Random

from planner.engine.assignment import Agent, Assigned, Assignment, Goal, Task, components, doers
from planner.engine.assignment_measure import keeps_rules, measure

PLACES = ("A", "B", "C", "D")
GOALS: tuple[Goal, ...] = ("continuity", "fairness", "travel")
ORDERS = tuple(
    order
    for length in range(4)
    for chosen in combinations(GOALS, length)
    for order in permutations(chosen)
)


def random_assignment(random: Random, most_tasks: int = 5, most_agents: int = 3) -> Assignment:
    """Anything may be tight, fixed, forbidden or nowhere."""
    names = [f"agent {number}" for number in range(random.randint(1, most_agents))]
    agents = {
        name: Agent(
            name,
            full_minutes=random.choice((0, 300, 600, 600, 600)),
            room_minutes=random.choice((0, 120, 300, 600, 600)),
            base_minutes=random.choice((0, 0, 0, 70)),
            home=random.choice((None, None, *PLACES)),
        )
        for name in names
    }
    ids = [f"task {number}" for number in range(random.randint(0, most_tasks))]
    sizes = random.choice(((60,), (60, 90), (0, 45, 120, 250), tuple(range(30, 200, 7))))
    tasks = [
        Task(
            each,
            minutes=random.choice(sizes),
            worth=random.choice((5, 5, 9)),
            agents={name: random.choice((0, 0, 0, 3)) for name in names if random.random() < 0.8},
            fixed=random.choice((*names, *[None] * 9)),
            last=random.choice((None, *names)),
            apart=frozenset(random.sample(ids, 1)) if random.random() < 0.2 else frozenset(),
            place=random.choice((None, *PLACES, *PLACES)),
            visits=random.randint(0, 3),
        )
        for each in ids
    ]
    journeys = {frozenset(pair): random.randint(1, 30) for pair in combinations(PLACES, 2)}
    return Assignment(tuple(tasks), agents, journeys, random.choice(ORDERS))


def every_assignment(assignment: Assignment) -> Iterator[dict[str, str]]:
    """All that keep to the rules."""
    choices = [
        (*doers(task), *([] if task.fixed is not None else [None])) for task in assignment.tasks
    ]
    for names in product(*choices):
        pairs = zip(assignment.tasks, names, strict=True)
        assigned = {task.id: name for task, name in pairs if name is not None}
        if keeps_rules(assignment, assigned):
            yield assigned


def measures(assignment: Assignment, assigned: Assigned) -> dict[Goal, int]:
    """What an answer should say of each goal: the spread of each part, added up."""
    goals: tuple[Goal, ...] = ("coverage", *assignment.goals)
    return {
        goal: sum(
            measure(part, {t.id: assigned[t.id] for t in part.tasks if t.id in assigned}, goal)
            for part in components(assignment)
        )
        for goal in goals
    }
