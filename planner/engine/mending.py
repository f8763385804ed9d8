"""Mending a published placement: what may change, the smallest change, and the best of those."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from planner.engine.compiled import compile_timetable
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.solve import solve
from planner.engine.timetable import Placements, Timetable

MANY = 30
"""More new meetings than this are placed by the search, around those that are published."""

IMPROVING = 0.5
"""Part of the time that is left in which the best of the smallest changes is looked for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may not change.

    Parameters
    ----------
    rule
        The name of the rule in whose name starts are banned.
    fixed
        Ids of the published meetings that stay as they are, whatever they break.
    opens
        Mask of the starts that meetings may be given.
    times_stay, people_stay
        Whether all published meetings keep their start, or their people.
    """

    rule: str
    fixed: frozenset[str]
    opens: int
    times_stay: bool = False
    people_stay: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended placement.

    Parameters
    ----------
    cost
        What it costs in the timetable of changes.
    bound
        No placement within the limits costs less there.
    """

    placements: Placements
    cost: int
    bound: int


def mend(
    changes: Timetable,
    whole: Timetable | None,
    published: Placements,
    *,
    limits: Limits,
    concerned: Collection[str],
    effort: Effort,
) -> Mended:
    """Change a published placement as little as can be until it breaks nothing more than it must.

    Parameters
    ----------
    changes
        A timetable that prices what changes of `published`, broken requirements far above that,
        and nothing else. The limits are put on it.
    whole
        The same meetings with every rule, by which the best of the smallest changes is chosen;
        `None` to take any.
    concerned
        Ids of the meetings that something is wrong with.
    """
    from planner.engine.exact_smallest_change import (  # noqa: PLC0415  OR-Tools is slow to load
        refine,
        smallest_change,
    )

    for timetable in (changes, whole):
        if timetable is not None:
            limit(timetable, published, limits)
    compiled = compile_timetable(changes)
    index = compiled.index
    movable = frozenset(range(len(compiled.ids))) - {index[name] for name in limits.fixed}
    new = frozenset(each for each in movable if compiled.ids[each] not in published)
    later = new if len(new) > MANY else frozenset[int]()
    found = smallest_change(
        compiled,
        published,
        movable=movable - later,
        forced={index[name] for name in concerned} & (movable - later),
        effort=effort,
    )
    bound = found.bound - sum(compiled.omission[each] for each in later)
    mended = Mended(found.placements, found.cost, bound)
    if later:
        return _with_new(mended, changes, whole or changes, effort)
    if whole is not None and not effort.is_over:
        within = effort.part(IMPROVING)
        placements = refine(compile_timetable(whole), compiled, found, effort=within)
        mended = replace(mended, placements=placements)
    return mended


def _with_new(mended: Mended, changes: Timetable, whole: Timetable, effort: Effort) -> Mended:
    """Place the new meetings around all others, and move others only for those left out."""
    solution = solve(
        whole,
        seconds=effort.seconds_left(),
        seed=effort.seed,
        workers=effort.workers,
        kept=mended.placements,
        stop=effort.stop,
    )
    cost = evaluate(changes, solution.placements).total
    return replace(mended, placements=solution.placements, cost=cost)


def limit(timetable: Timetable, published: Placements, limits: Limits) -> None:
    """Put limits on a timetable: starts are banned, and people are no longer asked."""
    everything = timetable.grid.everything
    for name, meeting in timetable.meetings.items():
        if name in limits.fixed:
            continue
        placement = published.get(name)
        allowed = limits.opens
        if placement is not None:
            allowed = 1 << placement.start if limits.times_stay else allowed
            if limits.people_stay:
                for attendance in meeting.attendances.values():
                    there = tuple(
                        each for each in attendance.options if each in placement.attending
                    )
                    if len(there) >= attendance.count or attendance.required_by is None:
                        attendance.options = there
        timetable.forbid(name, everything & ~allowed, limits.rule, name)
