"""What workers do of themselves: calendars are fetched, and what is old is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.application.jobs.chores import chores, fetch_calendars
from planner.application.store.calendars import put_calendar
from planner.application.store.database import Store
from planner.application.store.job_tables import job
from planner.application.store.jobs import jobs_in, submit
from planner.application.store.tables import draft
from tests.busycalendars import has_calendar, is_busy
from tests.offices import OFFICE, made_office
from tests.publications import NOON
from tests.services import service_on

HOURS = 3
ADDRESS = "https://kalender.kommune.no/k.ics"


def test_calendars_are_fetched_when_nobody_tried_them_for_some_hours(store: Store) -> None:
    made_office(store)
    made_office(store, "uten-kalendere")
    service = service_on(store, fetch_hours=HOURS)

    def fetches() -> int:
        assert not jobs_in(store, "uten-kalendere", by=None, limit=10)
        return len(jobs_in(store, OFFICE, by=None, limit=10))

    is_busy(service, "2027-02-02T09:00", "2027-02-02T10:00")  # tried at noon
    fetch_calendars(service, NOON + timedelta(hours=HOURS))
    assert fetches() == 0
    fetch_calendars(service, NOON + timedelta(hours=HOURS, minutes=1))
    assert fetches() == 1
    fetch_calendars(service, NOON + timedelta(hours=9 * HOURS))  # the first is not done yet
    assert fetches() == 1


def test_a_new_calendar_is_fetched_soon(store: Store) -> None:
    made_office(store)
    service = service_on(store, fetch_hours=HOURS)
    has_calendar(service)

    fetch_calendars(service, NOON)

    (fetch,) = jobs_in(store, OFFICE, by=None, limit=10)
    assert (fetch.kind, fetch.asked_by) == ("fetch", "machine")


def test_what_is_old_is_forgotten_once_a_day(store: Store) -> None:
    """A job that ended long ago is put in, and looked for each time the chores were done."""
    made_office(store)
    service, own = service_on(store), chores()

    def old_jobs_after(moment: datetime) -> int:
        for each in own:
            each(service, moment)
        left = len(jobs_in(store, OFFICE, by=None, limit=10))
        asked = {"kind": "plan", "asked": "{}", "documents": {"problem": "{}"}}
        old = submit(store, OFFICE, **asked, by=None, at=NOON)  # type: ignore[arg-type]
        with store.writing() as connection:
            this = job.update().where(job.c.id == old.id)
            connection.execute(this.values(state="done", ended_at=NOON - timedelta(days=100)))
        return left

    assert old_jobs_after(NOON) == 0
    assert old_jobs_after(NOON + timedelta(hours=1)) == 1
    assert old_jobs_after(NOON + timedelta(days=1)) == 0


def test_an_office_with_a_damaged_draft_keeps_nobody_from_their_calendars(store: Store) -> None:
    service = service_on(store, fetch_hours=HOURS)
    for office in ("annenvik", OFFICE):
        made_office(store, office)
        put_calendar(store, office, "ppt-01", ADDRESS, service.seal, by=None, at=NOON)
    with store.writing() as connection:
        row = {"id": "var", "name": "Vår", "problem": "{}", "revision": 1, "changed_at": NOON}
        connection.execute(draft.insert().values(**row, office="annenvik"))

    fetch_calendars(service, NOON)

    assert len(jobs_in(store, OFFICE, by=None, limit=10)) == 1
    assert not jobs_in(store, "annenvik", by=None, limit=10)
