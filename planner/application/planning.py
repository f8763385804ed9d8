"""The main use case: a problem and its rulebook become a checked plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from time import monotonic

from planner.application.contact_words import notes_of
from planner.application.reopening import Replanned, reopen
from planner.application.running import told_seldom
from planner.domain.errors import Disagreement, Fault, UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.staffing import ContactsByUnit, joined
from planner.domain.words import Phrase, same
from planner.engine.build import build_timetable, placements_of, plan_of
from planner.engine.check import Report, check
from planner.engine.compiled import compile_timetable
from planner.engine.effort import Effort, never
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.explain import why_unplaced
from planner.engine.progress import Listener, Progress, Solution
from planner.engine.rule import Rulebook, never_broken
from planner.engine.solve import solve
from planner.engine.staffing import Staffing, staff
from planner.engine.timetable import Placements, Timetable
from planner.engine.whynot import why_left_out

SECONDS_BETWEEN = 10.0
"""So long rests who keeps the best plan so far: rendering a large one takes a second or more."""

STAFFING, REOPENING = 0.3, 0.5
"""Parts of the budget: for choosing contacts at the most, and on top of it for choosing anew."""

OFF_THE_RASTER = Phrase(
    nb="{title} begynner ikke på et tidspunkt i dagen som problemfilen har, og kan ikke bli "
    "stående; flytt det, eller endre day.",
    nn="{title} byrjar ikkje på eit tidspunkt i dagen som problemfila har, og kan ikkje bli "
    "ståande; flytt det, eller endre day.",
)
NOT_ASKED = Phrase(
    nb="{who} er ikke blant dem problemfilen ber til {title}, og møtet kan derfor ikke bli "
    "stående som det er; ta {who} ut av møtet, eller be {who} i problemfilen.",
    nn="{who} er ikkje mellom dei problemfila bed til {title}, og møtet kan difor ikkje bli "
    "ståande som det er; ta {who} ut av møtet, eller be {who} i problemfila.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan, what the checker says of it, the solution it was made from, and who serves what."""

    plan: Plan
    report: Report
    solution: Solution
    staffing: Staffing

    @property
    def problem(self) -> Problem:
        """The problem with its contacts, those that were chosen included."""
        return self.staffing.staffed


def plan_semester(
    problem: Problem,
    rules: Rulebook,
    *,
    seconds: float,
    seed: int,
    workers: int,
    kept: Plan | None = None,
    proposed: ContactsByUnit | None = None,
    begin_at: Plan | None = None,
    listener: Listener | None = None,
    stop: Callable[[], bool] | None = None,
    on_the_way: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Plan a half-year; there is always a plan, with reasons for every meeting left out of it.

    Contacts that the problem does not name are chosen first, and chosen anew where a meeting has no
    place because of them.

    Parameters
    ----------
    seconds
        Budget of the engines; building and checking come on top, and so does choosing anew.
    kept
        A plan whose meetings stay where they are; only those it has not placed are placed.
    proposed
        Contacts that were chosen before; those of `kept` go before them.
    begin_at
        The best plan of an attempt that was broken off, to go on from: its contacts stay, and the
        answer is no dearer as long as that plan breaks nothing.
    listener, stop
        As for `solve`.
    on_the_way
        Given the best plan so far, checked like the last one: the first as soon as there is one,
        later ones with `SECONDS_BETWEEN`. It is called in a thread of its own.

    Raises
    ------
    UnreadableInput
        When a meeting of `kept` begins at no time of the problem's day, or has somebody who is not
        asked to it.
    Disagreement
        When the checker and the engine do not see the same plan.
    """
    started = monotonic()

    def left(part: float) -> float:
        return max(0.0, part * seconds - (monotonic() - started))

    if listener is not None:
        listener(Progress("staff", 0, len(problem.meetings), None, None, 0, left(1)))
    effort = Effort(partial(left, STAFFING), stop or never, seed, workers)
    known = proposed or {}
    for before in (begin_at, kept):
        known = joined(before.contacts, known) if before else known
    staffing = staff(problem, effort, proposed=known)
    timetable = build_timetable(staffing.staffed, rules)
    stay = _kept_placements(kept, staffing.staffed, timetable) if kept else {}
    found_before = placements_of(begin_at, staffing.staffed) if begin_at else {}
    work = _Work(rules, stay, seed, started)
    # Worked out once, when first asked for: they take a while, and no engine waits for them.
    notes = cache(lambda: tuple(notes_of(staffing)))
    searched = partial(
        solve, timetable, seconds=left(1), seed=seed, workers=workers, kept=stay, stop=stop
    )
    searched = partial(searched, begin_at=found_before)
    if on_the_way is None:
        solution = searched(listener=listener)
    else:
        so_far = partial(work.so_far, staffing, timetable, notes)
        with best_on_the_way(lambda best: on_the_way(so_far(best)), listener) as heard:
            solution = searched(listener=heard)
    found = Replanned(staffing, timetable, solution)
    effort = replace(effort, seconds_left=partial(left, 1 + REOPENING))
    found = reopen(found, rules, stay=stay, effort=effort)
    if found.reopened:
        return work.outcome(found, tuple(notes_of(found.staffing, found.reopened)))
    return work.outcome(found, notes())


@contextmanager
def best_on_the_way(
    keep: Callable[[Progress], None], listener: Listener | None = None
) -> Iterator[Listener]:
    """A listener that hands on the best placements so far, seldom and in a thread of its own.

    The first is handed on when the engines go on to improve it: what is done with it takes time
    from the Python that gets the search under way, but none from the search itself.

    Parameters
    ----------
    listener
        Told of everything at once, besides.
    """
    with told_seldom(keep, SECONDS_BETWEEN) as news:
        cheapest: int | None = None

        def hear(progress: Progress) -> None:
            nonlocal cheapest
            if listener is not None:
                listener(progress)
            if progress.stage == "construct" or progress.cost is None:
                return
            if cheapest is None or progress.cost < cheapest:
                cheapest = progress.cost
                news(progress)

        yield hear


@dataclass(frozen=True, slots=True)
class _Work:
    """What a solution is judged by."""

    rules: Rulebook
    stay: Placements
    seed: int
    started: float

    def so_far(
        self,
        staffing: Staffing,
        timetable: Timetable,
        notes: Callable[[], tuple[Phrase, ...]],
        progress: Progress,
    ) -> Outcome:
        """What the best so far comes to, with its own reasons for what it leaves out."""
        placements = progress.placements or {}
        unplaced = why_left_out(compile_timetable(timetable), placements)
        solution = Solution(placements, progress.bound, unplaced=unplaced)
        return self.outcome(Replanned(staffing, timetable, solution), notes(), finished=False)

    def outcome(
        self, found: Replanned, notes: tuple[Phrase, ...], *, finished: bool = True
    ) -> Outcome:
        """The plan of a solution, checked."""
        problem, solution = found.staffing.staffed, found.solution
        reasons = {
            meeting: tuple(phrase.text(problem.language) for phrase in phrases)
            for meeting, phrases in why_unplaced(problem, self.rules, solution).items()
        }
        plan = plan_of(solution.placements, problem, reasons)
        report = check(problem, plan, self.rules)
        inherited = evaluate(found.timetable, self.stay).broken
        agree(report, evaluate(found.timetable, solution.placements), self.rules, inherited)
        facts = {
            "bound": solution.bound,
            "seconds": round(monotonic() - self.started, 3),
            "seed": self.seed,
            "finished": finished and not solution.stopped,
            "notes": tuple(note.text(problem.language) for note in notes),
        }
        return Outcome(plan, report.model_copy(update=facts), solution, found.staffing)


def _kept_placements(kept: Plan, problem: Problem, timetable: Timetable) -> Placements:
    """Where the meetings of a plan stay."""
    placements = placements_of(kept, problem)
    faults: list[Fault] = []
    for number, meeting in enumerate(kept.meetings):
        path, title = ("meetings", number), problem.title(meeting.id)
        if meeting.id not in placements:
            faults.append(Fault(path, OFF_THE_RASTER.with_facts(title=title)))
            continue
        attendances = timetable.meetings[meeting.id].attendances.values()
        asked = {option for attendance in attendances for option in attendance.options}
        for stranger in sorted(placements[meeting.id].attending - asked):
            who = same(problem.resource_name(stranger))
            faults.append(Fault(path, NOT_ASKED.with_facts(title=title, who=who)))
    if faults:
        raise UnreadableInput(tuple(faults), problem.language)
    return placements


def agree(
    report: Report,
    evaluation: Evaluation,
    rules: Rulebook,
    inherited: Mapping[str, int] | None = None,
) -> None:
    """Refuse an answer that the checker and the evaluator see differently.

    Parameters
    ----------
    inherited
        What the meetings that had to stay break among themselves, by rule.

    Raises
    ------
    Disagreement
        A rule that no engine may break is broken more than it was, or seen differently, or the
        price of a rule differs.
    """
    never = never_broken(rules)
    found = Counter(finding.rule for finding in report.violations if finding.rule in never)
    allowed = Counter(inherited or {})
    broken = sorted(
        name
        for name in found.keys() | evaluation.broken.keys()
        if found[name] != evaluation.broken.get(name, 0) or found[name] > allowed[name]
    )
    names = sorted(report.cost.by_rule.keys() | evaluation.price.keys())
    differing = [
        f"{name}: {report.cost.by_rule.get(name, 0)} / {evaluation.price.get(name, 0)}"
        for name in names
        if report.cost.by_rule.get(name, 0) != evaluation.price.get(name, 0)
    ]
    if broken or differing:
        facts = [*(f"{name}: brutt / brote" for name in broken), *differing]
        raise Disagreement("; ".join(facts))
