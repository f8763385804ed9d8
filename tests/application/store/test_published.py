"""What is published, looked at: in a list and as a whole."""

from __future__ import annotations

import pytest

from planner.application.store.database import Store
from planner.application.store.published import meetings_in, published_in, version_in
from planner.application.versiondocument import note_in
from planner.domain.errors import NotAllowed, NotThere, UnreadableInput
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE, joined, with_offices
from tests.offices import made_office, publish_in, tampered, twice_published
from tests.publications import planned

OFFICE = "lillevik"
NOTES = ["", "Klar", '«Ny» rådgiver\n"fra" \\ mandag', '\n\t"\\' * 125, '"version":{"note":"x"']


def test_versions_are_listed_the_newest_first_so_many_at_a_time(store: Store) -> None:
    twice_published(store)

    newest = published_in(store, OFFICE, by=None, limit=1)
    older = published_in(store, OFFICE, by=None, limit=5, before=newest[-1].number)

    assert [each.number for each in (*newest, *older)] == [2, 1]
    assert [each.note for each in (*newest, *older)] == ["", "Klar"]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_told_as_it_was_written(store: Store, note: str) -> None:
    made_office(store)
    publication = publish_in(store, planned(4), note=note)

    assert publication.published
    (listed,) = published_in(store, OFFICE, by=None, limit=1)
    assert listed.note == note


def test_what_is_no_version_has_no_note() -> None:
    assert [note_in(each) for each in ("", "{", '{"version":{"note":"half', "[]")] == [None] * 4


def test_a_version_is_read_whole_and_again_from_memory(store: Store) -> None:
    twice_published(store)

    first, again = (version_in(store, OFFICE, 1, by=None) for _ in range(2))

    assert first.plan == planned(4)
    assert again is first


def test_a_version_that_is_not_there_or_was_erased_is_not_found(store: Store) -> None:
    twice_published(store)
    tampered(store, "UPDATE version SET document = '', digest = '' WHERE number = 1")

    for number in (1, 3):
        with pytest.raises(NotThere):
            version_in(store, OFFICE, number, by=None)
    assert [each.erased for each in published_in(store, OFFICE, by=None, limit=5)] == [False, True]


def test_a_version_that_was_changed_by_others_is_not_shown(store: Store) -> None:
    made_office(store)
    publish_in(store, planned(18))
    tampered(store, "UPDATE version SET document = replace(document, 'Vika', 'Visa'), digest = 'x'")

    with pytest.raises(UnreadableInput):
        version_in(store, OFFICE, 1, by=None)


def test_only_members_who_may_see_plans_see_versions(store: Store) -> None:
    with_offices(store)
    publish_in(store, planned(4), HERE)
    reader = joined(store, Role.READER)
    staff = joined(store, Role.STAFF, person="ppt-01")
    other = joined(store, Role.LEADER, office_id=ELSEWHERE)

    assert version_in(store, HERE, 1, by=reader).number == 1
    assert len(meetings_in(store, HERE, "ppt-01", by=staff)) == 2
    for each in (staff, other):
        with pytest.raises(NotAllowed):
            version_in(store, HERE, 1, by=each)
        with pytest.raises(NotAllowed):
            published_in(store, HERE, by=each, limit=1)
        with pytest.raises(NotAllowed):
            meetings_in(store, HERE, "ppt-02", by=each)
