"""Drafts in the tests: Vika's problem, with or without a plan, as a planner keeps them."""

from __future__ import annotations

from datetime import datetime

from planner.application.store.database import Store
from planner.application.store.drafts import put_draft
from planner.domain.plan import Plan
from planner.domain.roles import User
from tests.offices import OFFICE
from tests.publications import NOON, OURS

DRAFT = "var-2027"


def kept_draft(
    store: Store,
    plan: Plan | None = None,
    *,
    draft: str = DRAFT,
    expected: int = 0,
    office: str = OFFICE,
    by: User | None = None,
    at: datetime = NOON,
) -> int:
    """Keep a draft of Vika's problem: its revision."""
    return put_draft(
        store, office, draft, "Våren 2027", OURS, plan=plan, expected=expected, by=by, at=at
    )
