"""From a timetable to the best placement that a budget allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from planner.engine.answer import Answer, Engine, Report
from planner.engine.clock import Clock
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.effort import Effort, never
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.preparation import Preparation
from planner.engine.progress import Listener, Progress, Solution, Stage
from planner.engine.resuming import still_standing
from planner.engine.timetable import Placements, Timetable
from planner.engine.whynot import why_left_out

PROVABLE = 100
"""Up to so many movable meetings the whole is solved at once after the search, for a proof."""

SEARCH_SECONDS_A_MEETING = 0.016
"""What the search gets of a problem that can be proven; more finds nothing better."""

SMALL_SEARCH_ROUNDS = 8

PATIENCE_SECONDS = 1.0
"""How long machine code that is kept on disk may take to load before other engines begin."""

MENDING, BOUNDING, PROVING = 0.2, 0.3, 0.5
"""Parts of the budget kept for placing what was left out, at most for a bound, and for a proof."""

BOUND_SECONDS, BOUND_SECONDS_A_MEETING = 0.5, 0.003
"""About what a bound takes."""


def solve(
    timetable: Timetable,
    *,
    seconds: float,
    seed: int = 1,
    workers: int = 1,
    steps: int | None = None,
    kept: Placements | None = None,
    begin_at: Placements | None = None,
    listener: Listener | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Place the meetings of a timetable as cheaply as the budget allows.

    Parameters
    ----------
    kept
        Meetings that stay just where they are, whatever that breaks; the others are placed around
        them, and the bound is on those alone.
    begin_at
        A placement that was found before, to go on from as far as it breaks nothing. When it breaks
        nothing at all, the answer is no dearer.
    seconds
        Wall-clock budget, at least 0; a first placement is made whatever it is.
    seed
        Decides every random choice.
    workers
        Threads.
    steps
        Rounds of improvement, or as much work on a proof; `None` for what the time allows. With
        steps, and time enough for them, the same timetable, seed, workers and steps give the same
        placements (law L7).
    listener
        Told of every change of stage and every improvement.
    stop
        Asked often; when it says yes the best so far is handed out at once.
    """
    course = _Course(
        timetable,
        Clock(seconds),
        seed=seed,
        workers=workers,
        steps=steps,
        kept=kept or {},
        begin_at=begin_at or {},
        listener=listener,
        stop=stop,
    )
    return course.run()


class _Course:
    """One solve: the engines in their order, each beginning where the one before ended."""

    def __init__(
        self,
        timetable: Timetable,
        clock: Clock,
        *,
        seed: int,
        workers: int,
        steps: int | None,
        kept: Placements,
        begin_at: Placements,
        listener: Listener | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.workers = workers
        self.steps = steps
        self.kept = kept
        self.begin_at = begin_at
        self.listener = listener
        self.stop = stop or never
        self.compiled = compile_timetable(timetable)
        self.movable = frozenset(
            meeting for meeting, name in enumerate(self.compiled.ids) if name not in kept
        )
        self.small = len(self.movable) <= PROVABLE
        self.best = Answer({}, 0)

    def run(self) -> Solution:
        """Construct, search, mend, and prove as much as can be proven."""
        self._tell("construct", None)
        self.best = self._first()
        self._tell("construct", self.best)
        proven: dict[str, frozenset[str]] = {}
        if self.movable and self._goes_on():
            self._improve(Preparation())
            self._mend()
            if self.small:
                self._bound()
                self._prove()
            # Last of what may change the placement: which meeting is left out may change with it.
            proven = self._crowds()
            if not self.small:
                self._bound()
        return Solution(
            placements=self.best.placements,
            bound=self.best.bound,
            stopped=self.stop(),
            unplaced={
                name: replace(why, crowd=proven.get(name, frozenset()))
                for name, why in why_left_out(self.compiled, self.best.placements).items()
            },
        )

    def _first(self) -> Answer:
        """A first placement: of our own, or one that goes on from what was found before."""
        first = self._constructed(self.kept)
        if not self.begin_at:
            return Answer(first, self._evaluated(first).total)
        # As it was, and with a place for what had none, which may cost more than it is worth.
        standing = still_standing(self.compiled, self.kept, self.begin_at)
        found = [(each, self._evaluated(each)) for each in (self._constructed(standing), standing)]
        allowed = self._evaluated(first)
        sound = [each for each in found if not Counter(each[1].broken) - Counter(allowed.broken)]
        placements, judged = min([*sound, (first, allowed)], key=lambda each: each[1].total)
        return Answer(placements, judged.total)

    def _constructed(self, kept: Placements) -> Placements:
        return construct(self.compiled, kept).placements()

    def _evaluated(self, placements: Placements) -> Evaluation:
        return evaluate(self.compiled.timetable, placements)

    def _goes_on(self) -> bool:
        """Whether there is time, and anything left to find out."""
        return self.clock.left() > 0 and not self.stop() and self.best.bound != self.best.cost

    def _left_out(self) -> list[str]:
        return [name for name in self.compiled.ids if name not in self.best.placements]

    def _improve(self, preparation: Preparation) -> None:
        """Search; while the search is being compiled, let CP-SAT improve what there is."""
        if self.steps is not None:
            preparation.wait(None)
        elif not preparation.wait(min(PATIENCE_SECONDS, self.clock.left())):
            self._improve_until(preparation)
        if not preparation.wait(0) or not self._goes_on():
            return
        from planner.engine.search import search  # noqa: PLC0415  Numba is slow to load

        begun = self.clock.used
        most = SEARCH_SECONDS_A_MEETING * len(self.movable) if self.small else self.clock.seconds
        rounds = SMALL_SEARCH_ROUNDS if self.steps is not None and self.small else self.steps
        effort = self._effort(
            lambda: min(self._before_proofs(), begun + most - self.clock.used), rounds=rounds
        )
        self._run("search", search, effort)

    def _improve_until(self, preparation: Preparation) -> None:
        from planner.engine.exact import improve  # noqa: PLC0415  OR-Tools is slow to load

        effort = self._effort(self._before_proofs)
        effort = replace(effort, stop=lambda: self.stop() or preparation.wait(0))
        self._run("prepare", improve, effort)

    def _before_proofs(self) -> float:
        """Seconds left, those apart that are kept for what comes after the search."""
        proofs = PROVING * self.clock.seconds if self.small else self._for_bounding()
        return max(0.0, self.clock.left() - proofs - self._for_mending())

    def _for_bounding(self) -> float:
        takes = BOUND_SECONDS + BOUND_SECONDS_A_MEETING * len(self.movable)
        return min(takes, BOUNDING * self.clock.seconds)

    def _for_mending(self) -> float:
        return MENDING * self.clock.seconds if self._left_out() else 0.0

    def _mend(self) -> None:
        if not self._left_out() or not self._goes_on():
            return
        from planner.engine.exact_mend import mend  # noqa: PLC0415  OR-Tools is slow to load

        until = self.clock.left() - self._for_mending() / 2
        self._run("improve", mend, self._effort(lambda: self.clock.left() - until))

    def _crowds(self) -> dict[str, frozenset[str]]:
        """Meetings of which it is proven that no placement holds more than the best does."""
        if not self._left_out() or self.clock.left() <= 0 or self.stop():
            return {}
        from planner.engine.exact_mend import crowds  # noqa: PLC0415  as above

        self._tell("prove", self.best)
        kept_back = 0.0 if self.small else self._for_bounding()
        return crowds(
            self.compiled,
            self.best.placements,
            movable=self.movable,
            effort=self._effort(lambda: self.clock.left() - kept_back),
        )

    def _bound(self) -> None:
        if not self._goes_on():
            return
        from planner.engine.exact_bound import lower_bound  # noqa: PLC0415  as above

        self._tell("prove", self.best)
        effort = self._effort(self.clock.left)
        bound = lower_bound(self.compiled, kept=self.kept, effort=effort)
        self._adopt(replace(self.best, bound=bound))

    def _prove(self) -> None:
        if not self._goes_on():
            return
        from planner.engine.exact import prove  # noqa: PLC0415  as above

        effort = self._effort(
            lambda: self.clock.left() - self._for_mending() / 2, rounds=self.steps
        )
        self._run("prove", prove, effort)

    # --- taking over and telling ------------------------------------------------------------

    def _effort(self, seconds_left: Callable[[], float], *, rounds: int | None = None) -> Effort:
        return Effort(seconds_left, self.stop, self.seed, self.workers, rounds)

    def _run(self, stage: Stage, engine: Engine, effort: Effort) -> None:
        """Let an engine go on from the best placement."""
        self._tell(stage, self.best)
        answer = engine(
            self.compiled,
            self.best.placements,
            movable=self.movable,
            effort=effort,
            report=self._reporter(stage),
        )
        self._adopt(answer)

    def _adopt(self, answer: Answer) -> None:
        """Take over a placement that is cheaper, and a bound that says more."""
        bounds = [each for each in (self.best.bound, answer.bound) if each is not None]
        better = min(self.best, answer, key=lambda each: each.cost)
        bound = min(max(bounds), better.cost) if bounds else None
        self.best = replace(better, bound=bound)

    def _reporter(self, stage: Stage) -> Report:
        def report(answer: Answer) -> None:
            self._adopt(answer)
            self._tell(stage, self.best)

        return report

    def _tell(self, stage: Stage, answer: Answer | None) -> None:
        if self.listener is None:
            return
        self.listener(
            Progress(
                stage,
                len(answer.placements) if answer else 0,
                len(self.compiled.ids),
                answer.cost if answer else None,
                answer.bound if answer else None,
                self.clock.used,
                self.clock.left(),
                answer.placements if answer else None,
            )
        )
