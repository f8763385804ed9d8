"""Erasing a school year that is over: its contents go, and everything else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from calendars.feed import render_feed
from constraints import RULES
from planner.application.secret import Link
from planner.application.store.audit import Action
from planner.application.store.backup import backup
from planner.application.store.database import Store, open_store
from planner.application.store.feeds import Feeds
from planner.application.store.job_tables import job, job_document
from planner.application.store.published import published_in, version_in
from planner.application.store.schoolyears import ErasedYear, erase_year
from planner.application.store.subscriptions import subscribe
from planner.application.store.tables import audit, draft, scenario, version
from planner.application.store.verify import verify
from planner.application.store.versions import publish
from planner.domain.audience import Audience, AudienceKind
from planner.domain.errors import Damaged, NotAllowed, NotThere, UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.roles import Role, User
from planner.engine.rule import Rulebook
from planner.engine.rulebook import rulebook
from tests.accounts import ELSEWHERE, HERE, joined, with_offices
from tests.instances import person, plan, problem
from tests.keptthings import a_job, bytes_on_disk, planned_for
from tests.offices import history_in, publish_in, tampered
from tests.publications import BOOK, NOON, OURS, planned

OCTOBER = datetime(2027, 10, 1, 8, tzinfo=UTC)
TODAY = OCTOBER.date()
AUTUMN = problem(
    semester={"name": "Høst 2027", "first_day": "2027-08-16", "last_day": "2027-12-20"},
    people=[person()],
)
AUTUMN_PLAN = plan(AUTUMN, {"rt.vika.1": "2027-09-07T09:00", "rt.vika.2": "2027-11-09T09:00"})
SPRING_2027 = ErasedYear(versions=(1, 2), drafts=("var",), scenarios=("var",), jobs=("job-var",))
ADVISER = Audience(AudienceKind.PERSON, "ppt-01")


def publish_autumn(store: Store, made: Plan = AUTUMN_PLAN, at: datetime = NOON) -> None:
    publish(store, HERE, AUTUMN, made, BOOK, by=None, at=at, anyway=True)


@pytest.fixture
def leader(store: Store) -> User:
    """An office with two versions of a spring that is over and one of the autumn after it."""
    with_offices(store)
    planned_for(store, OURS)
    publish_in(store, planned(11), HERE, note="Hemmelig merknad")
    publish_autumn(store)
    row = {"office": HERE, "name": "Høst", "revision": 1, "changed_at": NOON}
    with store.writing() as connection:
        problem_text = AUTUMN.model_dump_json()
        connection.execute(draft.insert().values(**row, id="host", problem=problem_text))
        connection.execute(scenario.insert().values(**row, id="host", version=3, document="{}"))
    a_job(store, "job-host", {"problem": AUTUMN.model_dump_json()})
    a_job(store, "job-fetch", {})
    return joined(store, Role.LEADER)


def erase(store: Store, by: User | None, at: datetime = OCTOBER, year: int = 2026) -> ErasedYear:
    return erase_year(store, HERE, year, by=by, at=at)


def ids(store: Store, column: sa.Column[str]) -> list[str]:
    with store.reading() as connection:
        return sorted(connection.scalars(sa.select(column)))


def rules_of(ours: Problem) -> Rulebook:
    return rulebook(RULES, ours.rules)


def wrong_in(store: Store) -> list[str]:
    return [each.text("nb") for each in verify(store, rules_of)]


def test_a_year_is_erased_and_the_next_one_stays(store: Store, leader: User) -> None:
    assert erase(store, leader) == SPRING_2027

    assert ids(store, draft.c.id) == ids(store, scenario.c.id) == ["host"]
    assert ids(store, job.c.id) == ["job-fetch", "job-host"]
    assert ids(store, job_document.c.job) == ["job-host"]
    found = history_in(store, HERE)
    assert [each.number for each in found.versions] == [3]
    assert [each.number for each in found.erased] == [1, 2]
    assert found.newest == 3


def test_of_a_version_stay_number_moment_and_half_year(store: Store, leader: User) -> None:
    before = published_in(store, HERE, by=leader, limit=10)
    erase(store, leader)

    after = published_in(store, HERE, by=leader, limit=10)
    assert [(each.number, each.erased) for each in after] == [(3, False), (2, True), (1, True)]
    assert [(each.published_at, each.half_year) for each in after] == [
        (each.published_at, each.half_year) for each in before
    ]
    assert [each.note for each in after] == ["", "", ""]
    with pytest.raises(NotThere, match="slettet sammen med skoleåret"):
        version_in(store, HERE, 2, by=leader)


def test_the_log_has_a_line_for_everything_that_was_erased(store: Store, leader: User) -> None:
    erase(store, leader)

    with store.reading() as connection:
        rows = connection.execute(sa.select(audit).order_by(audit.c.id)).all()[-5:]
    assert {row.actor for row in rows} == {leader.account}
    assert [(row.action, row.subject) for row in rows] == [
        (Action.VERSION_ERASED, "1"),
        (Action.VERSION_ERASED, "2"),
        (Action.SCENARIO_DELETED, "var"),
        (Action.DRAFT_DELETED, "var"),
        (Action.YEAR_ERASED, "2026"),
    ]


def test_publishing_goes_on_where_it_was(store: Store, leader: User) -> None:
    erase(store, leader)
    later = plan(AUTUMN, {"rt.vika.1": "2027-09-07T09:00", "rt.vika.2": "2027-11-16T09:00"})
    publish_autumn(store, later, OCTOBER)

    found = history_in(store, HERE)
    assert [each.number for each in found.versions] == [3, 4]
    assert [each.number for each in found.current] == [4]
    assert wrong_in(store) == []


def test_the_first_version_after_everything_was_erased_has_the_next_number(
    store: Store, leader: User
) -> None:
    erase(store, leader)
    erase(store, leader, OCTOBER.replace(year=2028), 2027)
    assert history_in(store, HERE).versions == ()

    publish_autumn(store, at=NOON - timedelta(days=300))  # by a clock that was set back

    (found,) = history_in(store, HERE).versions
    assert found.number == 4
    assert found.published_at > history_in(store, HERE).erased[-1].published_at


def test_what_was_erased_is_whole_to_whoever_reads_everything_again(
    store: Store, leader: User
) -> None:
    erase(store, leader)

    assert wrong_in(store) == []


@pytest.fixture
def feeds(store: Store, address: str) -> Iterator[Feeds]:  # noqa: ARG001 (it is there first)
    """The feeds as another process has them."""
    made = Feeds(open_store(address), render_feed)
    yield made
    made.close()


def linked(store: Store, audience: Audience = ADVISER) -> Link:
    return subscribe(store, HERE, audience, by=None, at=NOON)


def test_feeds_are_byte_for_byte_as_they_were(store: Store, leader: User, feeds: Feeds) -> None:
    link = linked(store)
    before = feeds.feed(link.secret, TODAY, "")
    erase(store, leader)
    anew = Feeds(store, render_feed)

    for after in (feeds.feed(link.secret, TODAY, ""), anew.feed(link.secret, TODAY, "")):
        assert before
        assert after
        assert (after.plain.body, after.plain.etag) == (before.plain.body, before.plain.etag)


def test_a_feed_of_somebody_who_was_only_in_that_year_is_gone(store: Store, leader: User) -> None:
    gone = problem(people=[person(), person("ppt-02")], contacts={"vika": {"ppt": "ppt-02"}})
    made = plan(gone, {"rt.vika.1": "2027-02-02T09:00"})
    publish(store, HERE, gone, made, BOOK, by=None, at=NOON, anyway=True)
    link = linked(store, Audience(AudienceKind.PERSON, "ppt-02"))
    feeds = Feeds(store, render_feed)
    assert feeds.feed(link.secret, TODAY, "")

    erase(store, leader)

    assert Feeds(store, render_feed).feed(link.secret, TODAY, "") is None


def test_a_feed_that_is_kept_in_memory_is_looked_at_again(
    store: Store, leader: User, feeds: Feeds
) -> None:
    """A process that answers from memory finds out, by the count of what was erased."""
    if store.file is None:
        pytest.skip("a server is asked only twice a second")
    gone = problem(people=[person(), person("ppt-02")], contacts={"vika": {"ppt": "ppt-02"}})
    made = plan(gone, {"rt.vika.1": "2027-02-02T09:00"})
    publish(store, HERE, gone, made, BOOK, by=None, at=NOON, anyway=True)
    link = linked(store, Audience(AudienceKind.PERSON, "ppt-02"))
    assert feeds.feed(link.secret, TODAY, "")

    erase(store, leader)

    assert feeds.feed(link.secret, TODAY, "") is None


@pytest.mark.parametrize(
    ("at", "year", "told"),
    [
        (OCTOBER - timedelta(hours=11), 2026, "2026/27 kan slettes fra 1. oktober 2027"),
        (OCTOBER, 2027, "2027/28 kan slettes fra 1. oktober 2028"),
        (OCTOBER, 20_262, "det begynner i"),
        (OCTOBER, -1, "det begynner i"),
    ],
)
def test_a_year_that_feeds_may_still_show_is_not_erased(
    store: Store, leader: User, at: datetime, year: int, told: str
) -> None:
    with pytest.raises(UnreadableInput, match=told):
        erase(store, leader, at, year)
    assert len(history_in(store, HERE).versions) == 3


def test_a_year_of_which_there_is_nothing_is_told(store: Store, leader: User) -> None:
    with pytest.raises(NotThere, match="2025/26"):
        erase(store, leader, year=2025)
    erase(store, leader)
    with pytest.raises(NotThere, match="slettet fra før"):
        erase(store, leader)


def test_a_job_that_is_under_way_is_erased_too(store: Store, leader: User) -> None:
    a_job(store, "job-now", {"problem": OURS.model_dump_json()}, state="running")

    assert erase(store, leader).jobs == ("job-now", "job-var")
    assert "job-now" not in ids(store, job.c.id)


def test_a_draft_that_cannot_be_read_is_told_and_nothing_erased(store: Store, leader: User) -> None:
    with store.writing() as connection:
        connection.execute(draft.update().where(draft.c.id == "host").values(problem="{}"))

    with pytest.raises(Damaged, match=r"drafts\.host: "):
        erase(store, leader)
    assert len(history_in(store, HERE).versions) == 3


@pytest.mark.parametrize("role", [Role.PLANNER, Role.READER, Role.STAFF, Role.ADMINISTRATOR])
@pytest.mark.usefixtures("leader")
def test_only_a_leader_erases_a_year(store: Store, role: Role) -> None:
    office = None if role is Role.ADMINISTRATOR else HERE
    asking = joined(store, role, "spør@kommune.no", office_id=office)
    elsewhere = joined(store, Role.LEADER, "annen@kommune.no", office_id=ELSEWHERE)

    for by in (asking, elsewhere):
        with pytest.raises(NotAllowed):
            erase(store, by)
    with pytest.raises(NotThere, match="nowhere"):
        erase_year(store, "nowhere", 2026, by=None, at=OCTOBER)
    assert len(history_in(store, HERE).versions) == 3


def test_another_office_keeps_its_year(store: Store, leader: User) -> None:
    planned_for(store, OURS, name="annen", office=ELSEWHERE)

    assert erase(store, leader) == SPRING_2027
    assert len(history_in(store, ELSEWHERE).versions) == 1
    assert "annen" in ids(store, draft.c.id)
    assert "annen" in ids(store, scenario.c.id)
    assert "job-storvik" in ids(store, job.c.id)


def test_half_years_go_whole_whatever_days_their_versions_had(store: Store, leader: User) -> None:
    semester = {"name": "Vår 2027", "first_day": "2027-01-04", "last_day": "2027-08-13"}
    longer = problem(semester=semester)
    made = plan(longer, {"rt.vika.1": "2027-02-02T09:00"})
    publish(store, HERE, longer, made, BOOK, by=None, at=NOON, anyway=True)

    with pytest.raises(NotThere):
        erase_year(store, HERE, 2025, by=leader, at=OCTOBER)
    # Its newest version ends in the school year after.
    assert erase(store, leader).versions == ()
    assert erase(store, leader, OCTOBER.replace(year=2028), 2027).versions == (1, 2, 3, 4)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE version SET document = '', digest = '' WHERE number = 2",
        "UPDATE version SET document = 'x', digest = '' WHERE number = 1",
        "UPDATE version SET document = '' WHERE number = 1",
        "UPDATE version SET document = '', digest = '', half_year = 'x' WHERE number = 1",
        "UPDATE version SET document = '', digest = '', number = 9 WHERE number = 1",
        "UPDATE version SET document = '', digest = '', office = 'storvik' WHERE number = 1",
        "DELETE FROM version WHERE number = 1",
    ],
)
def test_the_database_lets_nothing_else_be_changed(store: Store, leader: User, change: str) -> None:
    """The log says that the first version was erased, and nothing of the second."""
    row = {"at": NOON, "actor": leader.account, "action": Action.VERSION_ERASED.value}
    with store.writing() as connection:
        connection.execute(audit.insert().values(**row, office=HERE, subject="1"))

    with pytest.raises(DBAPIError, match="insert only"), store.writing() as connection:
        connection.exec_driver_sql(change)


def test_what_was_erased_cannot_be_put_back(store: Store, leader: User) -> None:
    erase(store, leader)

    with pytest.raises(DBAPIError, match="insert only"), store.writing() as connection:
        connection.exec_driver_sql("UPDATE version SET document = 'x' WHERE number = 1")


def test_an_empty_version_that_the_log_does_not_know_of_is_told(store: Store, leader: User) -> None:
    erase(store, leader)
    tampered(store, "DELETE FROM audit WHERE action = 'version.erased' AND subject = '1'")

    assert [each.partition(";")[0] for each in wrong_in(store)] == [
        "lillevik: versions.1: Versjonen er ødelagt eller endret etter at den ble publisert"
    ]


@pytest.mark.usefixtures("leader")
def test_a_version_that_the_log_says_is_erased_and_is_not_is_told(store: Store) -> None:
    tampered(
        store,
        "INSERT INTO audit (office, at, actor, action, subject) SELECT office, at, actor, "
        "'version.erased', '1' FROM audit WHERE subject = '1' AND "
        "action IN ('version.published', 'version.published_anyway')",
    )

    (told,) = wrong_in(store)
    assert told.startswith("lillevik: versions.1: Revisjonsloggen sier at versjonen er slettet")


def test_neither_the_disk_nor_a_backup_tells_what_was_erased(store: Store, leader: User) -> None:
    if store.file is None:
        pytest.skip("PostgreSQL writes over it in its own time")
    assert b"Hemmelig merknad" in bytes_on_disk(store)

    erase(store, leader)

    assert b"Hemmelig merknad" not in bytes_on_disk(store)
    copy = store.file.with_name("copy.db")
    assert backup(store, copy) == ()
    assert b"Hemmelig merknad" not in copy.read_bytes()


def test_the_versions_that_were_erased_are_counted_by_their_index(store: Store) -> None:
    """Reading every text for it would keep each feed waiting."""
    asked = sa.select(sa.func.count()).select_from(version).where(sa.text("digest = ''"))
    if store.file is None:
        pytest.skip("a server plans by what there is")
    with store.reading() as connection:
        text = str(asked.where(version.c.office == "x").compile(connection))
        plan_of = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", ("x",)).all()
    assert "ix_version_erased" in str(plan_of)


def test_days_are_norways(store: Store, leader: User) -> None:
    assert erase(store, leader, datetime(2027, 9, 30, 22, tzinfo=UTC)).versions == (1, 2)
