"""Why a meeting has no place: the smallest set of reasons that together leave no start."""

from __future__ import annotations

from planner.domain.problem import Problem
from planner.domain.words import Phrase, counted, listed, same
from planner.engine.progress import Solution
from planner.engine.rule import Rulebook
from planner.engine.timetable import Reason, Timetable


def why_left_out(timetable: Timetable, meeting: str) -> tuple[Reason, ...]:
    """Reasons whose bans leave a meeting no start, none of them to spare; empty when starts remain.

    Bans and the closures of those who must be there are counted, other meetings are not.
    """
    one = timetable.meetings[meeting]
    bans = dict(one.bans)
    for attendance in one.attendances.values():
        if attendance.required_by and len(attendance.options) == attendance.count:
            for resource in attendance.options:
                for reason, closed in timetable.resources[resource].closed.items():
                    touching = timetable.grid.starts_touching(closed, one.slots)
                    bans[reason] = bans.get(reason, 0) | touching

    def leaves_none(reasons: list[Reason]) -> bool:
        banned = 0
        for reason in reasons:
            banned |= bans[reason]
        return not one.starts & ~banned

    needed = sorted(
        bans, key=lambda reason: (bans[reason].bit_count(), reason.rule, reason.subject)
    )
    if not leaves_none(needed):
        return ()
    for reason in list(needed):
        without = [each for each in needed if each != reason]
        if leaves_none(without):
            needed = without
    return tuple(needed)


def why_unplaced(
    problem: Problem, rules: Rulebook, solution: Solution
) -> dict[str, tuple[Phrase, ...]]:
    """A sentence for each meeting that got no place."""
    return {
        meeting: (_sentence(problem, rules, meeting, reasons),)
        for meeting, reasons in solution.unplaced.items()
    }


def _sentence(
    problem: Problem, rules: Rulebook, meeting: str, reasons: tuple[Reason, ...]
) -> Phrase:
    title = problem.title(meeting)
    if not reasons:
        return _crowded(problem, meeting, title)
    bans = {rule.name(): rule.ban or rule.title for rule in rules}
    said = [bans[reason.rule].with_facts(subject=_name(problem, reason)) for reason in reasons]
    return Phrase(
        nb="{title} har ingen mulig tid, fordi {reasons}.",
        nn="{title} har inga mogleg tid, fordi {reasons}.",
    ).with_facts(title=title, reasons=listed(said))


def _crowded(problem: Problem, meeting: str, title: Phrase) -> Phrase:
    """The sentence when times remain, but other meetings take them."""
    needs = problem.meetings[meeting].needs
    people = [same(problem.resource_name(need.candidates[0])) for need in needs[:3]]
    others = counted(len(needs) - 3, Phrase(nb="annen", nn="annan"), Phrase(nb="andre", nn="andre"))
    if not people:
        return Phrase(
            nb="{title} fikk ikke plass: de ledige tidene er opptatt av andre møter.",
            nn="{title} fekk ikkje plass: dei ledige tidene er opptekne av andre møte.",
        ).with_facts(title=title)
    who = listed([*people, others] if len(needs) > 3 else people)
    return Phrase(
        nb="{title} fikk ikke plass: de ledige tidene er opptatt av andre møter for {who}.",
        nn="{title} fekk ikkje plass: dei ledige tidene er opptekne av andre møte for {who}.",
    ).with_facts(title=title, who=who)


def _name(problem: Problem, reason: Reason) -> Phrase:
    if reason.subject in problem.availability:
        return same(problem.resource_name(reason.subject))
    if reason.subject in problem.meetings:
        return problem.title(reason.subject)
    return Phrase(nb="kommunen", nn="kommunen")
