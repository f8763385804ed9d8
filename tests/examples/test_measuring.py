"""The benchmark: what it reads off a run, how it cuts timetables, and what it writes of both."""

from pathlib import Path

import pytest

from examples.measure.annealing import NAMES
from examples.measure.curve import Run, gap
from examples.measure.cutting import cut
from examples.measure.goals import goals
from examples.measure.page import BEGINS, ENDS, replaced
from examples.measure.problems import timetable_of, write_problems
from examples.measure.processes import measured
from examples.measure.programme import FULL
from examples.measure.results import Family, keep, kept, taken_now
from examples.measure.staffing import CASES
from examples.measure.tables import benchmarks, search_page
from examples.measure.whole_command import SEARCHES
from planner.application.progress_line import STAGES
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.evaluate import evaluate
from planner.engine.search_anneal import KINDS
from planner.engine.timetable import Timetable
from planner.engine.timetable_json import read_timetable, render_timetable


def run(budget: float = 10.0, seed: int = 1) -> Run:
    """A first plan after half a second that costs 120, and better ones after 2 and 9 seconds."""
    curve = [(0.5, 120), (2.0, 110), (9.0, 101)]
    return Run("solve", seed, budget, 40, 40, 100, 80, curve, 150.0, "")


@pytest.mark.parametrize(
    ("seconds", "cost"), [(0.4, None), (0.5, 120), (3, 110), (9.5, 101), (10, 100), (30, None)]
)
def test_the_cost_at_a_moment_is_that_of_the_best_plan_until_then(
    seconds: float, cost: int | None
) -> None:
    assert run().cost_at(seconds) == cost


@pytest.mark.parametrize(
    ("cost", "least", "per_cent"), [(103, 100, 3.0), (100, 100, 0.0), (0, 0, 0.0), (5, 0, None)]
)
def test_a_gap_is_in_per_cent_of_the_least(cost: int, least: int, per_cent: float | None) -> None:
    assert gap(cost, least) == per_cent


def test_nothing_is_known_of_what_was_not_measured() -> None:
    assert gap(None, 100) is None
    assert gap(100, None) is None
    assert {row[2] for row in goals([])} == {"not measured"}


def test_a_goal_is_held_by_the_median_of_the_seeds() -> None:
    # Baerum at 10 s: 100 against 98 known is 2.04 % over, and 3 % are allowed.
    baerum = Family("baerum", taken_now(), known=98, runs=[run(seed=1), run(seed=2), run(seed=3)])

    rows = {what: rest for what, *rest in goals([baerum])}

    assert rows["baerum: over best known at 10 s, median of the seeds"] == [
        "≤ 3 %", "2.04 %", "yes",
    ]  # fmt: skip


def test_what_was_measured_is_kept_until_the_page_is_written(tmp_path: Path) -> None:
    family = Family("baerum", taken_now(), meetings=40, known=98, runs=[run()])

    keep(family, tmp_path)

    assert kept(["baerum", "oslo"], tmp_path) == [family]


def test_the_tables_say_what_was_measured() -> None:
    family = Family(
        "baerum",
        taken_now(),
        meetings=40,
        known=98,
        runs=[run()],
        stages={"seconds": {"check": 0.25}},
        command={
            "budget": 10.0, "seconds": 11.5, "search_begins": None, "megabytes": 170.0,
            "broken": 0, "cost": 1_100, "bound": None,
        },
    )  # fmt: skip

    tables = benchmarks([family])

    assert "| baerum | 1 | 40 of 40 | 0.50 s | 120 | 120 | 110 | 100 | – | – | 100 |" in tables
    assert "| baerum | 11.5 | – | 170 MB | 0 | 1,100 | 1022.4 % | – |" in tables
    assert "Plain annealer" not in tables
    assert search_page([family]) == ""


def test_the_tables_say_how_well_contacts_were_chosen() -> None:
    goals = {
        "coverage": [0, 0], "continuity": [2, 2], "fairness": [107, 100], "travel": [9_333, 8_700]
    }  # fmt: skip
    figures = {
        "case": "last", "budget": 3.0, "units": 147, "duties": 439, "people": 107, "seconds": 2.62,
        "goals": goals, "spread": {"ppt": 3.4, "helse": 1.1},
    }  # fmt: skip
    family = Family("baerum", taken_now(), staffing=[figures])

    # Spread is counted in thousandths of a full position.
    row = (
        "| baerum | last | 147 | 439 | 107 | 3 s | 2.6 | 0, proven | 2, proven "
        "| 10.7 % (≥ 10.0 %) | 9,333 (≥ 8,700) | ppt 3.4 %, helse 1.1 % |"
    )
    family.command = {
        "budget": 10.0, "seconds": 1.0, "search_begins": None, "megabytes": 1.0,
        "broken": 0, "cost": 1, "bound": None,
    }  # fmt: skip
    family.stages = {"seconds": {}}
    assert row in benchmarks([family])


def test_contacts_are_chosen_from_scratch_and_like_last_half_year(tmp_path: Path) -> None:
    file = write_problems(["gjerstad"], tmp_path)["gjerstad"]

    for case in CASES:
        figures = measured("staffing", file, case, 5)

        # Three units, each with three services; only the nurses' place is settled by who they are.
        assert (figures["units"], figures["duties"], figures["people"]) == (3, 9, 4)
        assert {goal: value for goal, (value, _) in figures["goals"].items()}["coverage"] == 0
        assert figures["goals"]["continuity"] == [0, 0]
        assert figures["spread"].keys() == {"ppt", "helse", "barnevern"}


def test_a_page_keeps_what_stands_outside_its_markers() -> None:
    page = f"before\n{BEGINS}old\n{ENDS}after\n"

    assert replaced(page, "new\n") == f"before\n{BEGINS}new\n{ENDS}after\n"
    with pytest.raises(ValueError, match="no place"):
        replaced("a page without markers\n", "new\n")


def test_every_kind_of_move_has_a_name() -> None:
    assert sorted(NAMES) == list(range(KINDS))


def test_the_command_says_when_it_searches() -> None:
    assert STAGES["search"].nb.startswith(SEARCHES)


def test_the_full_programme_runs_every_engine() -> None:
    runs = [run for name in ("baerum", "large") for run in FULL.runs(name)]

    assert {engine for engine, _, _ in runs} == {"construct", "solve", "exact", "plain"}
    assert [seed for engine, _, seed in FULL.runs("large") if engine == "solve"] == [1, 2, 3]


def test_the_full_programme_chooses_the_contacts_of_the_large_municipalities() -> None:
    assert {case for _, case in FULL.choices("oslo")} == set(CASES)
    assert FULL.choices("tinn") == []


@pytest.fixture(scope="module")
def skien(tmp_path_factory: pytest.TempPathFactory) -> Timetable:
    return timetable_of(write_problems(["skien"], tmp_path_factory.mktemp("problems"))["skien"])


@pytest.mark.parametrize("count", [1, 60, 200])
def test_a_cut_is_a_timetable_of_its_own(skien: Timetable, count: int) -> None:
    smaller = cut(skien, count)

    assert count <= len(smaller.meetings) < len(skien.meetings)
    text = render_timetable(smaller)
    assert render_timetable(read_timetable(text)) == text
    placements = construct(compile_timetable(smaller)).placements()
    assert evaluate(smaller, placements).broken == {}


def test_a_cut_of_everything_is_everything(skien: Timetable) -> None:
    whole = cut(skien, len(skien.meetings))

    assert whole.meetings == skien.meetings
    assert (whole.chains, whole.rhythms, whole.quotas, whole.ties) == (
        skien.chains, skien.rhythms, skien.quotas, skien.ties,
    )  # fmt: skip
