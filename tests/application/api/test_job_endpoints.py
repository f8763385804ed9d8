"""Jobs over the API: asked for, followed, stopped, and what came of them."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from planner.application.jobresults import PlanResult
from planner.application.store import attempts
from planner.application.store.database import Store
from planner.application.store.drafts import put_draft
from planner.application.store.job_rows import Job
from planner.domain.job import FAILURE, RESULT, JobState, Standing
from planner.domain.roles import Role
from planner.engine.check import check
from tests.accounts import ELSEWHERE, HERE
from tests.apicallers import Caller, caller
from tests.instances import Document
from tests.publications import BOOK, NOON, OURS, planned

JOBS = f"/offices/{HERE}/jobs"
NO_JOB = f"{JOBS}/{'0' * 32}"
ORDER = {"order": {"kind": "plan", "draft": "var-2027", "seconds": 5}}


@pytest.fixture
def planner(client: FlaskClient, store: Store) -> Caller:
    """Somebody who plans in an office with a draft that has no plan."""
    put_draft(store, HERE, "var-2027", "Våren 2027", OURS, plan=None, expected=0, by=None, at=NOON)
    return caller(client, store, Role.PLANNER)


@pytest.fixture
def job(planner: Caller) -> Document:
    """A job that they asked for."""
    told: Document = planner.send("POST", JOBS, ORDER, 202)
    return told


def begun(store: Store, job: Document) -> Job:
    """The job as a worker has it that began it."""
    attempt = attempts.begin(store, str(job["id"]), at=NOON)
    assert attempt
    return attempt


def ended(store: Store, job: Document, state: JobState = JobState.DONE) -> Document:
    """The result of a job that a worker has ended."""
    result = PlanResult(plan=planned(4), report=check(OURS, planned(4), BOOK)).model_dump_json()
    assert attempts.end(store, begun(store, job), state, {RESULT: result}, at=NOON)
    document: Document = json.loads(result)
    return document


def test_a_job_is_asked_for_and_followed(store: Store, planner: Caller, job: Document) -> None:
    path = f"{JOBS}/{job['id']}"
    assert (job["kind"], job["state"], job["progress"]) == ("plan", "waiting", None)
    assert (job["order"]["draft"], job["order"]["revision"]) == ("var-2027", 1)  # type: ignore[index]

    attempt = begun(store, job)
    attempts.note(store, attempt, Standing("search", 1, 2, 40, 10, 0.5), at=NOON)

    told = planner.get(path)
    assert told["state"] == "running"
    assert told["progress"] == {
        "stage": "search",
        "placed": 1,
        "meetings": 2,
        "cost": 40,
        "bound": 10,
        "seconds": 0.5,
        "at": "2026-12-01T11:00:00Z",
    }
    planner.get(f"{path}/result", 404)


def test_where_a_job_is_stands_in_the_answer(planner: Caller) -> None:
    answer = planner.ask("POST", JOBS, ORDER)

    assert answer.headers["Location"] == f"/api/v1{JOBS}/{answer.get_json()['id']}"


def test_the_result_of_a_job_goes_into_its_draft_or_a_new_one(
    store: Store, planner: Caller, job: Document
) -> None:
    result = ended(store, job)

    assert planner.get(f"{JOBS}/{job['id']}/result") == result
    path = f"{JOBS}/{job['id']}/draft"
    old = planner.send("POST", path, {"draft": "var-2027", "expected": 1})
    new = planner.send("POST", path, {"draft": "annen", "expected": 0})
    assert (old["revision"], new["revision"]) == (2, 1)
    for name in ("var-2027", "annen"):
        plan = planner.get(f"/offices/{HERE}/drafts/{name}")["plan"]
        assert plan["meetings"] == result["plan"]["meetings"]  # type: ignore[index]
    planner.send("POST", path, {"draft": "var-2027", "expected": 1}, 409)


def test_a_job_is_stopped_once_and_what_has_ended_stays_so(
    store: Store, planner: Caller, job: Document
) -> None:
    begun(store, job)
    stopped = [planner.send("POST", f"{JOBS}/{job['id']}/stop", status=202) for _ in range(2)]

    assert [each["stop_asked_at"] for each in stopped] == ["2026-12-01T11:00:00Z"] * 2
    other = planner.send("POST", JOBS, ORDER, 202)
    ended(store, other)
    assert planner.send("POST", f"{JOBS}/{other['id']}/stop", status=202)["state"] == "done"


def test_why_a_job_failed_is_told_in_the_readers_language(
    store: Store, planner: Caller, job: Document
) -> None:
    why = json.dumps({"nb": "Det er ikke plass.", "nn": "Det er ikkje plass."})
    attempt = begun(store, job)
    failed = {"failure": "unreadable_input", "at": NOON}
    attempts.end(store, attempt, JobState.FAILED, {FAILURE: why}, **failed)  # type: ignore[arg-type]

    path = f"{JOBS}/{job['id']}"
    answer = planner.ask("GET", path, **{"Accept-Language": "nn"})
    assert answer.get_json()["why"] == "Det er ikkje plass."
    assert (planner.get(path)["why"], planner.get(path)["failure"]) == (
        "Det er ikke plass.",
        "unreadable_input",
    )


def test_why_a_job_has_no_result_is_told_as_long_as_it_is_known(
    store: Store, planner: Caller
) -> None:
    failed, poisoned, stopped = (planner.send("POST", JOBS, ORDER, 202) for _ in range(3))
    attempts.end(store, begun(store, failed), JobState.FAILED, {}, failure="word", at=NOON)
    while attempts.begin(store, poisoned["id"], at=NOON):
        pass
    planner.send("POST", f"{JOBS}/{stopped['id']}/stop", status=202)

    told = [planner.get(f"{JOBS}/{each['id']}") for each in (failed, poisoned, stopped)]
    assert [each["state"] for each in told] == ["failed", "poisoned", "stopped"]
    assert told[0]["why"] is None  # long ago: what it handed out is gone
    assert told[1]["why"].startswith("Jobben er prøvd 3 ganger")
    assert told[2]["why"].startswith("Jobben ble stoppet før")
    for each in (failed, poisoned, stopped):
        planner.get(f"{JOBS}/{each['id']}/result", 404)


def test_jobs_are_listed_by_the_page_the_last_first(planner: Caller) -> None:
    asked = {planner.send("POST", JOBS, ORDER, 202)["id"] for _ in range(3)}
    first = planner.get(f"{JOBS}?limit=2")
    second = planner.get(f"{JOBS}?limit=2&after={first['next']}")

    found = [each["id"] for page in (first, second) for each in page["jobs"]]
    assert (len(found), set(found), second["next"]) == (3, asked, None)


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"kind": "plan", "draft": "ukjent"}, 404),
        ({"kind": "plan", "draft": "var-2027", "revision": 7}, 409),
        ({"kind": "plan", "draft": "var-2027", "keep": True}, 422),
        ({"kind": "plan", "draft": "var-2027", "seconds": 601}, 422),
        ({"kind": "plan"}, 422),
        ({"kind": "brygge"}, 422),
        ({}, 422),
        ({"kind": "resilience"}, 404),
        ({"kind": "resilience", "version": 10**30}, 422),
        ({"kind": "what_if", "scenario": "ukjent"}, 404),
    ],
)
def test_what_cannot_be_done_is_refused_and_no_job_is_there(
    planner: Caller, order: Document, status: int
) -> None:
    planner.send("POST", JOBS, {"order": order}, status)

    assert planner.get(JOBS)["jobs"] == []


def test_sent_twice_with_one_key_a_job_is_asked_for_once(planner: Caller) -> None:
    for _ in range(2):
        planner.ask("POST", JOBS, ORDER, **{"Idempotency-Key": "k1"})

    assert len(planner.get(JOBS)["jobs"]) == 1


def test_a_job_that_is_not_there_is_not_found(planner: Caller) -> None:
    for path in (NO_JOB, f"{NO_JOB}/result"):
        planner.get(path, 404)
    planner.send("POST", f"{NO_JOB}/stop", status=404)
    planner.send("POST", f"{NO_JOB}/draft", {"draft": "var-2027", "expected": 1}, 404)
    planner.get(f"{JOBS}/x", 422)


def test_others_neither_see_nor_stop_a_job(
    client: FlaskClient, store: Store, planner: Caller, job: Document
) -> None:
    ended(store, job)
    path = f"{JOBS}/{job['id']}"
    elsewhere = path.replace(HERE, ELSEWHERE)
    staff = caller(client, store, Role.STAFF, person="ppt-01")
    other = caller(client, store, Role.LEADER, office=ELSEWHERE)

    for each, status in ((staff, 403), (other, 403), (Caller(client), 401)):
        for one in (JOBS, path, f"{path}/result"):
            refusal = each.ask("GET", one)
            assert refusal.status_code == status
            assert "Ressursteam" not in refusal.get_data(as_text=True)
        each.send("POST", JOBS, ORDER, status)
        each.send("POST", f"{path}/stop", status=status)
    other.get(elsewhere, 404)
    other.get(f"{elsewhere}/result", 404)
    other.send("POST", f"{elsewhere}/draft", {"draft": "tatt", "expected": 0}, 404)
    assert planner.get(path)["stop_asked_at"] is None


def test_readers_follow_a_job_and_do_not_ask_for_one(
    client: FlaskClient, store: Store, planner: Caller, job: Document
) -> None:
    reader = caller(client, store, Role.READER)

    assert reader.get(f"{JOBS}/{job['id']}") == planner.get(f"{JOBS}/{job['id']}")
    reader.send("POST", JOBS, ORDER, 403)
    reader.send("POST", f"{JOBS}/{job['id']}/stop", status=403)
