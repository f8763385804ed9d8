"""Orders: what may be asked of a job, and what may not."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from planner.application.alternatives import Policy
from planner.application.orders import ORDER, PlanOrder, WhatIfOrder
from planner.domain.job import JobKind


def test_an_order_of_each_kind_says_only_what_it_must() -> None:
    least = {
        JobKind.PLAN: {"draft": "var"},
        JobKind.STAFFING: {"draft": "var"},
        JobKind.WHAT_IF: {"scenario": "uke-9"},
        JobKind.RESILIENCE: {},
        JobKind.FETCH: {},
    }
    assert least.keys() == set(JobKind)
    for kind, stated in least.items():
        order = ORDER.validate_python({"kind": kind, **stated})
        assert order.kind is kind
        assert ORDER.validate_json(order.model_dump_json()) == order


def test_what_is_left_out_is_as_for_the_commands() -> None:
    order = ORDER.validate_python({"kind": "what_if", "scenario": "uke-9"})
    assert isinstance(order, WhatIfOrder)
    assert (order.policies, order.seconds, order.busy) == (tuple(Policy), 10, True)
    assert not PlanOrder(draft="var").keep


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"kind": "tegne"},
        {"kind": "plan"},
        {"kind": "plan", "draft": "var", "seconds": 601},
        {"kind": "plan", "draft": "var", "seconds": -1},
        {"kind": "plan", "draft": "var", "seconds": float("nan")},
        {"kind": "plan", "draft": "var", "seed": 2**31},
        {"kind": "plan", "draft": "var", "revision": 0},
        {"kind": "plan", "draft": "../var"},
        {"kind": "plan", "draft": "var", "workers": 256},
        {"kind": "what_if", "scenario": "uke-9", "policies": []},
        {"kind": "what_if", "scenario": "uke-9", "policies": ["move"] * 5},
        {"kind": "what_if", "scenario": "uke-9", "policies": ["leave"]},
        {"kind": "resilience", "weeks": 27},
        {"kind": "resilience", "today": "2500-01-01"},
        {"kind": "fetch", "person": "ppt-01"},
    ],
)
def test_what_no_job_does_is_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ORDER.validate_python(stated)
