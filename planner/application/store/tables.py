"""The tables of the store. Whatever belongs to an office has its id, and no query crosses offices.

Documents are text: the canonical JSON of a model, so that its digest can be taken again, alike on
every database. The migrations make these tables; a test holds the two together.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

METADATA = sa.MetaData(
    # Names of our own for every constraint, without which no migration can change one later.
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcMoment(TypeDecorator[datetime]):
    """A moment, aware and in UTC whichever database it comes back from.

    SQLite knows no time zones: there the zone is left out, and put back when it is read.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take an aware moment to the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone could be any of several")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring it back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


# Counted by the database; SQLite counts only what it calls INTEGER.
Counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _office() -> sa.Column[str]:
    return sa.Column("office", sa.Text, sa.ForeignKey("office.id"), nullable=False)


office = sa.Table(
    "office",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("created_at", UtcMoment, nullable=False),
)

draft = sa.Table(
    "draft",
    METADATA,
    _office(),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("problem", sa.Text, nullable=False),
    sa.Column("plan", sa.Text),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("changed_at", UtcMoment, nullable=False),
    sa.PrimaryKeyConstraint("office", "id"),
)

# Rows are put in and never changed or taken out: the database itself refuses it. But for this:
# when a school year is erased, and the audit says so, document and digest become empty.
version = sa.Table(
    "version",
    METADATA,
    _office(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("published_at", UtcMoment, nullable=False),
    sa.Column("half_year", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("office", "number"),
    # To count those that were erased without reading all texts.
    sa.Index(
        "ix_version_erased",
        "office",
        sqlite_where=sa.text("digest = ''"),
        postgresql_where=sa.text("digest = ''"),
    ),
)

# As with versions. What concerns the whole deployment has no office.
audit = sa.Table(
    "audit",
    METADATA,
    sa.Column("id", Counter, primary_key=True),
    sa.Column("office", sa.Text, sa.ForeignKey("office.id"), index=True),
    sa.Column("at", UtcMoment, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

# What is to be done because of a transaction, written in that same transaction.
outbox = sa.Table(
    "outbox",
    METADATA,
    sa.Column("id", Counter, primary_key=True),
    _office(),
    sa.Column("at", UtcMoment, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("done_at", UtcMoment),
    sa.Index(None, "done_at", "id"),
    sqlite_autoincrement=True,
)

# Of a secret only its digest is kept.
subscription = sa.Table(
    "subscription",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("office", sa.Text, sa.ForeignKey("office.id"), nullable=False, index=True),
    sa.Column("token_digest", sa.Text, nullable=False, unique=True),
    sa.Column("audience_kind", sa.Text, nullable=False),
    sa.Column("audience_id", sa.Text, nullable=False),
    sa.Column("language", sa.Text),
    sa.Column("deadlines", sa.Boolean, nullable=False),
    sa.Column("chosen_at", UtcMoment, nullable=False),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("revoked_at", UtcMoment),
    sa.Column("last_fetched_on", sa.Date),
    sa.Column("client_family", sa.Text),
)

# A "what if" that somebody works on: the canonical JSON of a scenario against a published version.
scenario = sa.Table(
    "scenario",
    METADATA,
    _office(),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("changed_at", UtcMoment, nullable=False),
    sa.PrimaryKeyConstraint("office", "id"),
)

# The calendars that people are busy in. The address is a secret, and what is known from it is
# nobody else's business: both are encrypted, and `digest` tells one address from another.
calendar = sa.Table(
    "calendar",
    METADATA,
    _office(),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("known", sa.Text),
    sa.Column("added_at", UtcMoment, nullable=False),
    sa.Column("tried_at", UtcMoment),
    sa.PrimaryKeyConstraint("office", "person", "digest"),
)
