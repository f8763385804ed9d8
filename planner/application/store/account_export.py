"""Everything that is kept about somebody, to be handed out to them (GDPR, article 15).

Secrets are not handed out, addresses of calendars among them: who has them could use them. Nor is
what plans say of others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.sealing import Seal
from planner.application.store.access import Seen
from planner.application.store.account_tables import (
    access,
    account,
    answer,
    identity,
    invitation,
    membership,
    session,
)
from planner.application.store.audit import Action, log
from planner.application.store.calendars import calendars_of
from planner.application.store.database import Store
from planner.application.store.job_tables import job
from planner.application.store.naming import (
    drafts_naming,
    jobs_naming,
    scenarios_naming,
    versions_naming,
)
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, require
from planner.application.store.tables import audit, draft, subscription
from planner.domain.audience import AudienceKind
from planner.domain.errors import Refused
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

NOT_HANDED_OUT = frozenset(
    {"password", "token_digest", "key_digest", "request_digest", "answer", "asked", "invited_by"}
)
"""Columns: secrets, and what may say something of others."""

CLOSED = Phrase(
    nb="Kontoen er stengt; spør den som driver tjenesten.",
    nn="Kontoen er stengd; spør den som driv tenesta.",
)


def export_account(store: Store, seal: Seal, *, by: User, at: datetime) -> dict[str, Any]:
    """What is kept about whoever asks, in all their offices, in values that JSON has.

    Raises
    ------
    Refused
        The account was closed just now.
    """
    mine = by.account
    with store.reading() as connection:
        found = _rows(connection, account, account.c.id == mine)
        if not found:
            raise Refused(CLOSED)
        email = found[0]["email"]
        roles = _rows(connection, membership, membership.c.account == mine)
        exported = {
            "account": found[0],
            "memberships": roles,
            "identities": _rows(connection, identity, identity.c.account == mine),
            "invitations": _rows(connection, invitation, invitation.c.email == email),
            "sessions": _rows(connection, session, session.c.account == mine),
            "answers": _rows(connection, answer, answer.c.account == mine),
            "jobs": _rows(connection, job, job.c.asked_by == mine),
            "log": _log_of(connection, mine),
            "saw": _rows(connection, access, access.c.account == mine),
            "people": [
                _person(connection, role["office"], role["person"], seal, whole=True)
                for role in roles
                if role["office"] is not None and role["person"] is not None
            ],
        }
    with store.writing() as connection:
        log(connection, Action.ACCOUNT_EXPORTED, mine, actor=mine, at=at)
    return exported


def export_person(
    store: Store, office: str, person: str, seal: Seal, *, by: User | None, at: datetime
) -> dict[str, Any]:
    """What an office keeps about a person, in values that JSON has.

    When they are busy is left out: that is nobody else's business, and their own account has it.

    Raises
    ------
    NotAllowed
        Whoever asks may not hand it out.
    NotThere
        There is no such office, for a command on the machine.
    """
    here = sa.and_(membership.c.office == office, membership.c.person == person)
    invited = sa.and_(invitation.c.office == office, invitation.c.person == person)
    members = sa.select(membership.c.account).where(here)
    with store.reading() as connection:
        require(connection, by, Permission.EXPORT_PERSON, office)
        require_office(connection, office)
        exported = {
            **_person(connection, office, person, seal, whole=False),
            "accounts": [
                {"id": row["id"], "name": row["name"], "email": row["email"]}
                for row in _rows(connection, account, account.c.id.in_(members))
            ],
            "memberships": _rows(connection, membership, here),
            "invitations": _rows(connection, invitation, invited),
        }
    with store.writing() as connection:
        require(connection, by, Permission.EXPORT_PERSON, office)
        action = Action.PERSON_EXPORTED
        log(connection, action, person, actor=actor_of(by), at=at, office=office)
    return exported


def _person(
    connection: Connection, office: str, person: str, seal: Seal, *, whole: bool
) -> dict[str, Any]:
    """What an office keeps about a person, whoever's account that is."""
    links = sa.and_(
        subscription.c.office == office,
        subscription.c.audience_kind == AudienceKind.PERSON.value,
        subscription.c.audience_id == person,
    )
    seen = sa.and_(
        access.c.office == office,
        access.c.kind == Seen.PERSON.value,
        access.c.subject == person,
    )
    return {
        "person": person,
        "office": office,
        "subscriptions": _rows(connection, subscription, links),
        "calendars": [
            {
                "host": each.host,
                "added_at": _plain(each.added_at),
                "tried_at": _plain(each.tried_at),
                "read_at": _plain(each.read_at),
                **(
                    {"busy": source and source.model_dump(mode="json")["intervals"]}
                    if whole
                    else {}
                ),
            }
            for each, source in calendars_of(connection, office, person, seal)
        ],
        "seen_by": _rows(connection, access, seen),
        "log": _rows(connection, audit, _about(office, person)),
        "drafts": list(_in_drafts(connection, office, person)),
        "scenarios": list(scenarios_naming(connection, office, person)),
        "versions": list(_in_versions(connection, office, person)),
        "jobs": list(jobs_naming(connection, office, person)),
    }


def _in_drafts(connection: Connection, office: str, person: str) -> Iterator[dict[str, Any]]:
    """What drafts say of a person: who they are there, and where they are to be when."""
    for name, problem in drafts_naming(connection, office, person):
        this = sa.and_(draft.c.office == office, draft.c.id == name)
        plan = connection.execute(sa.select(draft.c.plan).where(this)).scalar_one()
        yield {"id": name, **_said(problem, json.loads(plan) if plan else {}, person)}


def _in_versions(connection: Connection, office: str, person: str) -> Iterator[dict[str, Any]]:
    """The same of published versions."""
    for number, published in versions_naming(connection, office, person):
        said = _said(published["problem"], published["plan"], person)
        yield {"number": number, "published_at": published["published_at"], **said}


def _said(problem: dict[str, Any], plan: dict[str, Any], person: str) -> dict[str, Any]:
    theirs = ("id", "title", "start", "end", "place")
    return {
        "person": next((each for each in problem["people"] if each["id"] == person), None),
        "meetings": [
            {name: each[name] for name in theirs}
            for each in plan.get("meetings", ())
            if any(somebody["id"] == person for somebody in each["people"])
        ],
    }


def _about(office: str, person: str) -> sa.ColumnElement[bool]:
    return sa.and_(audit.c.office == office, audit.c.subject == person)


def _log_of(connection: Connection, account_id: str) -> list[dict[str, Any]]:
    """What an account did, and what was done with it."""
    # A role that was given stands after the account.
    about = sa.or_(audit.c.subject == account_id, audit.c.subject.startswith(f"{account_id} "))
    return _rows(connection, audit, sa.or_(audit.c.actor == account_id, about))


def _rows(
    connection: Connection, table: sa.Table, those: sa.ColumnElement[bool]
) -> list[dict[str, Any]]:
    """Rows in the order of their first columns, moments as ISO 8601 and without secrets."""
    columns = [column for column in table.columns if column.name not in NOT_HANDED_OUT]
    found = connection.execute(sa.select(*columns).where(those).order_by(*columns[:2]))
    return [{name: _plain(value) for name, value in row.items()} for row in found.mappings()]


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
