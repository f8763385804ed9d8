import pytest

from constraints.contact_comes_in_person import ContactComesInPerson
from constraints.required_attendance import RequiredAttendance
from planner.domain.problem import Problem
from planner.domain.substitution import Substitution
from planner.engine.build import build_timetable, placements_of
from planner.engine.evaluate import evaluate
from planner.engine.rule import REQUIREMENT_PRICE
from tests.constraints.wishes import missed, said
from tests.instances import Document, person, plan, problem, series, unit

RULE = ContactComesInPerson()
STARTS = {f"rt.vika.{number}": f"2027-0{number}-11T09:00" for number in (1, 2, 3)}


def with_substitutes(frequency: Document | None = None, **line: object) -> Problem:
    """Ressursteam three times at Vika, whose contacts are 01 and 02 of four."""
    return problem(
        people=[person(f"ppt-0{number}") for number in (1, 2, 3, 4)],
        contacts={"vika": {"ppt": ["ppt-01", "ppt-02"]}},
        series=[
            series(
                frequency=frequency or {"per_half_year": 3},
                attendance=[{"contact": "ppt", "substitutes": True, **line}],
            )
        ],
    )


MAIN = with_substitutes()


def coming(*advisers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The advisers at each of the three meetings."""
    return {f"rt.vika.{number}": each for number, each in enumerate(advisers, start=1)}


@pytest.mark.parametrize(
    ("advisers", "off"),
    [
        ((("ppt-01",), ("ppt-01",), ("ppt-01",)), []),
        ((("ppt-01",), ("ppt-03",), ("ppt-01",)), [1]),
        ((("ppt-02",), ("ppt-03",), ("ppt-04",)), [3]),
        (((), (), ()), [3]),
    ],
)
def test_each_time_the_contact_does_not_come_counts(
    advisers: tuple[tuple[str, ...], ...], off: list[int]
) -> None:
    assert missed(RULE, MAIN, plan(MAIN, STARTS, coming(*advisers))) == off


@pytest.mark.parametrize(
    ("advisers", "off"),
    [
        ((("ppt-01", "ppt-02"),) * 3, []),
        ((("ppt-01", "ppt-03"), ("ppt-01", "ppt-02"), ("ppt-03", "ppt-04")), [1 + 0 + 2]),
    ],
)
def test_of_both_contacts_each_counts(
    advisers: tuple[tuple[str, ...], ...], off: list[int]
) -> None:
    both = with_substitutes(which="both")

    assert missed(RULE, both, plan(both, STARTS, coming(*advisers))) == off


def test_of_either_contact_one_is_enough() -> None:
    either = with_substitutes(which="either")
    one_each = plan(either, STARTS, coming(("ppt-01",), ("ppt-02",), ("ppt-03",)))

    assert missed(RULE, either, one_each) == [1]


def test_a_meeting_without_a_place_is_one_without_the_contact() -> None:
    two = {name: STARTS[name] for name in ("rt.vika.1", "rt.vika.2")}

    assert missed(RULE, MAIN, plan(MAIN, two)) == [1]


def test_a_meeting_above_the_least_need_not_be_the_contacts() -> None:
    # One shall be held and two may be: once is enough, whichever it is.
    one_to_three = with_substitutes({"per_half_year": 1, "at_most": 3})
    once = plan(one_to_three, STARTS, coming(("ppt-03",), ("ppt-01",), ("ppt-04",)))
    never = plan(one_to_three, STARTS, coming(("ppt-03",), ("ppt-03",), ("ppt-04",)))

    assert missed(RULE, one_to_three, once) == []
    assert missed(RULE, one_to_three, never) == [1]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ({"contact": "ppt"}, [person("ppt-01"), person("ppt-02")]),  # no substitutes
        ({"contact": "ppt", "substitutes": True}, [person("ppt-01")]),  # nobody to be one
    ],
)
def test_where_nobody_can_come_instead_nothing_is_asked(
    line: Document, people: list[Document]
) -> None:
    alone = problem(people=people, series=[series(attendance=[line])])

    assert missed(RULE, alone, plan(alone, {})) == []


def test_a_substitute_is_enough_and_far_better_than_no_meeting() -> None:
    substitute = plan(MAIN, STARTS, coming(("ppt-03",), ("ppt-03",), ("ppt-03",)))
    timetable = build_timetable(MAIN, (RULE, RequiredAttendance()))
    evaluation = evaluate(timetable, placements_of(substitute, MAIN))

    assert evaluation.broken == {}
    assert evaluation.total == 3 * RULE.price < REQUIREMENT_PRICE / 100


def test_the_sentence_says_who_how_often_and_who_came_instead() -> None:
    meetings = plan(MAIN, STARTS, coming(("ppt-01",), ("ppt-03",), ("ppt-04",)))

    assert said(RULE, MAIN, meetings) == [
        (
            "I Ressursteam, Vika skole møter PP-rådgiver 01 selv 1 gang av 3; "
            "PP-rådgiver 03 og PP-rådgiver 04 møter i stedet."
        )
    ]
    assert said(RULE, MAIN, meetings, "nn") == [
        (
            "I Ressursteam, Vika skole møter PP-rådgiver 01 sjølv 1 gong av 3; "
            "PP-rådgiver 03 og PP-rådgiver 04 møter i staden."
        )
    ]


def test_the_sentence_says_nothing_of_others_when_none_came() -> None:
    meetings = plan(MAIN, {"rt.vika.1": STARTS["rt.vika.1"], "rt.vika.3": STARTS["rt.vika.3"]})

    assert said(RULE, MAIN, meetings) == [
        "I Ressursteam, Vika skole møter PP-rådgiver 01 selv 2 ganger av 3."
    ]


def test_the_contacts_of_several_units_have_their_substitutes_in_common() -> None:
    hub = problem(
        units=[unit(), unit("nes")],
        people=[person(f"ppt-0{number}") for number in (1, 2, 3)],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
        series=[
            series(
                scope={"groups": [["vika", "nes"]]},
                frequency={"per_half_year": 1},
                attendance=[{"contact": "ppt", "of": "all", "substitutes": True}],
            )
        ],
    )
    start = {"rt.vika.nes.1": "2027-01-11T09:00"}
    instead = plan(hub, start, {"rt.vika.nes.1": ("ppt-01", "ppt-03")})

    assert said(RULE, hub, instead) == [
        (
            "I Ressursteam, Vika skole og Nes skole møter PP-rådgiver 01 og PP-rådgiver 02 selv "
            "1 gang av 2; PP-rådgiver 03 møter i stedet."
        )
    ]


@pytest.mark.parametrize(
    ("line", "advisers", "off"),
    [
        # As needed means that the contact may be missing; whoever comes instead costs nothing.
        ({"level": "as_needed"}, ((), ("ppt-03",), ("ppt-01",)), []),
        # At least twice: the contact should be the one, both times.
        ({"level": "as_needed", "at_least": 2}, (("ppt-01",), (), ("ppt-01",)), []),
        ({"level": "as_needed", "at_least": 2}, (("ppt-01",), ("ppt-03",), ()), [1]),
        ({"level": "as_needed", "at_least": 2}, ((), (), ()), [2]),
        ({}, (("ppt-01",), ("ppt-03",), ("ppt-03",)), [2]),
    ],
)
def test_substitutes_of_somebody_away_count_where_the_contact_must_be_there(
    line: Document, advisers: tuple[tuple[str, ...], ...], off: list[int]
) -> None:
    whole = with_substitutes(None, **{"substitutes": False, **line}).model_copy(
        update={"substitutions": (Substitution(person="ppt-01"),)}
    )

    assert missed(RULE, whole, plan(whole, STARTS, coming(*advisers))) == off


def test_a_contact_of_before_is_as_good_as_the_contact() -> None:
    before = Substitution(person="ppt-01", by=("ppt-04",), as_good=True)
    whole = with_substitutes(substitutes=False).model_copy(update={"substitutions": (before,)})

    assert missed(RULE, whole, plan(whole, STARTS, coming(*(("ppt-04",),) * 3))) == []
