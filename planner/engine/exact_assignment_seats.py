"""CP-SAT on who has which share of an assignment, and from where they travel.

Agents whom nobody could tell apart are a crew and are counted, not named. Each takes a seat: a
share of the work and, as far as travel goes, a place to set out from; those without a home from any
place where there is a task. That is a capacitated p-median problem (ReVelle and Swain, "Central
facilities location", 1970) over configurations of tasks, and its relaxation is next to exact.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ortools.sat.python import cp_model

from planner.engine.assignment import Agent, Assigned, Assignment, Goal, Task, doers
from planner.engine.assignment_dealing import Hand, Origin, Seat, Stand, crews_of, deal
from planner.engine.assignment_measure import by_agent, least_changed, measure, middle
from planner.engine.assignment_shares import Frame, Share, shares_of, sizes_of

MOST_VARIABLES = 25_000
"""A larger model is not made: it would take longer than it could save."""

Variable = cp_model.IntVar
Expression = cp_model.LinearExprT


class Seats:
    """The model of who sits where.

    Parameters
    ----------
    travel
        Whether travel is minimised; else spread.
    frame
        Where loads must be; `None` when nothing is asked of their spread.
    limits
        What goals that come before may not go above.
    """

    def __init__(
        self,
        assignment: Assignment,
        *,
        travel: bool,
        frame: Frame | None,
        limits: Mapping[Goal, int],
    ) -> None:
        self.assignment = assignment
        self.travel = travel
        self.frame = frame
        self.going_on = limits.get("continuity") == least_changed(assignment)
        """Whether everybody goes on with what they did last, wherever they may."""
        self.model = cp_model.CpModel()
        kinds: defaultdict[object, list[Task]] = defaultdict(list)
        for task in assignment.tasks:
            kinds[task.id if travel else assignment.kind(task)].append(task)
        self.kinds = list(kinds.values())
        open_to = ((tasks[0], self._doers(tasks[0])) for tasks in self.kinds)
        self.crews = crews_of(assignment, open_to, by_home=travel)
        self.crew_of = {each.id: crew for crew, those in enumerate(self.crews) for each in those}
        self.ranks = self._ranks()
        self.sizes = sizes_of(assignment)
        self.shares, self.counted = self._shares()
        self.useful = self._size() <= MOST_VARIABLES and (self.counted or travel)
        if not self.useful:  # Too large, or nothing would be learnt: there is no model.
            return
        self.taken = self._seats()
        """How many take each seat."""
        self.at: defaultdict[Stand, list[Seat]] = defaultdict(list)
        for seat in self.taken:
            self.at[self.crew_of[self.ranks[seat.rank][0].id], seat.origin].append(seat)
        self.done = [self._doing(tasks) for tasks in self.kinds]
        """By kind: how many of it are done by each crew from each origin."""
        self._fill_shares()
        self._keep_apart()
        self._limit(limits)
        self.model.minimize(self._travel() if travel else self._spread())

    def _ranks(self) -> list[list[Agent]]:
        """Crews split by how much their agents can do."""
        ranks: defaultdict[object, list[Agent]] = defaultdict(list)
        for agent in self.assignment.agents.values():
            limit = self.assignment.limit_minutes[agent.id]
            able = (agent.full_minutes, limit, agent.base_minutes)
            ranks[self.crew_of[agent.id], able].append(agent)
        return list(ranks.values())

    def _shares(self) -> tuple[list[tuple[Share, ...]], bool]:
        """What each rank's agents can have, and whether it is counted by size."""
        counted: list[tuple[Share, ...]] = []
        for agents in self.ranks if self.frame is not None else ():
            shares = shares_of(self.assignment, agents[0], self.frame, counted=True)
            if shares is None:
                break
            counted.append(shares)
        if len(counted) == len(self.ranks):
            return counted, True
        ranges = (
            shares_of(self.assignment, agents[0], self.frame, counted=False)
            for agents in self.ranks
        )
        return [shares for shares in ranges if shares is not None], False

    def _doers(self, task: Task) -> Iterable[str]:
        if self.going_on and task.fixed is None and task.last in task.agents:
            return (task.last,) if task.last is not None else ()
        return doers(task)

    def _origins(self, rank: int) -> tuple[Origin, ...]:
        places = dict.fromkeys(task.place for task in self.assignment.tasks if task.place)
        home = self.ranks[rank][0].home
        if not self.travel or home:
            return (home if self.travel else None,)
        return (*places,) or (None,)

    def _size(self) -> int:
        """How many variables there would be."""
        origins = {
            self.crew_of[those[0].id]: len(self._origins(rank))
            for rank, those in enumerate(self.ranks)
        }
        seats = sum(
            len(shares) * len(self._origins(rank)) for rank, shares in enumerate(self.shares)
        )
        return seats + sum(
            origins[crew]
            for tasks in self.kinds
            for crew in {self.crew_of[name] for name in self._doers(tasks[0])}
        )

    def _seats(self) -> dict[Seat, Variable]:
        taken: dict[Seat, Variable] = {}
        for rank, agents in enumerate(self.ranks):
            origins = self._origins(rank)
            seats = [
                Seat(rank, origin, share)
                for share in self.shares[rank]
                for origin in (origins if share.high_minutes or 0 in self.sizes else origins[:1])
            ]
            mine = {seat: self.model.new_int_var(0, len(agents), "") for seat in seats}
            self.model.add(sum(mine.values()) == len(agents))
            taken |= mine
        return taken

    def _doing(self, tasks: list[Task]) -> dict[Stand, Variable]:
        crews = {self.crew_of[name] for name in self._doers(tasks[0])}
        done: dict[Stand, Variable] = {}
        for stand, seats in self.at.items():
            if stand[0] in crews:
                done[stand] = self.model.new_int_var(0, len(tasks), "")
                there = sum(self.taken[seat] for seat in seats)
                self.model.add(done[stand] <= len(tasks) * there)
        if tasks[0].fixed is not None:
            self.model.add(sum(done.values()) == len(tasks))
        else:
            self.model.add(sum(done.values()) <= len(tasks))
        return done

    def _fill_shares(self) -> None:
        """Let whoever sits somewhere do as much as their shares say."""
        for stand, seats in self.at.items():
            here = [
                (tasks[0].minutes, done[stand])
                for tasks, done in zip(self.kinds, self.done, strict=True)
                if stand in done
            ]
            if self.counted:
                for number, size in enumerate(self.sizes):
                    share = sum(
                        s.share.counts[number] * self.taken[s] for s in seats if s.share.counts
                    )
                    self.model.add(sum(count for each, count in here if each == size) == share)
            else:
                load = sum(minutes * count for minutes, count in here)
                self.model.add(load >= sum(s.share.low_minutes * self.taken[s] for s in seats))
                self.model.add(load <= sum(s.share.high_minutes * self.taken[s] for s in seats))

    def _keep_apart(self) -> None:
        number = {task.id: kind for kind, tasks in enumerate(self.kinds) for task in tasks}
        for task, rivals in sorted(self.assignment.rivals.items()):
            for rival in sorted(rivals):
                one, other = self.done[number[task]], self.done[number[rival]]
                for stand in one.keys() & other.keys() if task < rival else ():
                    there = sum(self.taken[seat] for seat in self.at[stand])
                    self.model.add(one[stand] + other[stand] <= there)

    def _limit(self, limits: Mapping[Goal, int]) -> None:
        for goal in ("coverage", "continuity"):
            if goal in limits:
                price = sum(
                    self._gain(goal, tasks[0], stand[0]) * count
                    for tasks, done in zip(self.kinds, self.done, strict=True)
                    for stand, count in done.items()
                )
                self.model.add(measure(self.assignment, {}, goal) + price <= limits[goal])

    def _gain(self, goal: Goal, task: Task, crew: int) -> int:
        """What a task adds when a crew does it, against its being left undone."""
        name = self.crews[crew][0].id
        if goal == "coverage":
            return task.agents.get(name, 0) - task.worth
        return -int(task.last == name)

    def _travel(self) -> Expression:
        """Travel from the places that are set out from; loads within one window of spread."""
        if self.frame is not None and self.counted:
            self._choose_window(self.frame)
        return sum(
            tasks[0].visits * self.assignment.journey(origin, tasks[0].place) * count
            for tasks, done in zip(self.kinds, self.done, strict=True)
            for (_crew, origin), count in done.items()
        )

    def _choose_window(self, frame: Frame) -> None:
        lows = {
            seat.share.least
            for seat in self.taken
            if self._expecting(seat) and frame.least_low <= seat.share.least <= frame.least_high
        }
        windows = {low: self.model.new_bool_var("") for low in sorted(lows or {0})}
        self.model.add(sum(windows.values()) == 1)
        alike: defaultdict[tuple[int, Share], list[Seat]] = defaultdict(list)
        for seat in self.taken:
            alike[seat.rank, seat.share].append(seat)
        for (rank, share), seats in alike.items():
            fitting = [
                chosen
                for low, chosen in windows.items()
                if share.most <= low + frame.spread
                and (share.least >= low or not self._expecting(seats[0]))
            ]
            taken = sum(self.taken[seat] for seat in seats)
            self.model.add(taken <= len(self.ranks[rank]) * sum(fitting))

    def _spread(self) -> Expression:
        """From the least load per full position to the most."""
        assert self.frame is not None
        most = self.model.new_int_var(0, max(0, self.frame.most), "")
        least = self.model.new_int_var(0, self.frame.least_high, "")
        self.model.add(most - least <= self.frame.spread)
        if not any(map(self._expecting, self.taken)):
            self.model.add(least == 0)
        for seat, count in self.taken.items():
            used = self.model.new_bool_var("")
            self.model.add(count <= len(self.ranks[seat.rank]) * used)
            self.model.add(most >= seat.share.most).only_enforce_if(used)
            if self._expecting(seat):
                self.model.add(least <= seat.share.least).only_enforce_if(used)
        return most - least

    def _expecting(self, seat: Seat) -> bool:
        return self.ranks[seat.rank][0].id in self.assignment.expecting

    def hint(self, assigned: Assigned) -> None:
        """Begin with a known assignment."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        rank_of = {each.id: rank for rank, those in enumerate(self.ranks) for each in those}
        done: Counter[tuple[int, Stand]] = Counter()
        taken: Counter[Seat] = Counter()
        kind_of = {task.id: kind for kind, tasks in enumerate(self.kinds) for task in tasks}
        for agent, tasks in by_agent(self.assignment, assigned):
            origin = middle(self.assignment, agent, tasks) if self.travel else None
            sizes = Counter(task.minutes for task in tasks)
            counts = tuple(sizes[size] for size in self.sizes)
            rank = rank_of[agent.id]
            share = next((s for s in self.shares[rank] if s.counts in (counts, None)), None)
            if share is not None:
                taken[Seat(rank, origin, share)] += 1
            for task in tasks:
                done[kind_of[task.id], (self.crew_of[agent.id], origin)] += 1
        for seat, variable in self.taken.items():
            self.model.add_hint(variable, taken[seat])
        for kind, each in enumerate(self.done):
            for stand, variable in each.items():
                self.model.add_hint(variable, done[kind, stand])

    def assigned(self, solver: cp_model.CpSolver) -> dict[str, str]:
        """The assignment of a solution: seats and tasks dealt out among those who are alike."""
        left = [list(agents) for agents in self.ranks]
        hands: defaultdict[Stand, list[Hand]] = defaultdict(list)
        for stand, seats in self.at.items():
            for seat in seats:
                for _ in range(solver.value(self.taken[seat])):
                    hands[stand].append(Hand(left[seat.rank].pop(0).id, self.sizes, seat.share))
        among: list[tuple[Task, list[Hand]]] = []
        for tasks, done in zip(self.kinds, self.done, strict=True):
            stands = [stand for stand, count in done.items() for _ in range(solver.value(count))]
            among += [(task, hands[each]) for task, each in zip(tasks, stands, strict=False)]
        return deal(self.assignment, among)
