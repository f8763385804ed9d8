import pytest

from constraints.same_person_in_series import SamePersonInSeries
from planner.domain.problem import Problem
from tests.constraints.wishes import missed, said
from tests.instances import person, plan, problem, series

STARTS = {f"rt.vika.{number}": f"2027-0{number}-11T09:00" for number in (1, 2, 3)}


def asking(**line: object) -> Problem:
    """Ressursteam three times, with some of three nurses."""
    return problem(
        people=[person("ppt-01"), *(person(f"helse-0{number}") for number in (1, 2, 3))],
        series=[series(frequency={"per_half_year": 3}, attendance=[line])],
    )


ONE_NURSE = asking(service="helse")


def taken(*nurses: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The nurses at each of the three meetings."""
    return {f"rt.vika.{number}": each for number, each in enumerate(nurses, start=1)}


@pytest.mark.parametrize(
    ("nurses", "off"),
    [
        ((("helse-02",), ("helse-02",), ("helse-02",)), []),
        ((("helse-02",), ("helse-01",), ("helse-02",)), [1]),  # 3 – 2
        ((("helse-01",), ("helse-02",), ("helse-03",)), [1, 1]),  # 3 – 1
        (((), ("helse-02",), ()), [1, 1]),  # the meetings without anybody are off too
        (((), (), ()), [1, 1, 1]),
    ],
)
def test_each_meeting_without_the_commonest_person_counts(
    nurses: tuple[tuple[str, ...], ...], off: list[int]
) -> None:
    assert missed(SamePersonInSeries(), ONE_NURSE, plan(ONE_NURSE, STARTS, taken(*nurses))) == off


def test_of_two_it_is_enough_that_one_comes_every_time() -> None:
    # Helsesykepleier 01 comes three times of three; the other place goes round.
    two_nurses = asking(service="helse", count=2)
    going_round = plan(
        two_nurses,
        STARTS,
        taken(("helse-01", "helse-02"), ("helse-01", "helse-03"), ("helse-01", "helse-02")),
    )

    assert missed(SamePersonInSeries(), two_nurses, going_round) == []


def test_the_sentence_names_both() -> None:
    meetings = plan(ONE_NURSE, STARTS, taken(("helse-02",), ("helse-01",), ("helse-02",)))

    assert said(SamePersonInSeries(), ONE_NURSE, meetings) == [
        (
            "På Ressursteam, Vika skole torsdag 11. februar møter Helsesykepleier 01, "
            "mens Helsesykepleier 02 ellers møter i serien."
        )
    ]
    assert said(SamePersonInSeries(), ONE_NURSE, meetings, "nn") == [
        (
            "På Ressursteam, Vika skole torsdag 11. februar møter Helsesykepleier 01, "
            "medan Helsesykepleier 02 elles møter i serien."
        )
    ]


def test_of_two_who_come_as_often_the_first_listed_is_the_usual_one() -> None:
    once_each = plan(
        ONE_NURSE,
        {name: STARTS[name] for name in ("rt.vika.1", "rt.vika.2")},
        taken(("helse-03",), ("helse-02",)),
    )

    assert said(SamePersonInSeries(), ONE_NURSE, once_each) == [
        (
            "På Ressursteam, Vika skole mandag 11. januar møter Helsesykepleier 03, "
            "mens Helsesykepleier 02 ellers møter i serien."
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        {"service": "helse", "count": 3},  # all of them: no choice
        {"service": "helse", "level": "as_needed"},
        {"service": "helse", "may_change": True},  # the leader does not mind
    ],
)
def test_without_a_choice_among_regular_people_nothing_is_asked(line: dict[str, object]) -> None:
    other = asking(**line)
    meetings = plan(other, STARTS, taken(("helse-01",), ("helse-02",), ("helse-03",)))

    assert missed(SamePersonInSeries(), other, meetings) == []


def test_only_the_meetings_that_a_line_concerns_are_tied() -> None:
    # A nurse at meetings 1 and 3, and none at 2.
    odd_meetings = asking(service="helse", at_meetings={"every": 2})
    same = plan(odd_meetings, STARTS, taken(("helse-02",), (), ("helse-02",)))
    other = plan(odd_meetings, STARTS, taken(("helse-02",), (), ("helse-03",)))

    assert missed(SamePersonInSeries(), odd_meetings, same) == []
    assert missed(SamePersonInSeries(), odd_meetings, other) == [1]


def either_with_substitutes(**line: object) -> Problem:
    """Ressursteam three times with a nurse: the contacts are 01 and 02, and 03 may come instead."""
    return problem(
        people=[person("ppt-01"), *(person(f"helse-0{number}") for number in (1, 2, 3))],
        contacts={"vika": {"helse": ["helse-01", "helse-02"]}},
        series=[
            series(
                frequency={"per_half_year": 3},
                attendance=[{"contact": "helse", "substitutes": True, **line}],
            )
        ],
    )


@pytest.mark.parametrize(
    ("line", "nurses", "off"),
    [
        # A substitute for the one contact is not a change among equals.
        ({}, (("helse-01",), ("helse-03",), ("helse-02",)), []),
        ({"which": "both"}, (("helse-01", "helse-02"), ("helse-01", "helse-03"), ()), []),
        # Of two who are equal, it is the same one: 3 – 2.
        ({"which": "either"}, (("helse-01",), ("helse-02",), ("helse-01",)), [1]),
        ({"which": "either"}, (("helse-01",), ("helse-03",), ("helse-01",)), [1]),
        ({"which": "either", "may_change": True}, (("helse-01",), ("helse-02",), ()), []),
    ],
)
def test_substitutes_are_not_equals(
    line: dict[str, object], nurses: tuple[tuple[str, ...], ...], off: list[int]
) -> None:
    some = either_with_substitutes(**line)

    assert missed(SamePersonInSeries(), some, plan(some, STARTS, taken(*nurses))) == off


def test_one_of_several_services_is_the_same_one_unless_it_may_change() -> None:
    for may_change, off in ((False, [1]), (True, [])):
        either = problem(
            people=[person("ppt-01"), person("helse-01")],
            contacts={"vika": {"ppt": "ppt-01", "helse": "helse-01"}},
            series=[
                series(
                    frequency={"per_half_year": 3},
                    attendance=[{"one_of": ["ppt", "helse"], "may_change": may_change}],
                )
            ],
        )
        turns = plan(either, STARTS, taken(("ppt-01",), ("helse-01",), ("ppt-01",)))

        assert missed(SamePersonInSeries(), either, turns) == off
