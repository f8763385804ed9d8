"""The compiled search: annealing on every core, in cycles that grow, for as long as there is time.

A cycle cools from hot to cold; each is twice as long as the one before and begins a little hotter,
and every thread begins it from the best placement that any has met. So there is a good placement
after a second, and a long budget is not spent on a schedule for a short one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from planner.domain.errors import Disagreement
from planner.domain.grid import TimeGrid
from planner.engine import search_layout as at
from planner.engine.answer import Answer, Report
from planner.engine.compiled import Compiled, compile_timetable
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.search_anneal import KINDS, anneal, go_to, sample_prices
from planner.engine.search_setup import Board, board_of
from planner.engine.timetable import Meeting, Placements, Timetable

WEIGHTS = (40, 40, 20, 60, 30, 30, 10, 2, 1, 1)
"""How often each kind of move is made, in the order of `search_anneal`; see docs/search.md."""

HOT, COLD = 0.3, 0.04
"""Temperatures at which the first cycle begins and ends, as parts of what a usual move costs."""

HOTTER = 0.15
"""By what part of HOT each cycle begins hotter than the one before: it has time to cool."""

SPREAD = 2.0
"""How much hotter the hottest thread is than the coolest."""

SAMPLES = 5_000

FIRST_CYCLE_SECONDS = 0.5
CHUNK_SECONDS = 0.05
"""How long compiled code runs before it looks whether to stop."""

REPORT_SECONDS = 0.2

STEPS_A_ROUND = 20_000
"""Moves of one thread that count as one round of improvement."""

FIRST_CYCLE_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class _Cycle:
    """A stretch of the search: some rounds, or some seconds when `rounds` is `None`."""

    rounds: int | None
    seconds: float
    hot: float
    cold: float

    def temperature(self, part: float) -> float:
        """The temperature after a part of the cycle."""
        return float(self.hot * (self.cold / self.hot) ** part)


@dataclass(frozen=True, slots=True)
class _Found:
    """A placement as a board writes it down: starts by meeting, and which parts are taken."""

    cost: int
    starts: NDArray[np.int32]
    taken: NDArray[np.int32]


class _Searcher:
    """One thread's board, and the best placement it has met."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.weights = np.array(list(accumulate(WEIGHTS)), dtype=np.int64)
        self.counts = np.zeros((KINDS, 3), dtype=np.int64)
        self.seconds_a_step = 1e-6
        self.best = _Found(int(board.sums[at.COST]), *self._blank())

    def _blank(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        starts = np.full(len(self.board.meetings), at.NONE, dtype=np.int32)
        return starts, np.zeros(len(self.board.parts), dtype=np.int32)

    def begin_at(self, occupancy: Occupancy) -> None:
        """Go on from a placement."""
        starts, taken = self._blank()
        for meeting, start in occupancy.start.items():
            starts[meeting] = start
        for number, (meeting, resource) in enumerate(self.board.parts):
            taken[number] = resource in occupancy.attending.get(meeting, ())
        self.go_on_from(_Found(0, starts, taken))

    def go_on_from(self, found: _Found) -> None:
        """Go on from the best that any searcher has met."""
        go_to(self.board.cells, self.board.sums, found.starts, found.taken)
        self.best = replace(found, cost=int(self.board.sums[at.COST]))

    def usual_price(self) -> float:
        """What a move costs that makes it dearer, half of them more and half of them less."""
        prices = np.zeros(SAMPLES, dtype=np.int64)
        found = sample_prices(self.board.cells, self.board.sums, prices)
        return float(np.median(prices[:found])) if found else 1.0

    def take_steps(self, steps: int, hot: float, cold: float) -> None:
        """Anneal."""
        starts, taken = self._blank()
        cells, sums = self.board.cells, self.board.sums
        cost = anneal(cells, sums, starts, taken, self.weights, self.counts, steps, hot, cold)
        if cost < self.best.cost:
            self.best = _Found(int(cost), starts, taken)

    def run(self, cycle: _Cycle, stop: Callable[[], bool]) -> None:
        """Anneal through a cycle, looking now and then whether to stop."""
        begun = monotonic()
        part, rounds = 0.0, 0
        while part < 1 and not stop():
            now = monotonic()
            if cycle.rounds is None:
                steps = int(CHUNK_SECONDS / self.seconds_a_step) + 1
                until = min(1.0, (now - begun + CHUNK_SECONDS) / cycle.seconds)
            else:
                steps = STEPS_A_ROUND
                rounds += 1
                until = rounds / cycle.rounds
            self.take_steps(steps, cycle.temperature(part), cycle.temperature(until))
            self.seconds_a_step = (monotonic() - now) / steps
            part = until

    def answer(self, compiled: Compiled, constant: int) -> Answer:
        """The best placement it has met."""
        best = self.best
        attending: dict[int, set[int]] = {}
        for number, (meeting, resource) in enumerate(self.board.parts):
            if best.taken[number]:
                attending.setdefault(meeting, set()).add(resource)
        occupancy = Occupancy(compiled)
        for meeting, start in enumerate(best.starts.tolist()):
            if start != at.NONE:
                occupancy.put(meeting, start, frozenset(attending.get(meeting, ())))
        return Answer(occupancy.placements(), best.cost + constant)


def prepare() -> None:
    """Have the machine code ready: half a second, or some twenty when none is kept on disk."""
    timetable = Timetable(TimeGrid((date(2027, 1, 4),), 0, 1, 60))
    timetable.meetings["meeting"] = Meeting("meeting", 1, None, 1)
    compiled = compile_timetable(timetable)
    searcher = _Searcher(board_of(compiled, frozenset((0,)), 1))
    searcher.begin_at(Occupancy(compiled))
    searcher.take_steps(1, searcher.usual_price(), 1.0)


def search(
    compiled: Compiled,
    placements: Placements,
    *,
    movable: frozenset[int],
    effort: Effort,
    report: Report,
) -> Answer:
    """Improve placements until the rounds or the seconds are used, or stop is asked for.

    Parameters
    ----------
    movable
        The meetings that may be placed elsewhere, one at the least; all others stay.
    effort
        Its workers are threads, each with a board and random numbers of its own; its rounds are
        stretches of `STEPS_A_ROUND` moves for each thread.
    report
        Told of improvements, at most every `REPORT_SECONDS`.

    Raises
    ------
    Disagreement
        The search and the reference evaluator price the best placement differently.
    """
    seed, workers = effort.seed, effort.workers
    board = board_of(compiled, movable, seed * workers)
    boards = [board, *(board.copy(seed * workers + each) for each in range(1, workers))]
    searchers = [_Searcher(each) for each in boards]
    first = occupancy_of(compiled, placements)
    for searcher in searchers:
        searcher.begin_at(first)
    # What meetings that stay break and cost among themselves is the same in every placement.
    constant = evaluate(compiled.timetable, placements).total - searchers[0].best.cost
    usual = searchers[0].usual_price()
    with ThreadPoolExecutor(workers) as pool:
        for cycle in _cycles(effort):
            if effort.stop():
                break
            runs = [
                pool.submit(searcher.run, _heated(cycle, usual * heat), effort.stop)
                for searcher, heat in zip(searchers, _heats(workers), strict=True)
            ]
            for best in _improvements(runs, searchers):
                report(best.answer(compiled, constant))
            best = min(searchers, key=lambda searcher: searcher.best.cost)
            for searcher in searchers:
                searcher.go_on_from(best.best)
    answer = searchers[0].answer(compiled, constant)
    if evaluate(compiled.timetable, answer.placements).total != answer.cost:
        raise Disagreement("the search prices its placement otherwise than the evaluator")
    return answer


def _cycles(effort: Effort) -> Iterator[_Cycle]:
    """Cycles that grow, the last as long as what is left."""
    rounds = effort.rounds
    length, seconds, hot = FIRST_CYCLE_ROUNDS, FIRST_CYCLE_SECONDS, HOT
    while (left := effort.seconds_left()) > 0 and (rounds is None or rounds > 0):
        if rounds is not None:
            length = rounds if rounds < 3 * length else length
            rounds -= length
        seconds = left if left < 3 * seconds else seconds
        yield _Cycle(None if rounds is None else length, seconds, hot, COLD)
        length, seconds, hot = 2 * length, 2 * seconds, hot + HOTTER * HOT


def _heats(workers: int) -> list[float]:
    """How hot each thread is, evenly about 1 by their ratios."""
    if workers == 1:
        return [1.0]
    return [float(SPREAD ** (number / (workers - 1) - 0.5)) for number in range(workers)]


def _heated(cycle: _Cycle, by: float) -> _Cycle:
    return replace(cycle, hot=cycle.hot * by, cold=cycle.cold * by)


def _improvements(runs: list[Future[None]], searchers: list[_Searcher]) -> Iterator[_Searcher]:
    """The best searcher each time that it has met something better, until all runs have ended."""
    told = min(searcher.best.cost for searcher in searchers)
    waiting = set(runs)
    while waiting:
        _, waiting = wait(waiting, timeout=REPORT_SECONDS)
        best = min(searchers, key=lambda searcher: searcher.best.cost)
        if best.best.cost < told:
            told = best.best.cost
            yield best
    for run in runs:
        run.result()
