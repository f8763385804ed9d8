import pytest

from constraints.few_visit_days import FewVisitDays
from tests.constraints.wishes import missed, said
from tests.instances import document, person, plan, problem, series

OFFICE = {"places": [{"id": "kontoret", "name": "PPT-kontoret"}]}
# Four meetings at Vika, all of which PP-rådgiver 01 has to be at: at the fewest 4/2 = 2 days.
FOUR = problem(
    **OFFICE,
    people=[person(workplace="kontoret")],
    series=[series(frequency={"per_half_year": 4})],
)


def starts(*days: str) -> dict[str, str]:
    """Meetings from number 1 on, two on a day at the most."""
    hours = ["09:00", "13:00"]
    return {
        f"rt.vika.{number}": f"{day}T{hours[days[: number - 1].count(day)]}"
        for number, day in enumerate(days, start=1)
    }


@pytest.mark.parametrize(
    ("days", "above"),
    [
        (("2027-01-14", "2027-01-14", "2027-02-11", "2027-02-11"), []),
        (("2027-01-14", "2027-01-14", "2027-02-11", "2027-03-11"), [1]),
        (("2027-01-14", "2027-02-11", "2027-03-11", "2027-04-15"), [2]),
    ],
)
def test_each_day_above_the_fewest_counts(days: tuple[str, ...], above: list[int]) -> None:
    assert missed(FewVisitDays(), FOUR, plan(FOUR, starts(*days))) == above


def test_the_sentence_gives_both_numbers() -> None:
    scattered = plan(FOUR, starts("2027-01-14", "2027-02-11", "2027-03-11", "2027-04-15"))

    assert said(FewVisitDays(), FOUR, scattered) == [
        (
            "PP-rådgiver 01 har møter utenfor arbeidsstedet på 4 dager, "
            "mot 2 om de faste møtene sto to og to på samme dag."
        )
    ]
    assert said(FewVisitDays(), FOUR, scattered, "nn") == [
        (
            "PP-rådgiver 01 har møte utanfor arbeidsstaden på 4 dagar, "
            "mot 2 om dei faste møta stod to og to på same dag."
        )
    ]


def test_meetings_at_the_own_workplace_take_no_visit_day() -> None:
    at_office = problem(
        **OFFICE,
        people=[person(workplace="kontoret")],
        series=[series(frequency={"per_half_year": 4}, place="kontoret")],
    )
    scattered = plan(at_office, starts("2027-01-14", "2027-02-11", "2027-03-11", "2027-04-15"))

    assert missed(FewVisitDays(), at_office, scattered) == []


def test_an_odd_meeting_has_a_day_of_its_own() -> None:
    # Three meetings: ⌈3/2⌉ = 2 days at the fewest.
    three = problem(**OFFICE, series=[series(frequency={"per_half_year": 3})])

    assert missed(FewVisitDays(), three, plan(three, starts("2027-01-14", "2027-02-11"))) == []


@pytest.mark.parametrize(
    "line",
    [
        {"contact": "ppt", "level": "as_needed"},
        {"service": "ppt", "count": 1},
    ],
)
def test_days_that_nobody_can_be_sure_to_need_are_all_above(line: dict[str, object]) -> None:
    unsure = problem(
        people=[person("ppt-01"), person("ppt-02")],
        series=[series(attendance=[line])],
    )

    assert missed(FewVisitDays(), unsure, plan(unsure, starts("2027-01-14"))) == [1]


def test_that_others_may_come_instead_makes_a_contact_no_less_sure() -> None:
    # Four meetings at Vika, of which the contact is to be at all: at the fewest 2 days.
    with_substitutes = problem(
        **OFFICE,
        people=[person(workplace="kontoret"), person("ppt-02", workplace="kontoret")],
        series=[
            series(
                frequency={"per_half_year": 4},
                attendance=[{"contact": "ppt", "substitutes": True}],
            )
        ],
    )
    days = starts("2027-01-14", "2027-01-14", "2027-02-11", "2027-03-11")

    assert missed(FewVisitDays(), with_substitutes, plan(with_substitutes, days)) == [1]


def test_the_leadership_of_a_unit_is_not_counted() -> None:
    nobody = problem(**(document() | {"series": [series(attendance=[])]}))

    assert missed(FewVisitDays(), nobody, plan(nobody, starts("2027-01-14", "2027-02-11"))) == []


def test_nobody_goes_anywhere_for_a_meeting_on_screen() -> None:
    on_screen = problem(
        **OFFICE,
        people=[person(workplace="kontoret")],
        series=[series(frequency={"per_half_year": 4}, digital=True)],
    )
    scattered = starts("2027-01-14", "2027-02-11", "2027-03-11", "2027-04-15")

    assert missed(FewVisitDays(), on_screen, plan(on_screen, scattered)) == []
