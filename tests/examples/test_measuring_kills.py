"""Kill -9 while the service plans and publishes: few rounds of what is measured in many."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.measure.killing import killed

pytestmark = pytest.mark.slow
ROUNDS = 7
"""Web processes, workers, and at last what holds them all."""


def test_nothing_is_lost_doubled_or_half_seen(address: str, tmp_path: Path) -> None:
    database = address if address.startswith("postgresql") else None

    seen = killed(ROUNDS, tmp_path, database)

    assert seen.wrong == []
    assert seen.published == ROUNDS + 1
    assert seen.counts["versions"] == seen.published
    assert len(seen.jobs) == ROUNDS + 2
    assert seen.counts["feeds read"] > 0
    assert seen.counts["killed: supervisor"] == 1
