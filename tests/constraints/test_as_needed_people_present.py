import pytest

from constraints.as_needed_people_present import AsNeededPeoplePresent
from planner.domain.problem import Problem
from tests.constraints.wishes import missed, said
from tests.instances import person, plan, problem, series

PEOPLE = ("ppt-01", "barnevern-03", "helse-01", "helse-02", "helse-03")
START = {"rt.vika.1": "2027-02-04T09:00"}


def asking(**line: object) -> Problem:
    """Ressursteam with its PPT contact and one more line of attendance."""
    return problem(
        people=[person(each) for each in PEOPLE],
        contacts={"vika": {"ppt": "ppt-01", "barnevern": "barnevern-03", "helse": "helse-01"}},
        series=[series(attendance=[{"contact": "ppt"}, line])],
    )


AS_NEEDED = asking(contact="barnevern", level="as_needed")


def test_a_meeting_with_all_its_people_lacks_nobody() -> None:
    everybody = plan(AS_NEEDED, START, {"rt.vika.1": ("ppt-01", "barnevern-03")})

    assert missed(AsNeededPeoplePresent(), AS_NEEDED, everybody) == []


def test_an_as_needed_person_who_is_missing_counts() -> None:
    without = plan(AS_NEEDED, START, {"rt.vika.1": ("ppt-01",)})

    assert missed(AsNeededPeoplePresent(), AS_NEEDED, without) == [1]
    assert said(AsNeededPeoplePresent(), AS_NEEDED, without) == [
        "Ressursteam, Vika skole mangler Barnevernskontakt 03 torsdag 4. februar."
    ]
    assert said(AsNeededPeoplePresent(), AS_NEEDED, without, "nn") == [
        "Ressursteam, Vika skole manglar Barnevernskontakt 03 torsdag 4. februar."
    ]


@pytest.mark.parametrize(
    ("line", "present", "amounts", "sentences"),
    [
        # Two of three nurses are asked for.
        ({"service": "helse", "count": 2}, ("helse-01", "helse-03"), [], []),
        (
            {"service": "helse", "count": 2},
            ("helse-02",),
            [1],
            ["Ressursteam, Vika skole mangler 1 deltaker fra HELSE torsdag 4. februar."],
        ),
        (
            {"service": "helse", "count": 2},
            (),
            [2],
            ["Ressursteam, Vika skole mangler 2 deltakere fra HELSE torsdag 4. februar."],
        ),
        # All three are, so those who are missing can be named.
        (
            {"service": "helse", "count": 3},
            ("helse-02",),
            [2],
            [
                ("Ressursteam, Vika skole mangler Helsesykepleier 01 og Helsesykepleier 03 "
                "torsdag 4. februar.")
            ],
        ),
        (
            {"one_of": ["barnevern", "helse"]},
            (),
            [1],
            [("Ressursteam, Vika skole mangler 1 deltaker fra BARNEVERN eller HELSE "
             "torsdag 4. februar.")],
        ),
    ],
)  # fmt: skip
def test_of_several_to_choose_from_those_short_count(
    line: dict[str, object], present: tuple[str, ...], amounts: list[int], sentences: list[str]
) -> None:
    choice = asking(level="as_needed", **line)
    meeting = plan(choice, START, {"rt.vika.1": ("ppt-01", *present)})

    assert missed(AsNeededPeoplePresent(), choice, meeting) == amounts
    assert said(AsNeededPeoplePresent(), choice, meeting) == sentences


@pytest.mark.parametrize(
    "line",
    [
        {"contact": "barnevern"},
        {"contact": "barnevern", "level": "as_needed", "at_least": 1},
    ],
)
def test_required_people_and_a_stated_minimum_are_for_other_rules(line: dict[str, object]) -> None:
    other = asking(**line)
    without = plan(other, START, {"rt.vika.1": ("ppt-01",)})

    assert missed(AsNeededPeoplePresent(), other, without) == []
