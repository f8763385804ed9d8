"""What a process keeps of what offices have published, and what it lets go of."""

from __future__ import annotations

from planner.application.store.memory import Memory
from planner.domain.publication import Version
from tests.publications import NOON, OURS, planned


def version(number: int = 1) -> Version:
    return Version(number=number, published_at=NOON, problem=OURS, plan=planned(4))


def test_the_office_that_was_asked_for_longest_ago_goes_when_it_is_too_much() -> None:
    one = version()
    kept = Memory(most=2 * len(one.plan.meetings))
    for office in ("lillevik", "storvik", "lillevik", "annenvik"):
        kept.keep(office, {office: version()})

    assert [name for name in ("lillevik", "storvik", "annenvik") if kept.of(name)] == [
        "lillevik",
        "annenvik",
    ]


def test_a_long_history_of_the_same_counts_once() -> None:
    first = version()
    history = {str(number): version(number).sharing_with(first) for number in range(1, 30)}
    kept = Memory(most=2 * len(first.plan.meetings))
    kept.keep("lillevik", history)
    kept.keep("storvik", {"a": version()})

    assert len(kept.of("lillevik")) == 29


def test_one_office_is_kept_however_much_it_is_and_what_was_erased_is_not() -> None:
    kept = Memory(most=0)
    kept.keep("lillevik", {"a": version(1), "b": version(2)})
    kept.keep("lillevik", {"b": version(2)})

    assert set(kept.of("lillevik")) == {"b"}
