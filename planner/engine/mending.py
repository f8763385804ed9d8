"""Mending a published placement: what may change, the smallest change, and the best of those."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from planner.domain.errors import Disagreement
from planner.engine.build import ROOM
from planner.engine.compiled import Compiled, compile_timetable
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.solve import solve
from planner.engine.timetable import Meeting, Placements, Quota, Timetable

MANY = 30
"""More new meetings than this are placed by the search, around those that are published."""

SEARCHING = 0.4
"""Part of the time that is left in which many new meetings are placed without moving others."""

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
    left_out
        Ids of the meetings that have no place and get none.
    opens
        Mask of the starts that meetings may be given instead of their own.
    times_stay, people_stay
        Whether all published meetings keep their start, or their people.
    """

    rule: str
    fixed: frozenset[str]
    left_out: frozenset[str]
    opens: int
    times_stay: bool = False
    people_stay: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended placement.

    Parameters
    ----------
    cost
        What it costs in the timetable of changes, old shortcomings that it lets be apart.
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
    asked = what_changes(changes, published, concerned)
    compiled = compile_timetable(asked)
    index = compiled.index
    stay = limits.fixed | limits.left_out
    movable = frozenset(number for name, number in index.items() if name not in stay)
    new = frozenset(each for each in movable if compiled.ids[each] not in published)
    later = new if len(new) > MANY else frozenset[int]()
    found = smallest_change(
        compile_timetable(_without(asked, {compiled.ids[each] for each in later})),
        published,
        movable=movable - later,
        forced={index[name] for name in concerned} & (movable - later),
        effort=effort,
    )
    placements = found.placements
    if later:
        placements = _with_new(placements, compiled, whole or changes, movable, effort)
    elif whole is not None and not effort.is_over:
        within = effort.part(IMPROVING)
        placements = refine(compile_timetable(whole), compiled, found, effort=within)
    # What is placed later may find a place for nothing, unless it has no start at all.
    bound = found.bound - sum(compiled.omission[each] for each in later if compiled.starts[each])
    cost = evaluate(asked, placements).total
    if cost < bound:
        raise Disagreement(f"changes that cost {cost}, where at least {bound} was proven")
    return Mended(placements, cost, max(0, bound))


def what_changes(
    timetable: Timetable, published: Placements, concerned: Collection[str]
) -> Timetable:
    """The timetable without prices that no change is to be made for.

    What was short before, and is nobody's concern, need be no less short. Whom a meeting lacks
    because there is nobody is no reason to have no meeting.
    """
    return replace(
        timetable,
        meetings={
            name: replace(
                meeting,
                attendances={
                    key: attendance
                    for key, attendance in meeting.attendances.items()
                    if attendance.options or attendance.required_by
                },
            )
            for name, meeting in timetable.meetings.items()
        },
        quotas=[
            replace(quota, least=min(quota.least, _present(quota, published)))
            if len(quota.meetings) > 1 and not set(concerned).intersection(quota.meetings)
            else quota
            for quota in timetable.quotas
        ],
    )


def _present(quota: Quota, placements: Placements) -> int:
    """How many of those that a quota counts are there."""
    placed = (placements[name] for name in quota.meetings if name in placements)
    return sum(len(each.attending.intersection(quota.resources)) for each in placed)


def _without(timetable: Timetable, later: Collection[str]) -> Timetable:
    """The timetable without what is counted over meetings that are placed later."""
    quotas = [each for each in timetable.quotas if not set(later).intersection(each.meetings)]
    return replace(timetable, quotas=quotas)


def _with_new(
    placements: Placements,
    changes: Compiled,
    whole: Timetable,
    movable: frozenset[int],
    effort: Effort,
) -> Placements:
    """Place the new meetings around all others, and move others only for those left out."""
    from planner.engine.exact_mend import mend as make_room  # noqa: PLC0415  as above

    search = effort.part(SEARCHING)
    solution = solve(
        whole,
        seconds=search.seconds_left(),
        seed=effort.seed,
        workers=effort.workers,
        kept=placements,
        stop=effort.stop,
    )
    if not solution.unplaced or effort.is_over:
        return solution.placements
    answer = make_room(
        changes, solution.placements, movable=movable, effort=effort, report=lambda _: None
    )
    return answer.placements


def limit(timetable: Timetable, published: Placements, limits: Limits) -> None:
    """Put limits on a timetable: starts are banned, and people are no longer asked.

    Where those who came to a published meeting may come no more, others are still asked.
    """
    everything = timetable.grid.everything
    for name, meeting in timetable.meetings.items():
        if name in limits.fixed:
            continue
        allowed = 0 if name in limits.left_out else limits.opens
        placement = published.get(name)
        if placement is not None:
            stays = 1 << placement.start
            allowed = stays if limits.times_stay else allowed | stays
        if placement is not None and limits.people_stay:
            _keep_people(meeting, placement.attending)
        timetable.forbid(name, everything & ~allowed, limits.rule, name)


def _keep_people(meeting: Meeting, attending: frozenset[str]) -> None:
    asked = {each for one in meeting.attendances.values() for each in one.options}
    for attendance in meeting.attendances.values():
        if attendance.key == ROOM:
            continue
        there = tuple(each for each in attendance.options if each in attending)
        optional = attendance.required_by is None and attending <= asked
        if len(there) >= attendance.count or optional:
            attendance.options = there
