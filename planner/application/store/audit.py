"""The log of who did what. It is kept for good, so it holds ids and never a name or an address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Connection

from planner.application.store.tables import audit

ON_THE_MACHINE = "machine"
"""Who did it when it was a command on the machine itself, which asks for no log-in."""
NOBODY = "nobody"
"""Who did it when we do not know."""


def log(
    connection: Connection,
    action: str,
    subject: str,
    *,
    actor: str,
    at: datetime,
    office: str | None = None,
) -> None:
    """Log that somebody did something, in the same transaction as what they did."""
    row = {"office": office, "at": at, "actor": actor, "action": action, "subject": subject}
    connection.execute(audit.insert().values(row))
