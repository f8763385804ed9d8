"""The log of who did what. It is kept for good, so it holds ids and never a name or an address."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.engine import Connection

from planner.application.store.tables import audit

ON_THE_MACHINE = "machine"
"""Who did it when it was a command on the machine itself, which asks for no log-in."""
NOBODY = "nobody"
"""Who did it when we do not know."""


class Action(StrEnum):
    """What happened: the thing that it happened to, and what."""

    OFFICE_MADE = "office.made"
    OFFICE_CHANGED = "office.changed"
    INVITATION_GIVEN = "invitation.given"
    INVITATION_WITHDRAWN = "invitation.withdrawn"
    ACCOUNT_MADE = "account.made"
    ACCOUNT_CLOSED = "account.closed"
    ACCOUNT_ERASED = "account.erased"
    ACCOUNT_EXPORTED = "account.exported"
    MEMBERSHIP_GIVEN = "membership.given"
    MEMBERSHIP_ENDED = "membership.ended"
    IDENTITY_LINKED = "identity.linked"
    IDENTITY_UNLINKED = "identity.unlinked"
    PASSWORD_LINK_GIVEN = "password_link.given"  # noqa: S105 (what is written in the log)
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 (as above)
    SESSION_BEGUN = "session.begun"
    SESSION_ENDED = "session.ended"
    SESSIONS_ENDED = "sessions.ended"
    LOG_IN_THROTTLED = "log_in.throttled"
    SUBSCRIPTION_MADE = "subscription.made"
    SUBSCRIPTION_ROTATED = "subscription.rotated"
    SUBSCRIPTION_CHOSEN = "subscription.chosen"
    SUBSCRIPTION_REVOKED = "subscription.revoked"
    DRAFT_MADE = "draft.made"
    DRAFT_CHANGED = "draft.changed"
    DRAFT_DELETED = "draft.deleted"
    SCENARIO_MADE = "scenario.made"
    SCENARIO_CHANGED = "scenario.changed"
    SCENARIO_DELETED = "scenario.deleted"
    VERSION_PUBLISHED = "version.published"
    VERSION_PUBLISHED_ANYWAY = "version.published_anyway"
    """Requirements did not hold, and whoever published it knew."""
    JOB_SUBMITTED = "job.submitted"
    JOB_STOP_ASKED = "job.stop_asked"
    CALENDAR_ADDED = "calendar.added"
    CALENDAR_REMOVED = "calendar.removed"
    PERSON_EXPORTED = "person.exported"
    PERSON_ERASED = "person.erased"
    YEAR_ERASED = "year.erased"
    VERSION_ERASED = "version.erased"
    """With its year. The database lets no version be emptied before the log says this."""


def log(
    connection: Connection,
    action: Action,
    subject: str,
    *,
    actor: str,
    at: datetime,
    office: str | None = None,
) -> None:
    """Log that somebody did something, in the same transaction as what they did."""
    row = {"office": office, "at": at, "actor": actor, "action": action.value, "subject": subject}
    connection.execute(audit.insert().values(row))
