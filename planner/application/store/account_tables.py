"""The tables of the store for those who use the service: who they are, and what they may where.

Of a secret only its digest is kept, and of a password only what Argon2 makes of it.
"""

from __future__ import annotations

import sqlalchemy as sa

from planner.application.store.tables import METADATA, UtcMoment
from planner.domain.roles import Role

__all__ = [
    "access",
    "account",
    "answer",
    "identity",
    "invitation",
    "membership",
    "session",
    "throttle",
]


def _role(*, always: bool = True) -> tuple[sa.Column[str], sa.Column[str], sa.CheckConstraint]:
    """A role with its office; an administrator, and nobody else, is of the whole deployment."""
    return (
        sa.Column("office", sa.Text, sa.ForeignKey("office.id")),
        sa.Column("role", sa.Text, nullable=not always),
        sa.CheckConstraint(f"(role = '{Role.ADMINISTRATOR}') = (office IS NULL)", name="office"),
    )


account = sa.Table(
    "account",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("email", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("password", sa.Text),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("closed_at", UtcMoment),
)

# One for each office that somebody is in; `person` is who they are in that office's problems.
membership = sa.Table(
    "membership",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False),
    *_role(),
    sa.Column("person", sa.Text),
    sa.UniqueConstraint("account", "office"),
    sa.Index("ix_membership_office", "office"),
)

session = sa.Table(
    "session",
    METADATA,
    sa.Column("token_digest", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("seen_at", UtcMoment, nullable=False),
    sa.Column("expires_at", UtcMoment, nullable=False),
    sa.Column("revoked_at", UtcMoment),
)

# The first administrator's has no address: whoever opens it says theirs. One without a role is a
# link to choose a new password for the account that has the address.
invitation = sa.Table(
    "invitation",
    METADATA,
    sa.Column("token_digest", sa.Text, primary_key=True),
    sa.Column("id", sa.Text),
    sa.Column("invited_by", sa.Text),
    sa.Column("email", sa.Text, index=True),
    *_role(always=False),
    sa.Column("person", sa.Text),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("expires_at", UtcMoment, nullable=False),
    sa.Column("used_at", UtcMoment),
)

# How often somebody tried, from when; whose it is stands there only as a digest.
throttle = sa.Table(
    "throttle",
    METADATA,
    sa.Column("key_digest", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("since", UtcMoment, nullable=False),
)

# Who an account is to an identity provider (OpenID Connect Core 1.0, 2: `iss` and `sub`).
identity = sa.Table(
    "identity",
    METADATA,
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.PrimaryKeyConstraint("issuer", "subject"),
)

# What was answered to a request that may be sent again, by the key that it was sent with; there is
# none while it is being answered. An answer may hold a new secret, so it is encrypted.
answer = sa.Table(
    "answer",
    METADATA,
    sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False),
    sa.Column("key_digest", sa.Text, nullable=False),
    sa.Column("request_digest", sa.Text, nullable=False),
    sa.Column("asked_at", UtcMoment, nullable=False),
    sa.Column("answer", sa.Text),
    sa.PrimaryKeyConstraint("account", "key_digest"),
)

# Who saw what, the first time on each day.
access = sa.Table(
    "access",
    METADATA,
    sa.Column("office", sa.Text, sa.ForeignKey("office.id"), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("office", "day", "account", "kind", "subject"),
)
