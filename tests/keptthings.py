"""An office in the tests that keeps something of every kind about two colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.application.sealing import KEY_BYTES, Seal
from planner.application.secret import Link
from planner.application.store.access import Seen, note_access
from planner.application.store.account_tables import identity
from planner.application.store.answers import begin_answer
from planner.application.store.calendars import put_calendar
from planner.application.store.database import Store
from planner.application.store.invitations import invite
from planner.application.store.job_tables import job, job_document
from planner.application.store.subscriptions import subscribe
from planner.application.store.tables import draft, scenario
from planner.domain.audience import Audience, AudienceKind
from planner.domain.problem import Problem
from planner.domain.roles import Role, User
from tests.accounts import HERE, MORNING, joined, logged_in
from tests.instances import person, problem
from tests.offices import publish_in
from tests.publications import NOON, OURS, planned

SEAL = Seal(b"1" * KEY_BYTES)
PERSON, COLLEAGUE = "ppt-01", "ppt-02"
TWO_PEOPLE = problem(people=[person(), person(COLLEAGUE)])
"""A problem in which both are, and only the first is at a meeting."""
ADDRESS = "https://kalender.kommune.no/{person}.ics"


def email_of(person: str) -> str:
    """Whose account is that person's."""
    return f"{person}@kommune.no"


def known(store: Store, person: str, office: str = HERE) -> tuple[User, Link]:
    """A member of an office with all that can be kept about one, and the link to their feed."""
    member = joined(store, Role.STAFF, email_of(person), office_id=office, person=person)
    logged_in(store, email_of(person))
    row = {"issuer": "https://id.no", "subject": f"sub-{person}", "account": member.account}
    with store.writing() as connection:
        connection.execute(identity.insert().values(**row, created_at=MORNING))
    begin_answer(store, f"key-{person}", b"", SEAL, by=member, at=MORNING)
    note_access(store, office, Seen.PERSON, person, by=member, at=MORNING)
    put_calendar(store, office, person, ADDRESS.format(person=person), SEAL, by=None, at=MORNING)
    invite(store, office, f"ny-{email_of(person)}", Role.STAFF, person=person, by=None, at=MORNING)
    audience = Audience(AudienceKind.PERSON, person)
    return member, subscribe(store, office, audience, by=None, at=MORNING)


def planned_for(
    store: Store, ours: Problem = TWO_PEOPLE, *, name: str = "var", office: str = HERE
) -> None:
    """A version of an office, and a draft, a scenario and a job that has ended, all called so."""
    publish_in(store, planned(4), office)
    kept = {"office": office, "id": name, "name": "Vår", "revision": 1, "changed_at": NOON}
    texts = {"problem": ours.model_dump_json(), "plan": planned(4).model_dump_json()}
    change = '{"change":"absence","person":"ppt-01"}'
    with store.writing() as connection:
        connection.execute(draft.insert().values(**kept, **texts))
        connection.execute(scenario.insert().values(**kept, version=1, document=change))
    a_job(
        store,
        f"job-{name}" if office == HERE else f"job-{office}",
        {"problem": OURS.model_dump_json()},
        office=office,
    )


def a_job(
    store: Store,
    name: str,
    documents: Mapping[str, str],
    *,
    office: str = HERE,
    state: str = "done",
    by: str = "machine",
) -> None:
    """A job, ended at noon if it has ended."""
    row = {"id": name, "office": office, "kind": "plan", "asked": "{}", "asked_by": by}
    ended = None if state in {"waiting", "running"} else NOON
    moments = {"asked_at": NOON, "ended_at": ended}
    with store.writing() as connection:
        connection.execute(job.insert().values(**row, **moments, state=state, attempts=1))
        for kind, text in documents.items():
            document = {"job": name, "name": kind, "document": text, "digest": ""}
            connection.execute(job_document.insert().values(**document, written_at=NOON))


def bytes_on_disk(store: Store) -> bytes:
    """All that a stolen disk would tell of a SQLite store."""
    assert store.file is not None
    beside = (Path(f"{store.file}{ending}") for ending in ("", "-wal"))
    return b"".join(each.read_bytes() for each in beside if each.exists())
