"""The line on the terminal: every stage in both languages, and the figures."""

from typing import get_args

import pytest

from planner.application.progress_line import STAGES, CountLine, ProgressLine
from planner.domain.words import Language
from planner.engine.progress import Progress, Stage

STOPPED_CLOCK = 0.0
"""No seconds left stay none, however long a test takes."""


def line(language: Language, stage: Stage, cost: int | None, bound: int | None) -> str:
    shown = ProgressLine(language)
    shown.hear(Progress(stage, 12, 40, cost, bound, 3.0, STOPPED_CLOCK))
    return shown.text()


def test_every_stage_has_words() -> None:
    assert STAGES.keys() == set(get_args(Stage))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nb",
            "Gjør klar søkemotoren (bare første gang): 12 av 40 møter plassert · 0 s igjen",
        ),
        (
            "nn",
            "Gjer klar søkjemotoren (berre første gong): 12 av 40 møte plasserte · 0 s att",
        ),
    ],
)
def test_that_the_search_is_made_ready_is_told(language: Language, told: str) -> None:
    assert line(language, "prepare", None, None) == told


def test_the_bound_is_told_with_how_far_off_it_is() -> None:
    # 310 less 300 is 3.2 % of 310.
    assert line("nb", "prove", 310, 300) == (
        "Leter etter bevis: 12 av 40 møter plassert · kostnad 310 · "
        "nedre grense 300 (3,2 % unna) · 0 s igjen"
    )
    assert line("nn", "search", None, None).startswith("Søkjer etter ein betre plan: 12 av 40")


def test_before_the_engine_tells_anything_it_is_reading() -> None:
    assert ProgressLine("nb").text() == "Leser og bygger …"
    assert ProgressLine("nn").text() == "Les og byggjer …"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "12 av 12 undersøkt · 0 s igjen"),
        ("nn", "12 av 12 undersøkte · 0 s att"),
    ],
)
def test_things_counted_are_told_with_the_time_left(language: Language, told: str) -> None:
    shown = CountLine(language)
    before = shown.text()
    shown.hear(12, 12)

    assert (before, shown.text()) == (ProgressLine(language).text(), told)
