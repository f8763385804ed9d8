"""What `staffing` and `serves` name: every fault where it is, in one sentence with the way out."""

# The sentences stand in one piece, as people read them.
# ruff: noqa: E501

import pytest

from planner.domain.faults import Lost
from tests.domain.told import assert_told_in_nynorsk, changed, told
from tests.instances import Document, person, series, unit

NYNORSK = {"serves": {"language_forms": ["nn"]}}
HELSE = [series(attendance=[{"contact": "ppt"}, {"contact": "helse"}])]


def staffing(**keys: object) -> Document:
    return {"staffing": keys}


FAULTS = [
    pytest.param(
        staffing(services={"pptt": {}}),
        [("staffing.services.pptt", "Tjenesten «pptt» finnes ikke; mente du «ppt»?")],
        id="hours of an unknown service",
    ),
    pytest.param(
        staffing(services={"ppt": {"second": {"zones": ["nord"], "ids": ["vikka"]}}}),
        [
            ("staffing.services.ppt.second.ids.0", "Enheten «vikka» finnes ikke; mente du «vika»?"),
            (
                "staffing.services.ppt.second.zones.0",
                "Ingen enhet ligger i sonen «nord»; sett zone på enhetene det gjelder, eller fjern sonen her.",
            ),
        ],
        id="second contacts where no unit is",
    ),
    pytest.param(
        staffing(forbidden={"vikka": {"ppt": ["ppt-01"]}}),
        [("staffing.forbidden.vikka", "Enheten «vikka» finnes ikke; mente du «vika»?")],
        id="forbidden at an unknown unit",
    ),
    pytest.param(
        staffing(forbidden={"vika": {"pptt": ["ppt-01"]}}),
        [("staffing.forbidden.vika.pptt", "Tjenesten «pptt» finnes ikke; mente du «ppt»?")],
        id="forbidden for an unknown service",
    ),
    pytest.param(
        staffing(forbidden={"vika": {"ppt": ["ppt-10"]}}),
        [("staffing.forbidden.vika.ppt.0", "Personen «ppt-10» finnes ikke; mente du «ppt-01»?")],
        id="somebody unknown is forbidden",
    ),
    pytest.param(
        {
            "people": [person(), person("helse-01")],
            **staffing(forbidden={"vika": {"ppt": ["helse-01"]}}),
        },
        [
            (
                "staffing.forbidden.vika.ppt.0",
                "Helsesykepleier 01 hører til tjenesten «helse» og kan ikke være kontakt for «ppt»; fjern personen her, eller skriv det under «helse».",
            ),
        ],
        id="somebody of another service is forbidden",
    ),
    pytest.param(
        staffing(forbidden={"vika": {"ppt": ["ppt-01"]}}),
        [
            (
                "staffing.forbidden.vika.ppt.0",
                "PP-rådgiver 01 er satt opp for Vika skole under contacts, men skal ikke ha enheten; fjern personen her, eller velg en annen under contacts.",
            ),
        ],
        id="pinned and forbidden",
    ),
    pytest.param(
        staffing(last={"vika": {"pptt": "ppt-01"}}),
        [("staffing.last.vika.pptt", "Tjenesten «pptt» finnes ikke; mente du «ppt»?")],
        id="an unknown service last half-year",
    ),
    pytest.param(
        {"people": [person(serves={"ids": ["vikka"], "municipalities": ["lilevik"]})]},
        [
            ("people.0.serves.ids.0", "Enheten «vikka» finnes ikke; mente du «vika»?"),
            (
                "people.0.serves.municipalities.0",
                "Ingen enhet ligger i kommunen «lilevik»; mente du «lillevik»?",
            ),
        ],
        id="somebody serves what is not there",
    ),
    # Whom nobody may serve.
    pytest.param(
        {"people": [person(), person("helse-01", **NYNORSK)], "series": HELSE},
        [
            (
                "series.0.attendance.1",
                "Ingen fra HELSE kan være kontakt for Vika skole; legg til folk, utvid serves, eller sett level til as_needed.",
            ),
        ],
        id="nobody is qualified",
    ),
    pytest.param(
        {
            "people": [person(), person("helse-01")],
            "series": HELSE,
            **staffing(forbidden={"vika": {"helse": ["helse-01"]}}),
        },
        [
            (
                "series.0.attendance.1",
                "Ingen fra HELSE kan være kontakt for Vika skole; legg til folk, utvid serves, ta noen ut av forbidden, eller sett level til as_needed.",
            ),
        ],
        id="the only one is forbidden",
    ),
    pytest.param(
        {
            "people": [person(), person("ppt-02", serves=None)],
            "series": [series(attendance=[{"contact": "ppt", "which": "second"}])],
        },
        [
            (
                "series.0.attendance.0.which",
                "Bare én fra PPT kan være kontakt for Vika skole, så ingen kan være andrekontakt; legg til folk, utvid serves, eller endre which.",
            ),
        ],
        id="one alone cannot be two",
    ),
]


@pytest.mark.parametrize(("changes", "faults"), FAULTS)
def test_a_fault_is_told_where_it_is_with_the_way_out(
    changes: Document, faults: list[tuple[str, str]]
) -> None:
    assert told(changed(**changes)) == faults


@pytest.mark.parametrize(("changes", "faults"), FAULTS)
def test_every_fault_has_a_sentence_in_nynorsk(
    changes: Document, faults: list[tuple[str, str]]
) -> None:
    assert_told_in_nynorsk(changes, faults)


GOOD = [
    pytest.param(staffing(last={"vika": {"ppt": "ppt-99"}}), id="who served last has left"),
    pytest.param(staffing(last={"gamle-vika": {"ppt": "ppt-01"}}), id="a unit has closed"),
    pytest.param(staffing(last={"vika": {"helse": "ppt-01"}}), id="somebody has changed service"),
    pytest.param({"contacts": {}}, id="somebody can be chosen"),
    pytest.param(
        {"people": [person(**NYNORSK)]}, id="a pinned contact may lack what serves asks for"
    ),
    pytest.param(
        {
            "people": [person(), person("ppt-02")],
            "series": [series(attendance=[{"contact": "ppt", "which": "both"}])],
        },
        id="a second contact can be chosen",
    ),
    pytest.param(
        {
            "units": [unit(), unit("nes", language_form="nn")],
            "people": [person(), person("helse-01", **NYNORSK), person("helse-02")],
            "series": HELSE,
            **staffing(
                services={"ppt": {"second": {"language_forms": ["nn"]}}},
                forbidden={"nes": {"helse": ["helse-02"]}},
            ),
        },
        id="each unit has somebody who may serve it",
    ),
]


@pytest.mark.parametrize("changes", GOOD)
def test_what_is_no_fault(changes: Document) -> None:
    assert told(changed(**changes)) == []


def test_nobody_is_missed_who_was_lost_on_the_way_in() -> None:
    alone = changed(people=[], contacts={}, **staffing(forbidden={"vika": {"ppt": ["ppt-01"]}}))

    assert [path for path, _ in told(alone)] == [
        "staffing.forbidden.vika.ppt.0",
        "series.0.attendance.0",
    ]
    touched = frozenset({"people"})
    assert told(alone, Lost(ids=frozenset({"ppt-01"}), touched=touched)) == []
