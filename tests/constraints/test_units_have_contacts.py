import pytest

from constraints.required_attendance import RequiredAttendance
from constraints.units_have_contacts import UnitsHaveContacts
from planner.domain.problem import Problem
from planner.engine.build import build_timetable, placements_of
from planner.engine.evaluate import evaluate
from planner.engine.rule import REQUIREMENT_PRICE
from tests.constraints.requirements import broken, said
from tests.instances import Document, person, plan, problem, series, unit

RULE = UnitsHaveContacts()
STARTS = {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-04-15T09:00"}


def asking(*lines: Document, contacts: Document | None = None, **changes: object) -> Problem:
    """Ressursteam twice at Vika, whose only contact is that of PPT."""
    return problem(
        people=[person("ppt-01"), person("ppt-02"), person("helse-01")],
        contacts={"vika": {"ppt": "ppt-01"}} if contacts is None else contacts,
        series=[series(attendance=list(lines), **changes)],
    )


def amounts(whole: Problem) -> list[int]:
    return [each.amount for each in broken(RULE, whole, plan(whole, STARTS))]


NO_NURSE = asking({"contact": "ppt"}, {"contact": "helse"})


def test_each_placed_meeting_without_its_contact_counts() -> None:
    assert amounts(NO_NURSE) == [2]
    assert broken(RULE, NO_NURSE, plan(NO_NURSE, {})) == []


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ({"contact": "ppt"}, []),
        ({"contact": "ppt", "which": "either"}, []),
        ({"contact": "ppt", "which": "second"}, [2]),
        ({"contact": "ppt", "which": "both"}, [2]),
        ({"contact": "helse"}, [2]),
        ({"contact": "helse", "which": "both"}, [2]),  # a meeting counts once
        ({"contact": "helse", "substitutes": True}, [2]),  # of nobody there is no substitute
        ({"contact": "helse", "at_meetings": {"every": 2}}, [1]),
        ({"contact": "helse", "level": "as_needed"}, []),
        ({"contact": "helse", "level": "welcome"}, []),
        ({"one_of": ["helse", "ppt"]}, []),
        ({"one_of": ["helse", "barnevern"]}, [2]),
        ({"person": "helse-01"}, []),
        ({"service": "helse"}, []),
    ],
)
def test_only_required_contacts_that_are_nobody_are_missed(
    line: Document, short: list[int]
) -> None:
    assert amounts(asking(line)) == short


def test_a_meeting_without_contacts_can_be_held_and_is_better_than_none() -> None:
    everything_missing = asking({"contact": "ppt"}, {"contact": "helse"}, contacts={})
    meetings = plan(everything_missing, STARTS)
    timetable = build_timetable(everything_missing, (RULE, RequiredAttendance()))
    evaluation = evaluate(timetable, placements_of(meetings, everything_missing))

    assert evaluation.broken == {}
    assert evaluation.total == 2 * RULE.price == REQUIREMENT_PRICE


def test_the_sentence_says_what_is_missing_where_and_the_way_out() -> None:
    assert said(RULE, NO_NURSE, plan(NO_NURSE, STARTS)) == [
        (
            (
                "Vika skole mangler kontakt fra HELSE i 2 møter; før opp noen under contacts, "
                "eller se hva «semesterplan staff» foreslår."
            ),
            (
                "Vika skole manglar kontakt frå HELSE i 2 møte; før opp nokon under contacts, "
                "eller sjå kva «semesterplan staff» føreslår."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ({"contact": "ppt", "which": "both"}, "andrekontakt fra PPT"),
        ({"contact": "helse", "which": "second"}, "kontakt fra HELSE"),
        ({"one_of": ["helse", "barnevern"]}, "kontakt fra HELSE eller BARNEVERN"),
    ],
)
def test_the_sentence_tells_apart_what_can_be_missing(line: Document, what: str) -> None:
    ((sentence, _),) = said(RULE, asking(line), plan(asking(line), STARTS))

    assert sentence.startswith(f"Vika skole mangler {what} i 2 møter;")


def test_units_and_services_are_gathered() -> None:
    # At the hub meeting two schools lack a nurse, and one somebody from PPT.
    hub = problem(
        units=[unit(), unit("nes")],
        contacts={"vika": {"ppt": "ppt-01"}},
        series=[
            series(
                scope={"groups": [["vika", "nes"]]},
                frequency={"per_half_year": 1},
                attendance=[{"contact": "helse", "of": "all"}, {"contact": "ppt", "of": "all"}],
            )
        ],
    )
    ((sentence, _),) = said(RULE, hub, plan(hub, {"rt.vika.nes.1": "2027-01-14T09:00"}))

    assert sentence.startswith(
        "Vika skole og Nes skole mangler kontakt fra HELSE og Nes skole mangler kontakt fra PPT "
        "i 1 møte;"
    )


def test_series_that_lack_the_same_are_told_of_once() -> None:
    twice = problem(
        contacts={},
        series=[series(), series("slt", frequency={"per_half_year": 1})],
    )
    starts = {**STARTS, "slt.vika.1": "2027-02-11T09:00"}

    assert [each.amount for each in broken(RULE, twice, plan(twice, starts))] == [3]
