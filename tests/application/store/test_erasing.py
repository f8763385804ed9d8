"""Erasing what is kept about somebody: all of it, and nothing of others."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from calendars.feed import render_feed
from planner.application.store.accounts import members
from planner.application.store.audit import Action
from planner.application.store.calendars import calendars
from planner.application.store.database import Store
from planner.application.store.erasing import erase_account, erase_person
from planner.application.store.feeds import Feeds
from planner.application.store.job_tables import job, job_document
from planner.application.store.naming import Named, jobs_naming
from planner.application.store.sessions import user_with
from planner.application.store.subscriptions import subscribers
from planner.application.store.tables import audit
from planner.domain.errors import NotAllowed, NotThere, Refused
from planner.domain.roles import Membership, Role, User
from tests.accounts import (
    ELSEWHERE,
    HERE,
    MORNING,
    everything_in,
    joined,
    logged_in,
    user,
    with_offices,
)
from tests.keptthings import (
    COLLEAGUE,
    PERSON,
    SEAL,
    TWO_PEOPLE,
    a_job,
    bytes_on_disk,
    email_of,
    known,
    planned_for,
)
from tests.offices import publish_in
from tests.publications import OURS, planned

NOON = MORNING + timedelta(hours=4)


@pytest.fixture
def leader(store: Store) -> User:
    with_offices(store)
    return joined(store, Role.LEADER)


def actions(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.scalars(sa.select(audit.c.action).order_by(audit.c.id)))


def test_a_person_is_erased_with_everything_and_nothing_of_others(
    store: Store, leader: User
) -> None:
    member, _ = known(store, PERSON)
    colleague, _ = known(store, COLLEAGUE)
    before = everything_in(store)
    assert before.count(email_of(PERSON)) == before.count(email_of(COLLEAGUE)) == 3

    erase_person(store, HERE, PERSON, by=leader, at=NOON)

    left = everything_in(store)
    for trace in (email_of(PERSON), f"sub-{PERSON}", f"{member.account}', 'key"):
        assert trace not in left
    assert [each.email for each in members(store, HERE, by=leader)] == [
        "leader@kommune.no",
        email_of(COLLEAGUE),
    ]
    assert user(store, colleague.account) == colleague
    assert [each.person for each in calendars(store, HERE, SEAL, by=leader)] == [COLLEAGUE]
    (link,) = subscribers(store, HERE, by=leader)
    assert (link.subscription.audience.id, link.revoked_at) == (COLLEAGUE, None)
    assert left.count(email_of(COLLEAGUE)) == 3


def test_the_log_says_what_was_erased_without_saying_who_it_was(store: Store, leader: User) -> None:
    member, link = known(store, PERSON)
    erase_person(store, HERE, PERSON, by=leader, at=NOON)

    with store.reading() as connection:
        rows = connection.execute(sa.select(audit).order_by(audit.c.id)).all()[-3:]
    assert [(row.actor, row.action, row.subject) for row in rows] == [
        (leader.account, Action.SUBSCRIPTION_REVOKED, link.id),
        (leader.account, Action.ACCOUNT_ERASED, member.account),
        (leader.account, Action.PERSON_ERASED, PERSON),
    ]


def test_sessions_and_links_of_an_erased_person_open_nothing(store: Store, leader: User) -> None:
    publish_in(store, planned(4), HERE)
    _, link = known(store, PERSON)
    session = logged_in(store, email_of(PERSON))
    feeds = Feeds(store, render_feed)
    assert feeds.feed(link.secret, MORNING.date(), "")

    erase_person(store, HERE, PERSON, by=leader, at=NOON)

    assert user_with(store, session, at=NOON) is None
    assert Feeds(store, render_feed).feed(link.secret, MORNING.date(), "") is None


def test_plans_that_name_the_person_stay_and_are_told(store: Store, leader: User) -> None:
    planned_for(store)
    known(store, PERSON)
    known(store, COLLEAGUE)

    assert erase_person(store, HERE, PERSON, by=leader, at=NOON) == Named(
        drafts=("var",), scenarios=("var",), versions=(1,)
    )
    assert erase_person(store, HERE, COLLEAGUE, by=leader, at=NOON) == Named(drafts=("var",))


def test_a_person_that_only_plans_name_has_nothing_to_erase_and_is_told_where(
    store: Store, leader: User
) -> None:
    planned_for(store)

    assert erase_person(store, HERE, PERSON, by=leader, at=NOON).versions == (1,)


def test_jobs_that_name_the_person_go_and_others_stay(store: Store, leader: User) -> None:
    known(store, PERSON)
    for name, problem, state, office in (
        ("with", TWO_PEOPLE, "done", HERE),
        ("under-way", TWO_PEOPLE, "running", HERE),
        ("without", OURS, "done", HERE),
        ("elsewhere", TWO_PEOPLE, "done", ELSEWHERE),
    ):
        a_job(store, name, {"problem": problem.model_dump_json()}, office=office, state=state)
    with store.reading() as connection:
        named = jobs_naming(connection, HERE, COLLEAGUE)

    erase_person(store, HERE, COLLEAGUE, by=leader, at=NOON)

    assert named == ("under-way", "with")
    with store.reading() as connection:
        assert sorted(connection.scalars(sa.select(job.c.id))) == ["elsewhere", "without"]
        assert len(connection.execute(sa.select(job_document.c.job)).all()) == 2


@pytest.mark.parametrize("person", ["ppt-9", "ppt", "01", "Rådgiver", '"'])
def test_somebody_that_nothing_is_kept_about_is_told(
    store: Store, leader: User, person: str
) -> None:
    planned_for(store)
    known(store, PERSON)

    with pytest.raises(NotThere, match="Ingenting er lagret"):
        erase_person(store, HERE, person, by=leader, at=NOON)
    assert Action.PERSON_ERASED not in actions(store)


def test_an_account_with_a_role_elsewhere_is_kept_there(store: Store, leader: User) -> None:
    known(store, COLLEAGUE, ELSEWHERE)
    joined(store, Role.STAFF, email_of(COLLEAGUE), person=PERSON)

    erase_person(store, HERE, PERSON, by=leader, at=NOON)

    (theirs,) = members(store, ELSEWHERE, by=None)
    assert user(store, theirs.account).memberships == (
        Membership(ELSEWHERE, Role.STAFF, COLLEAGUE),
    )
    logged_in(store, email_of(COLLEAGUE), at=NOON)


def test_the_same_id_in_another_office_is_somebody_else(store: Store, leader: User) -> None:
    planned_for(store)
    planned_for(store, office=ELSEWHERE)
    known(store, PERSON, ELSEWHERE)

    named = erase_person(store, HERE, PERSON, by=leader, at=NOON)

    assert named.versions == (1,)
    assert len(members(store, ELSEWHERE, by=None)) == 1
    assert len(calendars(store, ELSEWHERE, SEAL, by=None)) == 1
    (link,) = subscribers(store, ELSEWHERE, by=None)
    assert link.revoked_at is None


@pytest.mark.parametrize("role", [Role.PLANNER, Role.READER, Role.STAFF, Role.ADMINISTRATOR])
def test_only_a_leader_erases_a_person(store: Store, leader: User, role: Role) -> None:
    known(store, PERSON)
    office = None if role is Role.ADMINISTRATOR else HERE
    asking = joined(store, role, "spør@kommune.no", office_id=office)
    elsewhere = joined(store, Role.LEADER, "annen@kommune.no", office_id=ELSEWHERE)

    for by in (asking, elsewhere):
        with pytest.raises(NotAllowed):
            erase_person(store, HERE, PERSON, by=by, at=NOON)
    assert email_of(PERSON) in [each.email for each in members(store, HERE, by=leader)]


def test_a_leader_who_is_no_longer_one_erases_nobody(store: Store, leader: User) -> None:
    known(store, PERSON)
    erase_account(store, leader.account, by=leader, at=NOON)

    with pytest.raises(NotAllowed):
        erase_person(store, HERE, PERSON, by=leader, at=NOON)


def test_a_command_is_told_that_there_is_no_such_office(store: Store) -> None:
    with pytest.raises(NotThere, match="nowhere"):
        erase_person(store, "nowhere", PERSON, by=None, at=NOON)


def test_everybody_may_erase_their_own_account_in_all_offices(store: Store, leader: User) -> None:
    joined(store, Role.STAFF, email_of(PERSON), office_id=ELSEWHERE, person=COLLEAGUE)
    known(store, PERSON)
    colleague, _ = known(store, COLLEAGUE)
    member = user(store, members(store, ELSEWHERE, by=None)[0].account)

    with pytest.raises(NotAllowed):
        erase_account(store, member.account, by=colleague, at=NOON)
    with pytest.raises(NotAllowed):
        erase_account(store, member.account, by=leader, at=NOON)
    erase_account(store, member.account, by=member, at=NOON)

    # What is left is an invitation that the leader gave to another address.
    assert everything_in(store).count(email_of(PERSON)) == 1
    assert [each.person for each in calendars(store, HERE, SEAL, by=leader)] == [COLLEAGUE]
    with pytest.raises(NotThere):
        erase_account(store, member.account, by=None, at=NOON)


def test_an_administrator_erases_an_account_but_not_the_last_administrator(store: Store) -> None:
    administrator = with_offices(store)
    member, _ = known(store, PERSON)

    erase_account(store, member.account, by=administrator, at=NOON)
    with pytest.raises(Refused, match="inviter en annen først"):
        erase_account(store, administrator.account, by=administrator, at=NOON)


def test_a_stolen_disk_does_not_tell_what_was_erased(store: Store, leader: User) -> None:
    if store.file is None:
        pytest.skip("PostgreSQL writes over it in its own time")
    known(store, PERSON)
    known(store, COLLEAGUE)

    erase_person(store, HERE, PERSON, by=leader, at=NOON)

    assert email_of(COLLEAGUE).encode() in bytes_on_disk(store)
    assert email_of(PERSON).encode() not in bytes_on_disk(store)
