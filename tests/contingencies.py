"""Absences for the tests, whose consequences are made up: no engine is asked.

Three people of Lillevik meet on 5 January and 4 February: PP-rådgiver 01 and 02, and
Helsesykepleier 01. PP-rådgiver 03 has no meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from constraints import RULES
from planner.application.baseline import baseline_of
from planner.application.contingency import Consequence
from planner.application.fan_out import FanOut
from planner.application.resilience import Resilience, resilience
from planner.domain.problem import Problem
from planner.domain.words import Language
from planner.engine.effort import never
from tests.instances import person, plan, problem, series

Answers = Mapping[tuple[str, date], Consequence | None]
"""By person and start; without one nothing is broken, and `None` is of whoever died of it."""

BEFORE = date(2026, 12, 1)
JANUARY, FEBRUARY = date(2027, 1, 4), date(2027, 2, 1)
STARTS = {"rt.vika.1": "2027-01-05T09:00", "rt.vika.2": "2027-02-04T09:00"}
UNMENDED = Consequence(
    broken=2,
    forced=2,
    knock_on=1,
    moved=2,
    cancelled=1,
    unmet=("Ressursteam, Vika skole: møte 2 av 2 har ikke fått plass i planen.",),
)


def lillevik(language: Language = "nb") -> Problem:
    return problem(
        language=language,
        people=[person("ppt-01"), person("ppt-02"), person("ppt-03"), person("helse-01")],
        series=[
            series(attendance=[{"contact": "ppt"}, {"person": "ppt-02"}, {"person": "helse-01"}])
        ],
    )


def told(answers: Answers) -> FanOut:
    """Who answers these questions so, the last one first, and all others that nothing breaks."""

    def fan_out(
        _job: object, tasks: Sequence[Any], /, *, stop: Callable[[], bool]
    ) -> Iterator[tuple[Any, Any]]:
        for task in reversed(tasks):
            if stop():
                return
            yield task, answers.get((task.person, task.first_day), Consequence())

    return fan_out


def found(
    answers: Answers,
    language: Language = "nb",
    stop: Callable[[], bool] = never,
    heard: list[tuple[int, int]] | None = None,
) -> Resilience:
    """What the plan of Lillevik can bear when these are the answers."""
    of = lillevik(language)
    known = resilience(
        baseline_of(of, RULES, plan(of, STARTS)),
        today=BEFORE,
        fan_out=told(answers),
        starts=(JANUARY, FEBRUARY),
        told=None if heard is None else lambda done, of: heard.append((done, of)),
        stop=stop,
    )
    return replace(known, seconds=12.0)
