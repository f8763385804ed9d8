"""Everybody is away in turn: who is asked about, from when, and what is made of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import pytest

from constraints import RULES
from planner.application.absence_weeks import starts_of
from planner.application.alternatives import Policy
from planner.application.baseline import baseline_of
from planner.application.contingency import Consequence, Contingency
from planner.application.fan_out import in_processes
from planner.application.resilience import resilience
from planner.domain.errors import UnreadableInput
from tests.comparisons import STARTS, TODAY, two_schools
from tests.contingencies import BEFORE, FEBRUARY, JANUARY, UNMENDED, found, lillevik
from tests.instances import plan

MARCH = date(2027, 3, 1)


def test_everybody_who_has_a_meeting_is_asked_about_once_for_each_start() -> None:
    seen: list[Contingency] = []
    of = lillevik()

    def fan_out(
        _job: object, tasks: Sequence[Any], /, *, stop: Callable[[], bool]
    ) -> Iterator[tuple[Any, Any]]:
        assert not stop()
        seen.extend(tasks)
        yield from ((task, Consequence()) for task in tasks)

    resilience(
        baseline_of(of, RULES, plan(of, {"rt.vika.1": "2027-01-05T09:00"})),
        today=BEFORE,
        fan_out=fan_out,
        weeks=2,
        starts=(JANUARY, FEBRUARY),
    )

    assert seen == [
        Contingency(who, first, last)
        for who in ("ppt-01", "ppt-02", "helse-01")
        for first, last in ((JANUARY, date(2027, 1, 15)), (FEBRUARY, date(2027, 2, 12)))
    ]


def test_the_starts_are_mondays_whose_weeks_lie_in_the_half_year() -> None:
    # 4 January to Friday 18 June is 24 weeks: six times four.
    assert starts_of(lillevik(), 4, 4, BEFORE) == (
        JANUARY, FEBRUARY, MARCH, date(2027, 3, 29), date(2027, 4, 26), date(2027, 5, 24),
    )  # fmt: skip
    # From a Wednesday on the next Monday is the first; 17 to 21 May is the last of five weeks.
    assert starts_of(lillevik(), 5, 1, date(2027, 5, 5)) == (date(2027, 5, 10), date(2027, 5, 17))


def test_that_no_monday_has_so_many_weeks_after_it_is_told_with_the_way_out() -> None:
    with pytest.raises(UnreadableInput) as caught:
        starts_of(lillevik(), 4, 4, date(2027, 5, 25))

    assert str(caught.value) == (
        "Halvåret slutter 18. juni, og har ikke 4 hele uker fra en mandag 25. mai eller senere; "
        "velg færre uker eller en tidligere dag."
    )


def test_the_most_fragile_stand_first_by_unmended_then_knock_on_then_forced() -> None:
    few = Consequence(broken=1, forced=1, knock_on=2, moved=3)
    many = Consequence(broken=5, forced=5, moved=5)
    answers = {
        ("ppt-01", JANUARY): many,
        ("ppt-02", FEBRUARY): few,
        ("helse-01", JANUARY): Consequence(broken=1, forced=1),
        ("helse-01", FEBRUARY): UNMENDED,
    }

    nurse, second, first = found(answers).people

    assert [each.person.id for each in (nurse, second, first)] == ["helse-01", "ppt-02", "ppt-01"]
    assert (nurse.unmended, nurse.knock_on, nurse.forced, nurse.worst) == (1, 1, 3, 1)
    assert (second.unmended, second.knock_on, second.forced, second.worst) == (0, 2, 1, 1)
    assert (first.consequences, first.worst) == ((many, Consequence()), 0)


def test_whose_absence_changes_nothing_has_no_worst_start() -> None:
    assert [(each.concerned, each.worst) for each in found({}).people] == [(False, None)] * 3


def test_the_plan_bears_it_when_every_absence_is_answered_and_mended() -> None:
    assert found({("ppt-01", JANUARY): Consequence(broken=1, forced=1)}).borne
    assert not found({("ppt-01", JANUARY): UNMENDED}).borne
    assert not found({("ppt-01", JANUARY): None}).borne


def test_what_nobody_could_answer_is_known_as_lost() -> None:
    one_lost = found({("ppt-02", FEBRUARY): None})

    second = next(each for each in one_lost.people if each.person.id == "ppt-02")
    assert second.consequences == (Consequence(), None)
    assert one_lost.is_lost(second.person, FEBRUARY)
    assert not one_lost.stopped
    assert (len(one_lost.answers), one_lost.questions) == (5, 6)


def test_what_was_answered_before_the_stop_is_kept() -> None:
    heard: list[tuple[int, int]] = []

    stopped = found({("helse-01", FEBRUARY): UNMENDED}, stop=lambda: len(heard) == 2, heard=heard)

    # The last two questions are answered first: the nurse's.
    assert heard == [(1, 6), (2, 6)]
    assert stopped.stopped
    assert not stopped.lost
    assert stopped.people[0].consequences == (Consequence(), UNMENDED)
    assert [each.consequences for each in stopped.people[1:]] == [(None, None)] * 2
    assert stopped.at(1) == (UNMENDED,)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_engines_answer_the_same_however_many_processes_ask_them(processes: int) -> None:
    of = two_schools()
    known = resilience(
        baseline_of(of, RULES, plan(of, STARTS)),
        today=TODAY,
        fan_out=partial(in_processes, processes=processes),
        weeks=1,
        starts=(MARCH, date(2027, 3, 8)),
        policy=Policy.EITHER,
    )

    # PP-rådgiver 02 can come instead of 01. Nobody can come instead of the only nurse, so one
    # meeting moves to another week; it is at Vika on 4 March, and at Nes on the 11th.
    instead = Consequence(broken=1, forced=1, restaffed=1)
    moved = Consequence(broken=1, forced=1, moved=1)
    assert {each.person.id: each.consequences for each in known.people} == {
        "ppt-01": (instead, instead),
        "helse-01": (moved, moved),
    }
