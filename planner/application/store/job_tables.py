"""The tables of the store for work that takes its time: what was asked for, and what came of it.

What changes each second is a short row; texts stand beside it, so that they are not written anew.
"""

from __future__ import annotations

import sqlalchemy as sa

from planner.application.store.tables import METADATA, UtcMoment

__all__ = ["job", "job_document"]

# `asked` is the canonical JSON of what the kind of job is to do. `failure` is a word of ours.
job = sa.Table(
    "job",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("office", sa.Text, sa.ForeignKey("office.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("asked_at", UtcMoment, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("stop_asked_at", UtcMoment),
    sa.Column("begun_at", UtcMoment),
    sa.Column("ended_at", UtcMoment),
    sa.Column("failure", sa.Text),
    sa.Column("stage", sa.Text),
    sa.Column("placed", sa.Integer),
    sa.Column("meetings", sa.Integer),
    sa.Column("cost", sa.BigInteger),
    sa.Column("bound", sa.BigInteger),
    sa.Column("seconds", sa.Float),
    sa.Column("progress_at", UtcMoment),
    sa.Index("ix_job_office", "office", "asked_at"),
    sa.Index("ix_job_state", "state"),
)

# One for each thing that a job takes or gives: its problem, the best plan so far, its result.
job_document = sa.Table(
    "job_document",
    METADATA,
    sa.Column("job", sa.Text, sa.ForeignKey("job.id"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("written_at", UtcMoment, nullable=False),
    sa.PrimaryKeyConstraint("job", "name"),
)
