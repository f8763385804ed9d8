"""Scenarios, jobs and calendars; identities, answers that can be sent again, and who saw what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and let an invitation say who gave it."""
    op.add_column("invitation", sa.Column("id", sa.Text()))
    op.add_column("invitation", sa.Column("invited_by", sa.Text()))
    _make_scenarios()
    _make_jobs()
    _make_calendars()
    _make_identities()
    _make_records()


def _make_scenarios() -> None:
    op.create_table(
        "scenario",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("office", "id", name="pk_scenario"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_scenario_office"),
    )


def _make_jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("stop_asked_at", MOMENT),
        sa.Column("begun_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("failure", sa.Text()),
        sa.Column("stage", sa.Text()),
        sa.Column("placed", sa.Integer()),
        sa.Column("meetings", sa.Integer()),
        sa.Column("cost", sa.BigInteger()),
        sa.Column("bound", sa.BigInteger()),
        sa.Column("seconds", sa.Float()),
        sa.Column("progress_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_job_office"),
    )
    op.create_index("ix_job_office", "job", ["office", "asked_at"])
    op.create_index("ix_job_state", "job", ["state"])
    op.create_table(
        "job_document",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("job", "name", name="pk_job_document"),
        sa.ForeignKeyConstraint(["job"], ["job.id"], name="fk_job_document_job"),
    )


def _make_calendars() -> None:
    op.create_table(
        "calendar",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("known", sa.Text()),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("tried_at", MOMENT),
        sa.PrimaryKeyConstraint("office", "person", "digest", name="pk_calendar"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_calendar_office"),
    )


def _make_identities() -> None:
    op.create_table(
        "identity",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identity"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_identity_account"),
    )
    op.create_index("ix_identity_account", "identity", ["account"])


def _make_records() -> None:
    op.create_table(
        "answer",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("key_digest", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text()),
        sa.PrimaryKeyConstraint("account", "key_digest", name="pk_answer"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_answer_account"),
    )
    op.create_table(
        "access",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office", "day", "account", "kind", "subject", name="pk_access"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_access_office"),
    )
