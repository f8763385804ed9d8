"""How much a plan can bear: each person in turn is away for some weeks, and what comes of it.

This is the N-1 analysis of power grids: one part fails, and the rest must carry on. Every question
is a what-if of its own with the smallest change as its answer, so they can be asked side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import monotonic

from planner.application.absence_weeks import friday_of
from planner.application.alternatives import Policy
from planner.application.baseline import Baseline
from planner.application.contingency import Absences, Consequence, Contingency
from planner.application.fan_out import FanOut
from planner.application.running import Told
from planner.domain.people import Person
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.effort import never


@dataclass(frozen=True)
class Fragility:
    """What it would mean that a person is away.

    Parameters
    ----------
    consequences
        One for each start, in that order; `None` where there is no answer.
    """

    person: Person
    consequences: tuple[Consequence | None, ...]

    @cached_property
    def answered(self) -> tuple[Consequence, ...]:
        """Those that there are."""
        return tuple(each for each in self.consequences if each is not None)

    @property
    def unmended(self) -> int:
        """How many of the absences cannot be mended."""
        return sum(not each.mended for each in self.answered)

    @property
    def knock_on(self) -> int:
        """Changes of meetings that could have stayed, in all the absences together."""
        return sum(each.knock_on for each in self.answered)

    @property
    def forced(self) -> int:
        """Changes of meetings that cannot stay as they are, in all the absences together."""
        return sum(each.forced for each in self.answered)

    @property
    def concerned(self) -> bool:
        """Whether the plan is touched at all by the person being away."""
        return any(each.touches for each in self.answered)

    @cached_property
    def worst(self) -> int | None:
        """The number of the start that breaks most; `None` when none breaks anything."""
        if not self.concerned:
            return None
        ranks = [
            (not each.mended, each.knock_on, each.changes, each.broken)
            if each
            else (False, 0, 0, 0)
            for each in self.consequences
        ]
        return ranks.index(max(ranks))


@dataclass(frozen=True)
class Resilience:
    """What the plan can bear.

    Parameters
    ----------
    weeks
        How many weeks each absence takes.
    starts
        The Mondays from which somebody is away.
    people
        Those who have any meeting, the one whose absence the plan bears least first.
    lost
        Questions that nobody could answer, for who was at work on them died.
    stopped
        Whether it was asked to stop before all questions were answered.
    """

    problem: Problem
    plan: Plan
    policy: Policy
    today: date
    weeks: int
    starts: tuple[date, ...]
    people: tuple[Fragility, ...]
    lost: frozenset[Contingency]
    seconds: float
    stopped: bool

    @property
    def questions(self) -> int:
        """How many there are to ask."""
        return len(self.people) * len(self.starts)

    @cached_property
    def answers(self) -> tuple[Consequence, ...]:
        """Those that there are."""
        return tuple(each for person in self.people for each in person.answered)

    @property
    def borne(self) -> bool:
        """Whether every absence is known to be mended."""
        return len(self.answers) == self.questions and all(each.mended for each in self.answers)

    def last_day(self, start: date) -> date:
        """The Friday on which an absence ends."""
        return friday_of(start, self.weeks)

    def at(self, number: int) -> tuple[Consequence, ...]:
        """What is known of everybody's absence from one of the starts."""
        consequences = (person.consequences[number] for person in self.people)
        return tuple(each for each in consequences if each is not None)

    def is_lost(self, person: Person, start: date) -> bool:
        """Whether who was at work on a question died."""
        return Contingency(person.id, start, self.last_day(start)) in self.lost


def resilience(
    baseline: Baseline,
    *,
    today: date,
    fan_out: FanOut,
    weeks: int = 4,
    starts: Sequence[date],
    policy: Policy = Policy.EITHER,
    told: Told | None = None,
    stop: Callable[[], bool] = never,
) -> Resilience:
    """Ask for everybody who has a meeting, and for each start, what their absence comes to.

    The result is the same whoever answers, and in whatever order; `seconds` apart.

    Parameters
    ----------
    today
        Meetings before it never move.
    starts
        Mondays, as `starts_of` gives them.
    """
    began = monotonic()
    job = Absences(baseline, today, policy)
    people = _who_meet(baseline.problem, baseline.plan)
    tasks = [
        Contingency(person.id, start, friday_of(start, weeks))
        for person in people
        for start in starts
    ]
    answers: dict[Contingency, Consequence | None] = {}
    for contingency, answer in fan_out(job, tasks, stop=stop):
        answers[contingency] = answer
        if told is not None:
            told(len(answers), len(tasks))
    return Resilience(
        problem=baseline.problem,
        plan=baseline.plan,
        policy=policy,
        today=today,
        weeks=weeks,
        starts=tuple(starts),
        people=_ranked(people, tasks, answers),
        lost=frozenset(each for each, answer in answers.items() if answer is None),
        seconds=monotonic() - began,
        stopped=len(answers) < len(tasks),
    )


def _ranked(
    people: Iterable[Person],
    tasks: Iterable[Contingency],
    answers: Mapping[Contingency, Consequence | None],
) -> tuple[Fragility, ...]:
    by_person: defaultdict[str, list[Consequence | None]] = defaultdict(list)
    for task in tasks:
        by_person[task.person].append(answers.get(task))
    fragile = [Fragility(person, tuple(by_person[person.id])) for person in people]
    return tuple(sorted(fragile, key=lambda each: (-each.unmended, -each.knock_on, -each.forced)))


def _who_meet(problem: Problem, plan: Plan) -> list[Person]:
    return [person for person in problem.people if person.id in plan.by_participant]
