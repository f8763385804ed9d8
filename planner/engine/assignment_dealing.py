"""Agents who are alike, the seats they take, and tasks dealt out among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.engine.assignment import Agent, Assignment, Task
from planner.engine.assignment_shares import Share

Origin = str | None
Stand = tuple[int, Origin]
"""A crew and where some of it set out from."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody of a crew's rank, setting out from a place, with a share of the work."""

    rank: int
    origin: Origin
    share: Share


class Hand:
    """What somebody has still to be dealt."""

    def __init__(self, name: str, sizes: tuple[int, ...], share: Share) -> None:
        self.name = name
        self.minutes = share.high_minutes
        self.counts = None if share.counts is None else dict(zip(sizes, share.counts, strict=True))

    def room(self, task: Task) -> int:
        """How well a task fits; nothing or less when it does not."""
        return self.minutes if self.counts is None else self.counts[task.minutes]

    def take(self, task: Task) -> None:
        """Be dealt a task."""
        self.minutes -= task.minutes
        if self.counts is not None:
            self.counts[task.minutes] -= 1


def crews_of(
    assignment: Assignment, open_to: Iterable[tuple[Task, Iterable[str]]], *, by_home: bool
) -> list[list[Agent]]:
    """Agents who may do the same tasks at the same price, from the same home if that counts."""
    may: defaultdict[str, list[object]] = defaultdict(list)
    for task, names in open_to:
        for name in names:
            may[name].append((task.id, task.agents.get(name), task.last == name))
    crews: defaultdict[object, list[Agent]] = defaultdict(list)
    for name, agent in assignment.agents.items():
        crews[tuple(may[name]), agent.home if by_home else None].append(agent)
    return list(crews.values())


def deal(assignment: Assignment, among: Iterable[tuple[Task, Sequence[Hand]]]) -> dict[str, str]:
    """Give each task to one of some hands, rivals apart if that can be seen one task at a time."""
    assigned: dict[str, str] = {}
    for task, hands in among:
        rivals = {assigned.get(rival) for rival in assignment.rivals.get(task.id, ())}
        hand = min(hands, key=lambda hand: (hand.room(task) <= 0, hand.name in rivals))
        hand.take(task)
        assigned[task.id] = hand.name
    return assigned
