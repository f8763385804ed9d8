"""Jobs asked for: all that they take is given to them, or there is no job."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from constraints import RULES
from planner.application.documents import render_document, scenario_from
from planner.application.orders import (
    ORDER,
    FetchOrder,
    Order,
    PlanOrder,
    ResilienceOrder,
    StaffingOrder,
    WhatIfOrder,
)
from planner.application.store.database import Store
from planner.application.store.job_rows import Job
from planner.application.store.job_tables import job, job_document
from planner.application.store.jobs import document_of, jobs_in
from planner.application.store.ordering import order_fetch, place_order
from planner.application.store.tables import draft, outbox, scenario
from planner.domain.errors import Damaged, NotAllowed, NotThere, Overtaken, UnreadableInput
from planner.domain.job import JobState
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.roles import Role
from planner.domain.scenario import Scenario
from tests.accounts import ELSEWHERE, HERE, joined, with_offices
from tests.instances import problem
from tests.offices import publish_in, tampered
from tests.publications import NOON, OURS, planned

AUTUMN = problem(
    semester={"name": "Høst 2027", "first_day": "2027-08-16", "last_day": "2027-12-17"}
)
AWAY = {"away": "ppt-01", "first_day": "2027-03-01", "last_day": "2027-03-05"}
WEEK_9 = render_document(scenario_from({"name": "Uke 9", "changes": [AWAY]}, OURS, RULES))


@pytest.fixture(autouse=True)
def office(store: Store) -> None:
    """An office with a draft, a scenario and two versions."""
    with_offices(store)
    publish_in(store, planned(4), HERE)
    publish_in(store, planned(11), HERE)
    a_draft(store, "var", OURS, planned(4))
    a_scenario(store)


def a_draft(store: Store, name: str, ours: Problem, made: Plan | None, office: str = HERE) -> None:
    row = {
        "office": office,
        "id": name,
        "name": f"Utkastet {name}",
        "problem": render_document(ours),
        "plan": render_document(made) if made else None,
        "revision": 3,
        "changed_at": NOON,
    }
    with store.writing() as connection:
        connection.execute(draft.insert().values(row))


def a_scenario(store: Store) -> None:
    row = {
        "office": HERE,
        "id": "uke-9",
        "name": "Uke 9",
        "version": 1,
        "document": WEEK_9,
        "revision": 2,
        "changed_at": NOON,
    }
    with store.writing() as connection:
        connection.execute(scenario.insert().values(row))


def ordered(store: Store, order: Order) -> Job:
    return place_order(store, HERE, order, by=None, at=NOON)


def asked_in(made: Job) -> Order:
    return ORDER.validate_json(made.asked)


def documents_in(store: Store, made: Job) -> dict[str, str]:
    asked = sa.select(job_document.c.name, job_document.c.document)
    with store.reading() as connection:
        rows = connection.execute(asked.where(job_document.c.job == made.id))
        return {row.name: row.document for row in rows}


def test_a_plan_is_made_of_the_draft_as_it_is_now(store: Store) -> None:
    made = ordered(store, PlanOrder(draft="var", keep=True))

    assert (made.kind, made.state) == ("plan", JobState.WAITING)
    assert asked_in(made) == PlanOrder(draft="var", keep=True, revision=3)
    given = {"problem": render_document(OURS), "plan": render_document(planned(4))}
    assert documents_in(store, made) == given


def test_a_draft_without_a_plan_gives_none(store: Store) -> None:
    a_draft(store, "tomt", OURS, None)

    made = ordered(store, StaffingOrder(draft="tomt"))

    assert documents_in(store, made).keys() == {"problem"}


def test_a_scenario_comes_with_the_version_that_it_is_against(store: Store) -> None:
    made = ordered(store, WhatIfOrder(scenario="uke-9"))

    assert asked_in(made) == WhatIfOrder(scenario="uke-9", revision=2, today=date(2026, 12, 1))
    given = documents_in(store, made)
    assert Plan.model_validate_json(given["plan"]) == planned(4)  # not the newest
    assert Problem.model_validate_json(given["problem"]) == OURS
    assert given["scenario"] == WEEK_9


@pytest.mark.parametrize(("asked", "number", "day"), [(None, 2, 11), (1, 1, 4)])
def test_resilience_is_of_the_newest_version_or_of_the_one_that_is_named(
    store: Store, asked: int | None, number: int, day: int
) -> None:
    made = ordered(store, ResilienceOrder(version=asked, today=date(2027, 2, 1)))

    assert asked_in(made) == ResilienceOrder(version=number, today=date(2027, 2, 1))
    assert Plan.model_validate_json(documents_in(store, made)["plan"]) == planned(day)


def test_calendars_are_read_for_every_half_year_that_is_worked_on(store: Store) -> None:
    spring = ordered(store, FetchOrder())
    a_draft(store, "host", AUTUMN, None)
    both = ordered(store, FetchOrder())
    autumn = place_order(store, HERE, FetchOrder(), by=None, at=NOON.replace(year=2027, month=7))
    none = place_order(store, ELSEWHERE, FetchOrder(), by=None, at=NOON)

    def days(of: Job) -> tuple[str, str]:
        asked = asked_in(of)
        assert isinstance(asked, FetchOrder)
        return str(asked.first_day), str(asked.last_day)

    assert days(spring) == ("2027-01-04", "2027-06-18")
    assert days(both) == ("2027-01-04", "2027-12-17")
    assert days(autumn) == ("2027-08-16", "2027-12-17")
    assert days(none) == ("2026-12-01", "2027-06-02")


@pytest.mark.parametrize(
    "order",
    [
        PlanOrder(draft="sommer"),
        StaffingOrder(draft="sommer"),
        WhatIfOrder(scenario="uke-8"),
        ResilienceOrder(version=3),
    ],
)
def test_what_is_not_there_makes_no_job(store: Store, order: Order) -> None:
    with pytest.raises(NotThere):
        ordered(store, order)
    nothing_ordered(store)


def test_who_has_published_nothing_has_no_newest_version(store: Store) -> None:
    with pytest.raises(NotThere, match="ikke publisert"):
        place_order(store, ELSEWHERE, ResilienceOrder(), by=None, at=NOON)


def test_what_was_erased_is_not_there(store: Store) -> None:
    tampered(store, "UPDATE version SET document = '', digest = '' WHERE number = 1")

    with pytest.raises(NotThere, match="slettet"):
        ordered(store, ResilienceOrder(version=1))


@pytest.mark.parametrize(
    ("order", "now"),
    [
        (PlanOrder(draft="var", revision=2), 3),
        (StaffingOrder(draft="var", revision=4), 3),
        (WhatIfOrder(scenario="uke-9", revision=1), 2),
    ],
)
def test_a_draft_or_scenario_that_somebody_changed_makes_no_job(
    store: Store, order: Order, now: int
) -> None:
    with pytest.raises(Overtaken) as refused:
        ordered(store, order)
    assert refused.value.now == now
    nothing_ordered(store)


def test_no_plan_can_be_kept_where_there_is_none(store: Store) -> None:
    a_draft(store, "tomt", OURS, None)

    with pytest.raises(UnreadableInput, match="keep"):
        ordered(store, PlanOrder(draft="tomt", keep=True))
    nothing_ordered(store)


ORDERS: list[Order] = [
    PlanOrder(draft="var"),
    StaffingOrder(draft="var"),
    WhatIfOrder(scenario="uke-9"),
    ResilienceOrder(),
    FetchOrder(),
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("role", [Role.READER, Role.STAFF, Role.ADMINISTRATOR])
def test_only_who_plans_may_ask_for_a_job(store: Store, order: Order, role: Role) -> None:
    person = "ppt-01" if role is Role.STAFF else None
    office_id = None if role is Role.ADMINISTRATOR else HERE
    who = joined(store, role, person=person, office_id=office_id)

    with pytest.raises(NotAllowed):
        place_order(store, HERE, order, by=who, at=NOON)
    nothing_ordered(store)


@pytest.mark.parametrize("order", ORDERS)
def test_who_plans_elsewhere_may_not_ask_for_a_job_here(store: Store, order: Order) -> None:
    """Nor learn what there is: for what is not there they are told the same."""
    who = joined(store, Role.PLANNER)
    for office_id in (ELSEWHERE, "finnes-ikke"):
        with pytest.raises(NotAllowed):
            place_order(store, office_id, order, by=who, at=NOON)
    nothing_ordered(store)


def nothing_ordered(store: Store) -> None:
    with store.reading() as connection:
        assert connection.execute(sa.select(job.c.id)).all() == []
        assert connection.execute(sa.select(job_document.c.job)).all() == []
        told = connection.scalars(sa.select(outbox.c.kind)).all()
    assert "job.submitted" not in told


def test_calendars_are_fetched_once_in_a_while(store: Store) -> None:
    hours = timedelta(hours=6)

    def fetched_at(hour: int) -> Job | None:
        at = NOON + timedelta(hours=hour)
        return order_fetch(store, HERE, asked_before=at - hours, at=at)

    first = fetched_at(0)
    assert first is not None
    assert (first.kind, first.asked_by) == ("fetch", "machine")
    assert fetched_at(7) is None  # the first one is still open
    with store.writing() as connection:
        connection.execute(job.update().values(state=JobState.FAILED.value))
    assert fetched_at(5) is None
    second = fetched_at(6)
    assert second is not None
    found = jobs_in(store, HERE, by=None, limit=10)
    assert {each.id for each in found} == {first.id, second.id}


def test_a_job_shows_what_it_was_given_to_its_own_office_only(store: Store) -> None:
    made = ordered(store, PlanOrder(draft="var"))
    assert document_of(store, HERE, made.id, "problem", by=None) == render_document(OURS)
    with pytest.raises(NotThere):
        document_of(store, ELSEWHERE, made.id, "problem", by=None)


def test_a_scenario_that_does_not_fit_its_plan_makes_no_job(store: Store) -> None:
    with store.writing() as connection:
        locked = Scenario.model_validate_json(WEEK_9).model_copy(update={"locked": ("rt.vika.7",)})
        document = render_document(locked)
        connection.execute(scenario.update().values(document=document))

    with pytest.raises(UnreadableInput, match=r"locked\.0: .*«rt\.vika\.7» har ingen plass"):
        ordered(store, WhatIfOrder(scenario="uke-9"))
    nothing_ordered(store)


def test_a_half_year_without_such_weeks_makes_no_job(store: Store) -> None:
    with pytest.raises(UnreadableInput, match="velg færre uker"):
        ordered(store, ResilienceOrder(weeks=8, first_day=date(2027, 5, 3)))
    nothing_ordered(store)


def test_a_draft_that_cannot_be_read_is_told_by_its_name(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(draft.update().values(problem="{}"))

    with pytest.raises(Damaged, match=r"drafts\.var: "):
        ordered(store, FetchOrder())
    nothing_ordered(store)
