"""Publishing drafts and older versions: what was seen is what is published, or nothing is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from constraints import RULES
from planner.application.publishing import Publication
from planner.application.store.database import Store
from planner.application.store.drafts import delete_draft, put_draft
from planner.application.store.releasing import (
    difference,
    preview_draft,
    publish_draft,
    roll_forward,
)
from planner.application.store.tables import audit
from planner.domain.errors import NotAllowed, NotThere, Overtaken, UnreadableInput
from planner.domain.roles import Role, User
from tests.accounts import ELSEWHERE, HERE, joined, with_offices
from tests.drafts import DRAFT, kept_draft
from tests.instances import plan, problem
from tests.offices import OFFICE, history_in, made_office, publish_in, twice_published
from tests.publications import NOON, OURS, planned

LATER = NOON + timedelta(hours=1)
HALF_PLANNED = plan(OURS, {"rt.vika.1": "2027-02-02T09:00"})


def released(
    store: Store,
    *,
    revision: int = 1,
    expected: int = 0,
    acknowledged: bool = False,
    note: str = "",
    office: str = OFFICE,
    by: User | None = None,
) -> Publication:
    return publish_draft(
        store,
        office,
        DRAFT,
        revision=revision,
        expected=expected,
        acknowledged=acknowledged,
        note=note,
        kinds=RULES,
        by=by,
        at=LATER,
    )


def again(
    store: Store,
    number: int,
    *,
    expected: int,
    office: str = OFFICE,
    by: User | None = None,
) -> Publication:
    return roll_forward(
        store,
        office,
        number,
        expected=expected,
        acknowledged=True,
        note="Tilbake",
        kinds=RULES,
        by=by,
        at=LATER,
    )


def numbers(store: Store, office: str = OFFICE) -> list[int]:
    return [each.number for each in history_in(store, office).versions]


def test_a_draft_is_published_as_it_is(store: Store) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)
    kept_draft(store, planned(4))

    made = released(store, acknowledged=True, note="Klar", by=leader)

    (version,) = history_in(store).versions
    assert made.version == version
    assert (version.plan, version.note, version.published_at) == (planned(4), "Klar", LATER)
    with store.reading() as connection:
        asked = sa.select(audit.c.actor).where(audit.c.action.startswith("version."))
        assert connection.scalars(asked).all() == [leader.account]


def test_what_is_broken_is_told_first_and_published_when_it_is_acknowledged(store: Store) -> None:
    made_office(store)
    kept_draft(store, HALF_PLANNED)

    seen = preview_draft(store, OFFICE, DRAFT, kinds=RULES, by=None, at=NOON)
    refused = released(store)

    assert (seen.revision, seen.newest) == (1, 0)
    assert seen.publication.broken == refused.broken
    assert "fått plass" in " ".join(refused.broken)
    assert not refused.published
    assert numbers(store) == []
    assert released(store, acknowledged=True).published
    assert numbers(store) == [1]


def test_a_preview_publishes_nothing_and_tells_what_would_change(store: Store) -> None:
    twice_published(store)
    kept_draft(store, planned(18))

    seen = preview_draft(store, OFFICE, DRAFT, kinds=RULES, by=None, at=LATER)

    assert seen.newest == 2
    assert [each.meeting.id for each in seen.publication.changes] == ["rt.vika.2"]
    assert numbers(store) == [1, 2]


def test_a_draft_that_was_changed_since_it_was_seen_is_not_published(store: Store) -> None:
    made_office(store)
    kept_draft(store, planned(4))
    kept_draft(store, planned(11), expected=1)

    with pytest.raises(Overtaken) as raised:
        released(store, revision=1, acknowledged=True)
    assert raised.value.now == 2
    assert numbers(store) == []


def test_nothing_is_published_on_top_of_what_was_not_seen(store: Store) -> None:
    twice_published(store)
    kept_draft(store, planned(18))

    for expected in (0, 1, 3):
        with pytest.raises(Overtaken) as raised:
            released(store, expected=expected, acknowledged=True)
        assert raised.value.now == 2
    with pytest.raises(Overtaken):
        again(store, 1, expected=1)
    assert numbers(store) == [1, 2]


def test_of_many_that_publish_the_same_draft_at_once_one_does(store: Store) -> None:
    made_office(store)
    kept_draft(store, planned(4))

    def attempt(_: int) -> bool:
        try:
            return released(store, acknowledged=True).published
        except Overtaken:
            return False

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(attempt, range(4))) == 1
    assert numbers(store) == [1]


def test_a_draft_without_a_plan_is_not_published(store: Store) -> None:
    made_office(store)
    kept_draft(store)

    with pytest.raises(UnreadableInput, match="ingen plan ennå"):
        released(store, acknowledged=True)
    with pytest.raises(UnreadableInput, match="ingen plan ennå"):
        preview_draft(store, OFFICE, DRAFT, kinds=RULES, by=None, at=NOON)


def test_a_draft_that_is_deleted_is_not_published(store: Store) -> None:
    made_office(store)
    kept_draft(store, planned(4))
    delete_draft(store, OFFICE, DRAFT, expected=1, by=None, at=NOON)

    with pytest.raises(NotThere):
        released(store, acknowledged=True)


def test_an_older_version_comes_back_as_a_new_one(store: Store) -> None:
    twice_published(store)

    made = again(store, 1, expected=2)

    versions = history_in(store).versions
    assert [each.number for each in versions] == [1, 2, 3]
    assert versions[2].plan == versions[0].plan
    assert versions[2].note == "Tilbake"
    assert [each.meeting.id for each in made.changes] == ["rt.vika.2"]
    assert again(store, 1, expected=3).stands
    for number in (0, 9):
        with pytest.raises(NotThere):
            again(store, number, expected=3)


def test_any_two_versions_are_compared_either_way(store: Store) -> None:
    twice_published(store)
    publish_in(store, planned(18))

    (change,) = difference(store, OFFICE, 1, 3, by=None).changes
    (other,) = difference(store, OFFICE, 3, 1, by=None).changes

    assert change.before == other.after
    assert change.after == other.before
    assert change.is_moved
    assert difference(store, OFFICE, 2, 2, by=None).changes == ()
    with pytest.raises(NotThere):
        difference(store, OFFICE, 1, 4, by=None)


def test_versions_of_two_half_years_are_not_compared(store: Store) -> None:
    made_office(store)
    publish_in(store, planned(4))
    semester = {"name": "Høst 2027", "first_day": "2027-08-16", "last_day": "2027-12-17"}
    autumn = problem(id="host", semester=semester, people=[], contacts={})
    with_plan = plan(autumn, {})
    put_draft(store, OFFICE, DRAFT, "Høst", autumn, plan=with_plan, expected=0, by=None, at=NOON)
    released(store, expected=1, acknowledged=True)

    with pytest.raises(UnreadableInput, match="ikke samme halvår"):
        difference(store, OFFICE, 1, 2, by=None)


@pytest.mark.parametrize("role", Role)
def test_who_may_publish_and_compare(store: Store, role: Role) -> None:
    with_offices(store)
    asking = joined(
        store, role, "spør@kommune.no", office_id=None if role is Role.ADMINISTRATOR else HERE
    )
    for office in (HERE, ELSEWHERE):
        publish_in(store, planned(4), office)
        publish_in(store, planned(11), office)
        kept_draft(store, planned(18), office=office)

    for office in (HERE, ELSEWHERE, "ingen"):
        sees = office == HERE and role in {Role.READER, Role.PLANNER, Role.LEADER}
        publishes = office == HERE and role is Role.LEADER
        asked: list[tuple[bool, Callable[[], object]]] = [
            (sees, partial(difference, store, office, 1, 2, by=asking)),
            (
                sees,
                partial(preview_draft, store, office, DRAFT, kinds=RULES, by=asking, at=NOON),
            ),
            (
                publishes,
                partial(released, store, expected=2, acknowledged=True, office=office, by=asking),
            ),
            (publishes, partial(again, store, 1, expected=3, office=office, by=asking)),
        ]
        for allowed, ask in asked:
            if allowed:
                ask()
                continue
            with pytest.raises(NotAllowed):
                ask()
    assert numbers(store, ELSEWHERE) == [1, 2]
