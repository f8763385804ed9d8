"""The problems that only benchmarks are run on are whole, and can be planned like the examples."""

from collections.abc import Callable
from pathlib import Path

import pytest

from calendars.holidays import public_holidays
from constraints import RULES
from examples.families import FAMILIES, family
from planner.application.examples import EXAMPLES, example_text
from planner.application.intake import read_problem
from planner.domain.problem import Problem
from planner.engine.build import build_timetable
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.rule import Rulebook
from planner.engine.timetable import Timetable

Read = Callable[[str], tuple[Problem, Rulebook]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a family from its file."""

    def reader(name: str) -> tuple[Problem, Rulebook]:
        file = tmp_path / f"{name}.yaml"
        file.write_text(family(name), encoding="utf-8")
        return read_problem(file, RULES, holidays=public_holidays)

    return reader


def test_families_are_the_examples_and_two_more() -> None:
    assert (*EXAMPLES, "stress", "large") == FAMILIES
    assert all(family(name) == example_text(name) for name in EXAMPLES)


@pytest.mark.parametrize(("name", "meetings"), [("stress", 841), ("large", 5108)])
def test_everything_is_placed_at_once(name: str, meetings: int, read: Read) -> None:
    timetable = build_timetable(*read(name))

    assert len(timetable.meetings) == meetings
    assert len(construct(compile_timetable(timetable)).start) == meetings
    assert primitives(timetable) == {
        "chains", "rhythms", "quotas", "ties", "balances", "choices", "travel", "rooms",
    }  # fmt: skip


def primitives(timetable: Timetable) -> set[str]:
    """What a timetable has any of."""
    attendances = [
        each for meeting in timetable.meetings.values() for each in meeting.attendances.values()
    ]
    has = {
        "chains": timetable.chains,
        "rhythms": timetable.rhythms,
        "quotas": timetable.quotas,
        "ties": timetable.ties,
        "balances": timetable.balances,
        "choices": [each for each in attendances if each.count < len(each.options)],
        "travel": timetable.travel.slots and timetable.travel.prices,
        "rooms": [each for each in attendances if each.key == "room"],
    }
    return {name for name, any_of_it in has.items() if any_of_it}


def test_stress_is_baerum_more_often(read: Read) -> None:
    baerum, stress = read("baerum")[0], read("stress")[0]

    assert (stress.units, stress.people, stress.contacts) == (
        baerum.units, baerum.people, baerum.contacts,
    )  # fmt: skip
