"""Drafts over the API: kept, changed by one at a time, previewed and published."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from planner.application.api.draft_endpoints import DraftGiven
from planner.application.documents import DAMAGED
from planner.application.store.database import Store
from planner.application.store.tables import draft as drafts
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE
from tests.apicallers import Caller, caller
from tests.instances import Document, document
from tests.publications import planned

DRAFTS = f"/offices/{HERE}/drafts"
DRAFT = f"{DRAFTS}/var-2027"


CALENDAR = {"id": "ruta", "municipality": "lillevik", "unit_types": ["primary"], "closed": []}


def problem_document(**changes: object) -> Document:
    """Vika's problem as its file has it, with a school calendar."""
    return document(**{"school_calendars": [CALENDAR], **changes})


def plan_document(day: int = 4) -> Document:
    return planned(day).model_dump(mode="json")


def given(expected: int = 0, **changes: object) -> Document:
    """A draft as it is handed in."""
    whole = {"name": "Våren 2027", "problem": problem_document(), "plan": plan_document()}
    return {**whole, "expected": expected, **changes}


@pytest.fixture
def leader(client: FlaskClient, store: Store) -> Caller:
    return caller(client, store, Role.LEADER)


@pytest.fixture
def drafted(leader: Caller) -> Caller:
    """The leader of an office with a draft."""
    assert leader.send("PUT", DRAFT, given()) == {"id": "var-2027", "revision": 1}
    return leader


def release(**changes: object) -> Document:
    """What is sent to publish the draft."""
    whole = {"draft": "var-2027", "revision": 1, "expected": 0, "acknowledged": True}
    return {**whole, **changes}


def test_a_draft_is_kept_and_read_back_whole(drafted: Caller) -> None:
    kept = drafted.get(DRAFT)

    assert (kept["name"], kept["revision"]) == ("Våren 2027", 1)
    assert kept["problem"]["units"][0]["id"] == "vika"
    assert kept["problem"]["holidays"]  # the public ones, which nobody has to hand in
    assert kept["plan"]["meetings"] == plan_document()["meetings"]
    (listed,) = drafted.get(DRAFTS)["drafts"]
    assert (listed["id"], listed["planned"]) == ("var-2027", True)


def test_the_example_of_the_document_can_be_handed_in(leader: Caller) -> None:
    schema = DraftGiven.model_json_schema()

    assert leader.send("PUT", DRAFT, schema["examples"][0])["revision"] == 1


def test_a_draft_that_was_damaged_is_our_fault_and_in_the_log(
    drafted: Caller, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with store.writing() as connection:
        connection.execute(drafts.update().values(problem='{"id": "annet"}'))

    refusal = drafted.get(DRAFT, 500)

    assert refusal["code"] == "damaged"
    assert [each["sentence"] for each in refusal["faults"]] == [DAMAGED.nb]
    assert "request failed" in caplog.text


def test_what_is_read_can_be_handed_in_again(drafted: Caller) -> None:
    kept = drafted.get(DRAFT)
    again = {"name": kept["name"], "problem": kept["problem"], "plan": kept["plan"]}

    assert drafted.send("PUT", DRAFT, {**again, "expected": 1})["revision"] == 2
    assert drafted.get(DRAFT)["problem"] == kept["problem"]
    assert drafted.get(DRAFT)["plan"] == kept["plan"]


def test_drafts_are_listed_by_the_page(leader: Caller) -> None:
    for name in ("c", "a", "b"):
        leader.send("PUT", f"{DRAFTS}/{name}", given(plan=None))
    first = leader.get(f"{DRAFTS}?limit=2")
    second = leader.get(f"{DRAFTS}?limit=2&after={first['next']}")

    found = [each["id"] for page in (first, second) for each in page["drafts"]]
    assert (found, second["next"]) == (["a", "b", "c"], None)


def test_whoever_was_slower_is_told_so_and_changes_nothing(drafted: Caller) -> None:
    drafted.send("PUT", DRAFT, given(1, name="Først"))
    refusal = drafted.send("PUT", DRAFT, given(1, name="Sist"), 409)
    taken = drafted.send("PUT", DRAFT, given(0, name="Ny"), 409)

    assert (refusal["now"], taken["now"]) == (2, 2)
    assert drafted.get(DRAFT)["name"] == "Først"


def test_every_fault_is_told_with_its_place(drafted: Caller) -> None:
    problem = problem_document(units=[{"id": "vika", "name": "Vika"}], services=[])
    refusal = drafted.send("PUT", DRAFT, given(1, problem=problem), 422)

    paths = [tuple(each["path"]) for each in refusal["faults"]]
    assert ("problem", "units", 0, "municipality") in paths
    assert len(paths) > 1
    assert drafted.get(DRAFT)["revision"] == 1


def test_a_plan_of_another_problem_is_refused(drafted: Caller) -> None:
    plan = {**plan_document(), "problem": "storvik"}
    refusal = drafted.send("PUT", DRAFT, given(1, plan=plan), 422)

    assert [tuple(each["path"]) for each in refusal["faults"]] == [("plan", "problem")]


def test_a_name_with_an_identity_number_is_refused(leader: Caller) -> None:
    refusal = leader.send("PUT", DRAFT, given(name="Sak 01010750160"), 422)

    assert [each["path"] for each in refusal["faults"]] == [["name"]]
    leader.get(DRAFT, 404)


def test_a_draft_is_deleted_by_whoever_knows_its_revision(drafted: Caller) -> None:
    drafted.send("DELETE", f"{DRAFT}?expected=7", status=409)
    drafted.send("DELETE", f"{DRAFT}?expected=1", status=204)

    drafted.get(DRAFT, 404)


def test_a_preview_tells_what_is_broken_and_what_would_change(drafted: Caller) -> None:
    first = drafted.get(f"{DRAFT}/preview")
    drafted.send("POST", f"/offices/{HERE}/versions", release())
    drafted.send("PUT", DRAFT, given(1, plan=plan_document(11)))
    second = drafted.get(f"{DRAFT}/preview")

    assert (first["newest"], first["before"], first["changes"]) == (0, None, [])
    assert first["report"]["requirements_broken"] == len(first["broken"])
    assert (second["newest"], second["before"], second["revision"]) == (1, 1, 2)
    assert [each["meeting"] for each in second["changes"]] == ["rt.vika.2"]


def test_a_draft_without_a_plan_has_no_preview_and_is_not_published(leader: Caller) -> None:
    leader.send("PUT", DRAFT, given(plan=None))

    assert leader.get(f"{DRAFT}/preview", 422)["faults"]
    leader.send("POST", f"/offices/{HERE}/versions", release(), 422)
    assert leader.get(f"/offices/{HERE}/versions")["versions"] == []


def test_a_draft_is_published_once_and_told_when_it_stands(drafted: Caller) -> None:
    versions = f"/offices/{HERE}/versions"
    asked = release(note="Klar")
    answer = drafted.ask("POST", versions, asked)
    again = drafted.send("POST", versions, {**asked, "expected": 1})

    assert answer.headers["Location"] == f"/api/v1{versions}/1"
    told = drafted.answered(answer, 200)
    assert (told["published"], told["number"]) == (True, 1)
    assert (again["published"], again["number"]) == (False, 1)
    assert drafted.get(f"{versions}/1")["note"] == "Klar"


def test_what_is_broken_is_told_and_must_be_acknowledged(leader: Caller) -> None:
    plan = plan_document()
    assert isinstance(plan["meetings"], list)
    del plan["meetings"][1]
    leader.send("PUT", DRAFT, given(plan=plan))
    broken = leader.get(f"{DRAFT}/preview")["broken"]
    asked = release(acknowledged=False)
    refusal = leader.send("POST", f"/offices/{HERE}/versions", asked, 422)

    assert broken
    assert refusal["code"] == "not_acknowledged"
    assert [each["sentence"] for each in refusal["faults"]] == broken
    assert leader.get(f"/offices/{HERE}/versions")["versions"] == []
    told = leader.send("POST", f"/offices/{HERE}/versions", release())
    assert told["broken"] == broken


@pytest.mark.parametrize("changed", [{"revision": 7}, {"expected": 7}])
def test_what_was_not_seen_is_not_published(drafted: Caller, changed: Document) -> None:
    asked = release(**changed)
    refusal = drafted.send("POST", f"/offices/{HERE}/versions", asked, 409)

    assert refusal["code"] == "overtaken"
    assert drafted.get(f"/offices/{HERE}/versions")["versions"] == []


def test_an_older_version_is_published_again_as_a_new_one(drafted: Caller) -> None:
    versions = f"/offices/{HERE}/versions"
    drafted.send("POST", versions, release())
    drafted.send("PUT", DRAFT, given(1, plan=plan_document(11)))
    drafted.send("POST", versions, release(revision=2, expected=1))
    again = {"expected": 2, "acknowledged": True, "note": "Tilbake"}

    told = drafted.send("POST", f"{versions}/1/again", again)

    assert (told["number"], [each["meeting"] for each in told["changes"]]) == (3, ["rt.vika.2"])
    plans = [drafted.get(f"{versions}/{number}/plan")["meetings"] for number in (1, 2, 3)]
    assert plans[0] == plans[2] != plans[1]
    drafted.send("POST", f"{versions}/1/again", again, 409)


def test_sent_twice_with_one_key_a_draft_is_published_once(drafted: Caller) -> None:
    asked = release()
    versions = f"/offices/{HERE}/versions"
    answers = [drafted.ask("POST", versions, asked, **{"Idempotency-Key": "k1"}) for _ in range(2)]

    assert answers[0].get_json() == answers[1].get_json()
    assert len(drafted.get(versions)["versions"]) == 1


def test_planners_draft_and_do_not_publish_and_readers_look(
    client: FlaskClient, store: Store, drafted: Caller
) -> None:
    planner = caller(client, store, Role.PLANNER)
    reader = caller(client, store, Role.READER)
    versions = f"/offices/{HERE}/versions"

    assert planner.send("PUT", DRAFT, given(1))["revision"] == 2
    planner.send("POST", versions, release(revision=2), 403)
    assert reader.get(f"{DRAFT}/preview")["revision"] == 2
    reader.send("PUT", DRAFT, given(2), 403)
    reader.send("DELETE", f"{DRAFT}?expected=2", status=403)
    assert drafted.get(versions)["versions"] == []


def test_neither_staff_nor_another_office_nor_nobody_gets_at_a_draft(
    client: FlaskClient, store: Store, drafted: Caller
) -> None:
    staff = caller(client, store, Role.STAFF, person="ppt-01")
    other = caller(client, store, Role.LEADER, office=ELSEWHERE)

    for each, status in ((staff, 403), (other, 403), (Caller(client), 401)):
        for path in (DRAFTS, DRAFT, f"{DRAFT}/preview"):
            refusal = each.ask("GET", path)
            assert refusal.status_code == status
            assert "Vika" not in refusal.get_data(as_text=True)
        each.send("PUT", DRAFT, given(1), status)
        each.send("DELETE", f"{DRAFT}?expected=1", status=status)
        each.send("POST", f"/offices/{HERE}/versions", release(), status)
    assert drafted.get(DRAFT)["revision"] == 1
