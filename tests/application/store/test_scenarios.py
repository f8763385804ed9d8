"""Scenarios: kept with the version they are about, changed by one at a time, of one office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from constraints import RULES
from planner.application.documents import read_document, scenario_from
from planner.application.store.database import Store
from planner.application.store.scenarios import (
    delete_scenario,
    put_scenario,
    scenario_in,
    scenarios_in,
)
from planner.application.store.tables import audit
from planner.domain.errors import NotAllowed, NotThere, Overtaken, UnreadableInput
from planner.domain.roles import Role, User
from planner.domain.scenario import Scenario
from tests.accounts import ELSEWHERE, HERE, joined, with_offices
from tests.offices import OFFICE, publish_in, tampered, twice_published
from tests.publications import NOON, OURS, planned

LATER = NOON + timedelta(hours=1)
AWAY = {"away": "ppt-01", "first_day": "2027-03-01", "last_day": "2027-03-26"}


def away(name: str = "PP-rådgiver 01 borte") -> Scenario:
    return scenario_from({"name": name, "changes": [AWAY]}, OURS, RULES)


def kept(
    store: Store,
    name: str = "borte",
    *,
    stated: Scenario | None = None,
    expected: int = 0,
    office: str = OFFICE,
    by: User | None = None,
) -> int:
    return put_scenario(store, office, name, 2, stated or away(), expected=expected, by=by, at=NOON)


def test_a_scenario_is_kept_as_it_was_handed_in(store: Store) -> None:
    twice_published(store)

    assert kept(store) == 1

    found = scenario_in(store, OFFICE, "borte", by=None)
    assert (found.name, found.version, found.revision) == ("PP-rådgiver 01 borte", 2, 1)
    assert read_document(Scenario, found.document) == away()


def test_each_change_is_another_revision_and_none_is_lost(store: Store) -> None:
    twice_published(store)
    kept(store)

    assert kept(store, stated=away("To uker"), expected=1) == 2
    for expected in (0, 1, 3):
        with pytest.raises(Overtaken):
            kept(store, expected=expected)
    with pytest.raises(Overtaken):
        delete_scenario(store, OFFICE, "borte", expected=1, by=None, at=LATER)
    assert scenario_in(store, OFFICE, "borte", by=None).name == "To uker"
    delete_scenario(store, OFFICE, "borte", expected=2, by=None, at=LATER)

    for each in (
        partial(scenario_in, store, OFFICE, "borte", by=None),
        partial(kept, store, expected=2),
        partial(delete_scenario, store, OFFICE, "borte", expected=2, by=None, at=LATER),
    ):
        with pytest.raises(NotThere):
            each()
    with store.reading() as connection:
        logged = connection.scalars(sa.select(audit.c.action).order_by(audit.c.id)).all()
    assert logged[2:] == ["scenario.made", "scenario.changed", "scenario.deleted"]


def test_no_identity_number_is_kept_in_its_name(store: Store) -> None:
    twice_published(store)

    with pytest.raises(UnreadableInput, match="fødselsnummer") as raised:
        kept(store, stated=away("01010750160"))
    assert [each.path for each in raised.value.faults] == [("scenario", "name")]
    assert scenarios_in(store, OFFICE, by=None, limit=10) == ()


def test_scenarios_are_listed_a_page_at_a_time(store: Store) -> None:
    twice_published(store)
    twice_published(store, "annenvik")
    for name in ("c", "a", "b"):
        kept(store, name)
    kept(store, "d", office="annenvik")

    first = scenarios_in(store, OFFICE, by=None, limit=2)
    rest = scenarios_in(store, OFFICE, by=None, limit=2, after=first[-1].id)

    assert [each.id for each in (*first, *rest)] == ["a", "b", "c"]


@pytest.mark.parametrize("role", Role)
def test_who_may_see_and_change_scenarios(store: Store, role: Role) -> None:
    with_offices(store)
    asking = joined(
        store, role, "spør@kommune.no", office_id=None if role is Role.ADMINISTRATOR else HERE
    )
    for office in (HERE, ELSEWHERE):
        publish_in(store, planned(4), office)
        publish_in(store, planned(11), office)
        kept(store, office=office)

    for office in (HERE, ELSEWHERE, "ingen"):
        sees = office == HERE and role in {Role.READER, Role.PLANNER, Role.LEADER}
        plans = office == HERE and role in {Role.PLANNER, Role.LEADER}
        asked: list[tuple[bool, Callable[[], object]]] = [
            (sees, partial(scenarios_in, store, office, by=asking, limit=10)),
            (sees, partial(scenario_in, store, office, "borte", by=asking)),
            (plans, partial(kept, store, "ny", office=office, by=asking)),
            (
                plans,
                partial(delete_scenario, store, office, "borte", expected=1, by=asking, at=NOON),
            ),
        ]
        for allowed, ask in asked:
            if allowed:
                ask()
                continue
            with pytest.raises(NotAllowed):
                ask()


def test_no_scenario_is_about_a_version_that_is_not_there(store: Store) -> None:
    twice_published(store)
    tampered(store, "UPDATE version SET document = '', digest = '' WHERE number = 2")

    with pytest.raises(NotThere, match="slettet"):
        kept(store)
    with pytest.raises(NotThere, match="ingen versjon 3"):
        put_scenario(store, OFFICE, "borte", 3, away(), expected=0, by=None, at=NOON)
    assert scenarios_in(store, OFFICE, by=None, limit=10) == ()
