"""Why a meeting has no place, in sentences, from bans and closures alone."""

from __future__ import annotations

import pytest

from constraints import RULES
from planner.domain.problem import Problem
from planner.engine.build import build_timetable
from planner.engine.explain import why_unplaced
from planner.engine.progress import Solution, WhyNot
from planner.engine.search import prepare
from planner.engine.solve import solve
from planner.engine.timetable import Reason
from tests.instances import person, problem, series, unit

RULEBOOK = tuple(kind() for kind in RULES)


@pytest.fixture(scope="module", autouse=True)
def _search_is_ready() -> None:
    """What is proven must not hang on whether the search was compiled before."""
    prepare()


def sentences(problem: Problem) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each unplaced meeting's reasons in bokmål and nynorsk."""
    solution = solve(build_timetable(problem, RULEBOOK), seconds=60)
    return {
        meeting: tuple((phrase.nb, phrase.nn) for phrase in phrases)
        for meeting, phrases in why_unplaced(problem, RULEBOOK, solution).items()
    }


def test_days_that_never_meet() -> None:
    """The adviser works Mondays, the head of the school can meet on Tuesdays."""
    never = problem(
        units=[unit(leadership={"working_days": ["tuesday"]})],
        people=[person(working_days=["monday"])],
        series=[series(frequency={"per_half_year": 1})],
    )
    ((said, said_nn),) = sentences(never)["rt.vika.1"]
    assert said == (
        "Ressursteam, Vika skole har ingen mulig tid: hver eneste gang er det slik at "
        "PP-rådgiver 01 ikke har arbeidsdag eller Vika skole ikke har arbeidsdag."
    )
    assert said_nn == (
        "Ressursteam, Vika skole har inga mogleg tid: kvar einaste gong er det slik at "
        "PP-rådgiver 01 ikkje har arbeidsdag eller Vika skole ikkje har arbeidsdag."
    )


def test_fixed_day_on_a_holiday() -> None:
    shut = problem(
        holidays=[{"name": "Skjærtorsdag", "first_day": "2027-03-25"}],
        series=[series(frequency={"dates": ["2027-03-25"]})],
    )
    ((said, _),) = sentences(shut)["rt.vika.1"]
    assert said == (
        "Ressursteam, Vika skole har ingen mulig tid: hver eneste gang er det slik at "
        "kommunen har stengt eller dagen er utenfor perioden til møtet."
    )


def test_three_on_a_day_that_holds_two() -> None:
    """Each could stand there alone, so it is the adviser's other meetings that take the day.

    That no plan holds all three is proven too.
    """
    day = {"dates": ["2027-03-09"]}
    crowded = problem(series=[series(name, frequency=day) for name in ("rt", "bup", "slt")])
    (((said, said_nn), (proof, proof_nn)),) = sentences(crowded).values()
    assert said == (
        "Ressursteam, Vika skole fikk ikke plass blant de andre møtene: til enhver tid er det "
        "slik at PP-rådgiver 01 er i et annet møte."
    )
    assert said_nn == (
        "Ressursteam, Vika skole fekk ikkje plass mellom dei andre møta: til kvar tid er det "
        "slik at PP-rådgiver 01 er i eit anna møte."
    )
    assert proof == (
        "Det er bevist at ingen plan får plass til flere enn denne av de 3 møtene som kjemper om "
        "samme tid; skal Ressursteam, Vika skole inn, må et annet ut."
    )
    assert proof_nn == (
        "Det er prova at ingen plan får plass til fleire enn denne av dei 3 møta som kjempar om "
        "same tid; skal Ressursteam, Vika skole inn, må eit anna ut."
    )


def test_nobody_but_the_unit() -> None:
    """Without people, the school itself is taken: 08–11.30 and 12–15.30 hold two of 210 minutes."""
    day = {"dates": ["2027-03-09"]}
    alone = problem(
        series=[
            series(name, frequency=day, minutes=210, attendance=[]) for name in ("rt", "bup", "slt")
        ]
    )
    (((said, _), (proof, _)),) = sentences(alone).values()
    assert said.endswith("til enhver tid er det slik at Vika skole er i et annet møte.")
    assert "av de 3 møtene" in proof


def test_the_chain_alone() -> None:
    """Three Tuesdays hold three meetings a week apart; the fourth is too near, nobody is taken."""
    window = {"first_day": "2027-03-02", "last_day": "2027-03-16"}
    close = problem(
        people=[person(working_days=["tuesday"])],
        series=[series(frequency={"per_half_year": 4}, window=window)],
    )
    (((said, _), (proof, _)),) = sentences(close).values()
    assert said == (
        "Ressursteam, Vika skole fikk ikke plass blant de andre møtene: til enhver tid er det "
        "slik at det blir for få eller for mange dager til møtene før eller etter."
    )
    assert "av de 4 møtene" in proof


def test_proof_of_a_meeting_alone() -> None:
    """A crowd of one: no plan has room for it, wherever the others stand."""
    crowded = problem(series=[series()])
    meeting = next(iter(crowded.meetings))
    why = WhyNot((), (Reason("no_double_booking", "ppt-01"),), frozenset({meeting}))
    solution = Solution({}, unplaced={meeting: why})
    _, said = why_unplaced(crowded, RULEBOOK, solution)[meeting]
    assert said.nb == (
        "Det er bevist at Ressursteam, Vika skole ikke får plass, uansett hvor de møtene som kan "
        "flyttes, står."
    )
