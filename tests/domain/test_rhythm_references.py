"""What `last_rhythm` names: every fault where it is, in one sentence with the way out."""

# The sentences stand in one piece, as people read them.
# ruff: noqa: E501

import pytest

from planner.domain.faults import Lost
from tests.domain.told import assert_told_in_nynorsk, changed, told
from tests.instances import Document, series

TUESDAY = {"weekday": "tuesday"}
UNKNOWN = {"last_rhythm": {"rt.vikka": TUESDAY}}

FAULTS = [
    pytest.param(
        UNKNOWN,
        [("last_rhythm.rt.vikka", "Ingen møter hører til «rt.vikka»; mente du «rt.vika»?")],
        id="a unit that is not there",
    ),
    pytest.param(
        {"last_rhythm": {"lederforum": TUESDAY}},
        [
            (
                "last_rhythm.lederforum",
                "Ingen møter hører til «lederforum»; skriv møteserie og enhet med punktum mellom, som begynnelsen av id-ene i plan.json, eller fjern rytmen.",
            ),
        ],
        id="nothing like a group",
    ),
    pytest.param(
        {"last_rhythm": {"rt.vika": {"start": "09:15"}}},
        [
            (
                "last_rhythm.rt.vika.start",
                "Ingen møter kan begynne kl. 09.15; velg et klokkeslett som day har, eller fjern start.",
            ),
        ],
        id="between the starts of the day",
    ),
    pytest.param(
        {"last_rhythm": {"rt.vika": {"start": "07:30"}}},
        [
            (
                "last_rhythm.rt.vika.start",
                "Ingen møter kan begynne kl. 07.30; velg et klokkeslett som day har, eller fjern start.",
            ),
        ],
        id="before the day begins",
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
    pytest.param({"last_rhythm": {"rt.vika": {"start": "09:30", **TUESDAY}}}, id="of a unit"),
    pytest.param(
        {
            "series": [series(scope={"together": None}, attendance=[{"person": "ppt-01"}])],
            "last_rhythm": {"rt.alle": TUESDAY},
        },
        id="of a series with one group",
    ),
    pytest.param(
        {"day": {"start_every_minutes": 15}, "last_rhythm": {"rt.vika": {"start": "09:15"}}},
        id="a finer raster",
    ),
]


@pytest.mark.parametrize("changes", GOOD)
def test_what_is_no_fault(changes: Document) -> None:
    assert told(changed(**changes)) == []


@pytest.mark.parametrize("section", ["series", "units"])
def test_no_group_is_missed_that_may_have_been_lost_on_the_way_in(section: str) -> None:
    assert told(changed(**UNKNOWN), Lost(touched=frozenset({section}))) == []
