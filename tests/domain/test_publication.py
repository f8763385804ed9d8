"""A publishing history: what stands of it, and when feeds say it was published."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from planner.domain.problem import Problem
from planner.domain.publication import Erased, History
from tests.instances import history, plan, problem

SPRING = problem()
AUTUMN = problem(
    id="lillevik-2026",
    semester={"name": "Høst 2026", "first_day": "2026-08-17", "last_day": "2026-12-18"},
)


def published(*versions: tuple[Problem, str]) -> History:
    return history(*((of, plan(of, {}), at) for of, at in versions))


def test_the_newest_version_of_each_half_year_stands() -> None:
    several = published(
        (AUTUMN, "2026-08-01T12:00"),
        (SPRING, "2026-11-10T12:00"),
        (AUTUMN, "2026-11-11T12:00"),
        (SPRING, "2026-11-12T12:00"),
    )

    assert [[each.number for each in versions] for versions in several.half_years] == [
        [1, 3],
        [2, 4],
    ]
    assert [each.number for each in several.current] == [3, 4]


def test_a_half_year_is_told_from_the_next_by_its_days() -> None:
    kept_id = AUTUMN.model_copy(update={"id": SPRING.id})
    longer = SPRING.model_copy(
        update={"semester": SPRING.semester.model_copy(update={"name": "Våren 2027"})}
    )

    several = published(
        (kept_id, "2026-08-01T12:00"), (SPRING, "2026-11-10T12:00"), (longer, "2026-11-11T12:00")
    )

    assert [each.number for each in several.current] == [1, 3]


def test_moments_are_whole_seconds_and_no_two_are_the_same() -> None:
    several = published(
        (SPRING, "2026-11-10T12:00:00.25"),
        (SPRING, "2026-11-10T12:00:00.75"),
        (SPRING, "2026-11-10T12:00:01"),
        (SPRING, "2026-11-10T12:00:09.9"),
    )

    assert several.moments == tuple(
        datetime(2026, 11, 10, 11, 0, second, tzinfo=UTC) for second in (0, 1, 2, 9)
    )


def test_versions_stand_in_their_order() -> None:
    first, second = published((SPRING, "2026-11-10T12:00"), (SPRING, "2026-11-11T12:00")).versions

    with pytest.raises(ValidationError, match="versions_out_of_order"):
        History(versions=(second, first))
    with pytest.raises(ValidationError, match="versions_out_of_order"):
        History(
            versions=(
                second.model_copy(update={"number": 1}),
                first.model_copy(update={"number": 2}),
            )
        )


def test_nothing_stands_where_nothing_was_published() -> None:
    assert History().current == ()
    assert History().lineages == ()


def erased_from(whole: History, *numbers: int) -> History:
    """The same history, some of its versions erased."""
    return History(
        versions=tuple(each for each in whole.versions if each.number not in numbers),
        erased=tuple(
            Erased(number=each.number, published_at=each.published_at)
            for each in whole.versions
            if each.number in numbers
        ),
    )


def test_what_was_erased_is_still_counted() -> None:
    several = published(
        (AUTUMN, "2026-08-01T12:00"), (SPRING, "2026-11-10T12:00"), (SPRING, "2026-11-10T12:00")
    )
    left = erased_from(several, 1)

    assert left.newest == several.newest == 3
    assert left.moments == several.moments
    assert [each.number for each in left.ever] == [1, 2, 3]
    assert [each.number for each in left.current] == [3]
    assert left.lineages == several.lineages[-len(left.lineages) :]
    assert erased_from(several, 1, 2, 3).current == ()


def test_a_version_that_is_neither_there_nor_erased_is_missed() -> None:
    several = published(
        (SPRING, "2026-11-10T12:00"), (SPRING, "2026-11-11T12:00"), (SPRING, "2026-11-12T12:00")
    )
    first, second, third = several.versions
    gone = erased_from(several, 1).erased

    for versions in ((third,), (first, second, third), (third, second)):
        with pytest.raises(ValidationError, match="versions_out_of_order"):
            History(versions=versions, erased=gone)
