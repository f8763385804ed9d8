"""Every table of the store: whoever takes the metadata from here has them all."""

from __future__ import annotations

from planner.application.store import account_tables, job_tables
from planner.application.store.tables import METADATA

__all__ = ["METADATA", "account_tables", "job_tables"]
