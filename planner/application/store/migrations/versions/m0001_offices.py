"""Offices with their drafts, published versions and subscriptions; what was done, and is to do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# The tables that rows are only put into, and what tells two of their rows apart.
INSERT_ONLY = {"version": ("office", "number"), "audit": ("id",)}


def upgrade() -> None:
    """Make the tables, and close those that are insert only."""
    _make_offices()
    _make_versions()
    _make_logs()
    _make_subscriptions()
    close = _close_on_sqlite if op.get_context().dialect.name == "sqlite" else _close_on_postgresql
    close()


def _make_offices() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )
    op.create_table(
        "draft",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("office", "id", name="pk_draft"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_draft_office"),
    )


def _make_versions() -> None:
    op.create_table(
        "version",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("half_year", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office", "number", name="pk_version"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_version_office"),
    )


def _make_logs() -> None:
    op.create_table(
        "audit",
        sa.Column("id", COUNTER, nullable=False),
        sa.Column("office", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_audit_office"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_office", "audit", ["office"])
    op.create_table(
        "outbox",
        sa.Column("id", COUNTER, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_outbox_office"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_done_at_id", "outbox", ["done_at", "id"])


def _make_subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("audience_kind", sa.Text(), nullable=False),
        sa.Column("audience_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("deadlines", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.Column("last_fetched_on", sa.Date()),
        sa.Column("client_family", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_subscription_office"),
        sa.UniqueConstraint("token_digest", name="uq_subscription_token_digest"),
    )
    op.create_index("ix_subscription_office", "subscription", ["office"])


def _close_on_sqlite() -> None:
    for table, key in INSERT_ONLY.items():
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is insert only'); END"
            )
        # INSERT OR REPLACE takes a row out without asking the trigger for that.
        same_row = " AND ".join(f"{column} = NEW.{column}" for column in key)
        found = f"SELECT 1 FROM {table} WHERE {same_row}"  # noqa: S608 (names of ours)
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({found}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is insert only'); END"
        )


def _close_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION insert_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; "
        "END $$"
    )
    for table in INSERT_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION insert_only()"
        )
