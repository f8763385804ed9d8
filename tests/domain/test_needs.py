"""From attendance to needs: whom each line asks, to which meetings."""

import pytest

from planner.domain.needs import Need
from planner.domain.problem import Problem
from tests.instances import Document, person, problem, series, unit

PEOPLE = ["ppt-01", "ppt-02", "helse-01", "barnevern-01"]
CONTACTS = {
    "vika": {"ppt": ["ppt-01", "ppt-02"], "helse": "helse-01"},
    "nes": {"ppt": "ppt-02", "barnevern": "barnevern-01"},
}


def asked(*lines: Document, **changes: object) -> Problem:
    """Two schools with contacts, one series that meets three times with both, hosted by Vika."""
    together = {"scope": {"groups": [["vika", "nes"]]}, "frequency": {"per_half_year": 3}}
    whole: Document = {
        "units": [unit(), unit("nes", type="combined")],
        "people": [person(name) for name in PEOPLE],
        "contacts": CONTACTS,
        "series": [series(**together, attendance=list(lines))],
    }
    return problem(**{**whole, **changes})


def needs(whole: Problem, number: int = 1) -> tuple[Need, ...]:
    return whole.meetings[f"rt.vika.nes.{number}"].needs


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"contact": "ppt"}, [(("ppt-01",), 1)]),
        ({"contact": "ppt", "which": "second"}, [(("ppt-02",), 1)]),
        ({"contact": "ppt", "which": "either"}, [(("ppt-01", "ppt-02"), 1)]),
        ({"contact": "ppt", "which": "both"}, [(("ppt-01",), 1), (("ppt-02",), 1)]),
        # Of every unit: Vika's is 01, Nes' is 02.
        ({"contact": "ppt", "of": "all"}, [(("ppt-01",), 1), (("ppt-02",), 1)]),
        # Vika has none from child welfare, and only one from the health service.
        ({"contact": "barnevern"}, [((), 1)]),
        ({"contact": "helse", "which": "second"}, [((), 1)]),
        ({"contact": "helse", "which": "both"}, [(("helse-01",), 1), ((), 1)]),
        ({"contact": "helse", "which": "either"}, [(("helse-01",), 1)]),
        ({"contact": "barnevern", "level": "as_needed"}, []),
        ({"contact": "barnevern", "level": "welcome"}, []),
        # One of the host's: nurse or child welfare, and Vika has a nurse.
        ({"one_of": ["barnevern", "helse"]}, [(("helse-01",), 1)]),
        ({"one_of": ["ppt", "helse"]}, [(("ppt-01", "helse-01"), 1)]),
        ({"person": "barnevern-01"}, [(("barnevern-01",), 1)]),
        ({"service": "ppt"}, [(("ppt-01", "ppt-02"), 1)]),
        ({"service": "ppt", "count": 2}, [(("ppt-01", "ppt-02"), 2)]),
    ],
)
def test_each_form_asks_its_people(
    line: Document, expected: list[tuple[tuple[str, ...], int]]
) -> None:
    assert [(need.candidates, need.count) for need in needs(asked(line))] == expected


def test_nobody_is_asked_twice() -> None:
    found = needs(asked({"person": "ppt-01"}, {"service": "ppt"}))

    assert [need.candidates for need in found] == [("ppt-01",), ("ppt-02",)]


def test_level_part_and_count_follow_the_line() -> None:
    line = {"person": "ppt-01", "level": "as_needed", "at_least": 2, "part": {"last_minutes": 30}}

    (need,) = needs(asked(line))

    assert (need.level, need.at_least, need.services) == ("as_needed", 2, ("ppt",))
    # The last 30 of 90 minutes are from 60 to 90.
    assert need.part is not None
    assert need.part.minutes_of(90) == (60, 90)


@pytest.mark.parametrize(
    ("kth", "numbers"),
    [({"every": 2}, [1, 3]), ({"every": 2, "first": 2}, [2]), ({"every": 3, "first": 3}, [3])],
)
def test_the_extended_team_comes_to_every_kth_meeting(kth: Document, numbers: list[int]) -> None:
    whole = asked({"person": "ppt-01", "at_meetings": kth})

    assert [number for number in (1, 2, 3) if needs(whole, number)] == numbers


@pytest.mark.parametrize(("types", "count"), [(["primary"], 1), (["combined"], 0)])
def test_a_line_may_ask_by_the_type_of_the_host(types: list[str], count: int) -> None:
    assert len(needs(asked({"person": "ppt-01", "only_types": types}))) == count


def test_the_same_line_has_the_same_key_in_every_meeting() -> None:
    whole = asked({"contact": "ppt", "which": "both"}, {"service": "helse"})

    keys = [tuple(need.key for need in needs(whole, number)) for number in (1, 2, 3)]

    assert len(set(keys)) == 1
    assert len(set(keys[0])) == 3


@pytest.mark.parametrize(
    ("line", "candidates", "count", "regulars"),
    [
        # Vika's are 01 and 02, Nes' is 02; 03 may serve both, 04 Vika only, 05 nobody.
        ({}, ("ppt-01", "ppt-02", "ppt-03", "ppt-04"), 1, ("ppt-01",)),
        ({"which": "second"}, ("ppt-02", "ppt-01", "ppt-03", "ppt-04"), 1, ("ppt-02",)),
        ({"which": "either"}, ("ppt-01", "ppt-02", "ppt-03", "ppt-04"), 1, ("ppt-01", "ppt-02")),
        ({"which": "both"}, ("ppt-01", "ppt-02", "ppt-03", "ppt-04"), 2, ("ppt-01", "ppt-02")),
        ({"of": "all"}, ("ppt-01", "ppt-02", "ppt-03"), 2, ("ppt-01", "ppt-02")),
    ],
)
def test_substitutes_come_after_the_contacts(
    line: Document, candidates: tuple[str, ...], count: int, regulars: tuple[str, ...]
) -> None:
    (need,) = needs(
        asked(
            {"contact": "ppt", "substitutes": True, **line},
            people=[
                *map(person, PEOPLE),
                person("ppt-03"),
                person("ppt-04", serves={"ids": ["vika"]}),
                person("ppt-05", serves=None),
            ],
        )
    )

    assert (need.candidates, need.count, need.regulars) == (candidates, count, regulars)
    assert need.is_open == ("either" in line.values())


def test_nobody_is_a_substitute_where_they_are_forbidden_or_asked_themselves() -> None:
    advisers = [person(f"ppt-0{number}") for number in (1, 2, 3, 4)]
    first, second = needs(
        asked(
            {"contact": "ppt", "substitutes": True},
            {"person": "ppt-02"},
            people=advisers,
            contacts={"vika": {"ppt": "ppt-01"}},
            staffing={"forbidden": {"vika": {"ppt": ["ppt-03"]}}},
        )
    )

    assert first.candidates == ("ppt-01", "ppt-04")
    assert second.candidates == ("ppt-02",)


def test_without_anybody_to_come_instead_there_are_no_substitutes() -> None:
    (need,) = needs(asked({"contact": "helse", "substitutes": True}))

    assert (need.candidates, need.regulars) == (("helse-01",), ())


def test_a_contact_asked_already_is_neither_asked_again_nor_lacking() -> None:
    found = needs(
        asked(
            {"person": "ppt-01"},
            {"contact": "ppt", "which": "both", "substitutes": True},
            {"contact": "ppt", "which": "second"},
        )
    )

    assert [(need.candidates, need.count, need.unit) for need in found] == [
        (("ppt-01",), 1, None),
        (("ppt-02",), 1, None),
    ]


def test_a_contact_that_is_nobody_is_lacking_once() -> None:
    found = needs(
        asked(
            {"contact": "barnevern", "of": "all"},
            {"contact": "barnevern"},
            {"contact": "helse", "of": "all"},
            {"one_of": ["barnevern", "bup"]},
            services=[{"id": each, "name": each} for each in ("ppt", "helse", "barnevern", "bup")],
        )
    )

    assert [(need.unit, need.candidates, need.services) for need in found] == [
        ("vika", (), ("barnevern",)),
        (None, ("barnevern-01",), ("barnevern",)),
        (None, ("helse-01",), ("helse",)),
        ("nes", (), ("helse",)),
        ("vika", (), ("barnevern", "bup")),
    ]


ADVISERS = [person(f"ppt-0{number}") for number in (1, 2, 3, 4)]


def with_substitution(line: Document, stated: Document, **changes: object) -> Problem:
    """Vika's contact is 01 and Nes' is 02; somebody may have others come instead."""
    whole: Document = {
        "people": [*ADVISERS, person("helse-01")],
        "contacts": {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
        "staffing": {"forbidden": {"vika": {"ppt": ["ppt-04"]}}},
        "substitutions": [{"person": "ppt-01", **stated}],
    }
    return asked(line, **{**whole, **changes})


@pytest.mark.parametrize(
    ("line", "stated", "candidates", "regulars"),
    [
        # 04 is forbidden unless the leader says so.
        ({"contact": "ppt"}, {}, ("ppt-01", "ppt-02", "ppt-03"), ("ppt-01",)),
        ({"contact": "ppt"}, {"by": ["ppt-04"]}, ("ppt-01", "ppt-04"), ("ppt-01",)),
        ({"one_of": ["ppt", "helse"]}, {"by": ["ppt-03"]}, ("ppt-01", "ppt-03"), ("ppt-01",)),
        ({"person": "ppt-01"}, {"by": ["ppt-03"]}, ("ppt-01", "ppt-03"), ("ppt-01",)),
        # Who is asked by name has no substitutes but those who are stated.
        ({"person": "ppt-01"}, {}, ("ppt-01",), ()),
        ({"contact": "ppt"}, {"by": ["ppt-03"], "as_good": True}, ("ppt-01", "ppt-03"), ()),
        ({"contact": "ppt"}, {"units": ["nes"]}, ("ppt-01",), ()),
        ({"person": "ppt-01"}, {"by": ["ppt-03"], "units": ["vika"]}, ("ppt-01",), ()),
        ({"contact": "ppt"}, {"meetings": ["rt.vika.nes.2"]}, ("ppt-01",), ()),
        (
            {"contact": "ppt"},
            {"by": ["ppt-03"], "meetings": ["rt.vika.nes.1"]},
            ("ppt-01", "ppt-03"),
            ("ppt-01",),
        ),
        # Those who are welcome take no time, and those of a service are all asked already.
        ({"contact": "ppt", "level": "welcome"}, {"by": ["ppt-03"]}, ("ppt-01",), ()),
        (
            {"service": "ppt", "level": "as_needed"},
            {},
            ("ppt-01", "ppt-02", "ppt-03", "ppt-04"),
            (),
        ),
        # Whoever the line lets come instead, and one more.
        (
            {"contact": "ppt", "substitutes": True},
            {"by": ["ppt-04"], "as_good": True},
            ("ppt-01", "ppt-02", "ppt-03", "ppt-04"),
            ("ppt-01", "ppt-04"),
        ),
    ],
)
def test_others_may_come_instead_of_somebody(
    line: Document, stated: Document, candidates: tuple[str, ...], regulars: tuple[str, ...]
) -> None:
    (need,) = needs(with_substitution(line, stated))

    assert (need.candidates, need.regulars, need.count) == (candidates, regulars, 1)


def test_of_two_contacts_only_the_one_has_substitutes_who_are_not_asked_themselves() -> None:
    first, second = needs(with_substitution({"contact": "ppt", "of": "all"}, {}))

    assert (first.candidates, second.candidates) == (("ppt-01", "ppt-03"), ("ppt-02",))


def test_a_contact_of_two_units_is_replaced_only_where_it_holds_for_both() -> None:
    contacts = {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}}
    line: Document = {"contact": "ppt", "of": "all"}
    for_one, for_both = (
        needs(with_substitution(line, {"by": ["ppt-03"], "units": units}, contacts=contacts))
        for units in (["vika"], ["vika", "nes"])
    )

    assert [need.candidates for need in for_one] == [("ppt-01",)]
    assert [need.candidates for need in for_both] == [("ppt-01", "ppt-03")]
