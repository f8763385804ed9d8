"""Accounts with their roles and sessions, invitations, and how often somebody tried to log in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OF_ALL_OFFICES = "(role = 'administrator') = (office IS NULL)"


def upgrade() -> None:
    """Make the tables."""
    _make_accounts()
    _make_sessions()
    _make_invitations()
    op.create_table(
        "throttle",
        sa.Column("key_digest", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key_digest", name="pk_throttle"),
    )


def _make_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("office", sa.Text()),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_membership_account"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_membership_office"),
        sa.UniqueConstraint("account", "office", name="uq_membership_account_office"),
        sa.CheckConstraint(OF_ALL_OFFICES, name=op.f("ck_membership_office")),
    )
    op.create_index("ix_membership_office", "membership", ["office"])


def _make_sessions() -> None:
    op.create_table(
        "session",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.PrimaryKeyConstraint("token_digest", name="pk_session"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_session_account"),
    )
    op.create_index("ix_session_account", "session", ["account"])


def _make_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("office", sa.Text()),
        sa.Column("role", sa.Text()),
        sa.Column("person", sa.Text()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("token_digest", name="pk_invitation"),
        sa.ForeignKeyConstraint(["office"], ["office.id"], name="fk_invitation_office"),
        sa.CheckConstraint(OF_ALL_OFFICES, name=op.f("ck_invitation_office")),
    )
    op.create_index("ix_invitation_email", "invitation", ["email"])
