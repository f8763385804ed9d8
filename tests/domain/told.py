"""The faults of a problem as the tests of its cross checks look at them."""

from __future__ import annotations

from planner.domain.faults import NOTHING_LOST, Lost
from planner.domain.problem import Problem
from planner.domain.validation import faults_of
from tests.instances import Document, document

CALENDARS = [{"id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"]}]


def changed(**changes: object) -> Problem:
    """The minimal problem with a school calendar, some fields changed."""
    return Problem.model_validate(document(**{"school_calendars": CALENDARS, **changes}))


def told(problem: Problem, lost: Lost = NOTHING_LOST) -> list[tuple[str, str]]:
    """Path and sentence of every fault."""
    return [
        (".".join(map(str, fault.path)), fault.sentence.nb) for fault in faults_of(problem, lost)
    ]


def assert_told_in_nynorsk(changes: Document, faults: list[tuple[str, str]]) -> None:
    """As many faults are told in nynorsk, each filled in and without a word of bokmål."""
    sentences = [fault.sentence.nn for fault in faults_of(changed(**changes))]

    assert len(sentences) == len(faults)
    assert not [sentence for sentence in sentences if " ikke " in sentence or "{" in sentence]
