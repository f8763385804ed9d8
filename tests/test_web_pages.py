"""The pages for people: who gets in, what is shown to whom, and what no other site can do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from planner.application.secret import digest_of_secret
from planner.application.store.account_tables import session
from planner.application.store.database import Store
from planner.application.store.invitations import first_administrator
from planner.application.store.passwords import password_link
from planner.application.store.subscriptions import subscribe, subscribers
from planner.domain.audience import Audience, AudienceKind
from planner.domain.roles import Role
from tests.accounts import PASSWORD, joined
from tests.offices import OFFICE, made_office
from tests.publications import NOON
from tests.services import service_on
from tests.sites import LEADER, NEW, PERSON, STAFF, invited, log_in, send, token_in, with_people
from web import create_app

SHORT, WRONG, ANOTHER = "kort", "feil passord her", "fire røde hav i nord"
HTML = {"Accept": "text/html"}
on_a_file = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(store: Store, clock: Clock) -> Iterator[FlaskClient]:
    with_people(store)
    app = create_app(service_on(store, now=clock))
    yield app.test_client()
    app.extensions["feeds"].close()


@on_a_file
def test_pages_run_no_script_and_stand_in_no_frame_or_cache(client: FlaskClient) -> None:
    answer = client.get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    for page in ("/", "/log-in"):
        text = client.get(page).get_data(as_text=True)
        assert not re.search(r"<script|<style| style=| on\w+=", text)


@on_a_file
def test_what_pages_refer_to_is_there_and_stays(client: FlaskClient) -> None:
    paths = re.findall(r'href="(/files/[^"]+)"', client.get("/").get_data(as_text=True))

    assert len(paths) == 2
    for path in paths:
        answer = client.get(path)
        assert (answer.status_code, "immutable" in answer.headers["Cache-Control"]) == (200, True)
    assert client.get("/files/site-0.css").status_code == 404


@on_a_file
@pytest.mark.parametrize(
    ("base", "name", "closed"),
    [("https://plan.kommune.no", "__Host-semesterplan", True), (None, "semesterplan", False)],
)
def test_the_cookie_is_this_hosts_alone(
    store: Store, base: str | None, name: str, *, closed: bool
) -> None:
    app = create_app(service_on(store, base_url=base))
    answer = app.test_client().get("/log-in", base_url=base or "http://localhost")
    app.extensions["feeds"].close()

    cookie = answer.headers["Set-Cookie"].split("; ")
    assert cookie[0].startswith(f"{name}=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie)
    assert ("Secure" in cookie) == closed
    assert not any(each.startswith("Domain") for each in cookie)
    assert ("Strict-Transport-Security" in answer.headers) == closed


def test_somebody_logs_in_and_out(client: FlaskClient, store: Store) -> None:
    answer = log_in(client, STAFF)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me")
    assert "Ressursteam" in client.get("/me").get_data(as_text=True)

    answer = send(client, "/me", "/log-out")

    assert answer.headers["Location"] == "/"
    assert client.get("/me").headers["Location"] == "/log-in"
    with store.reading() as connection:
        assert [each.revoked_at for each in connection.execute(session.select())] == [NOON]


@on_a_file
def test_a_cookie_from_before_the_end_opens_nothing(client: FlaskClient) -> None:
    log_in(client, STAFF)
    kept = client.get_cookie("semesterplan")
    send(client, "/me", "/log-out")
    assert kept
    client.set_cookie("semesterplan", kept.value)

    assert client.get("/me").headers["Location"] == "/log-in"


@on_a_file
def test_a_session_that_nobody_used_for_long_is_over(client: FlaskClient, clock: Clock) -> None:
    log_in(client, STAFF)
    clock.now += timedelta(hours=2)

    assert client.get("/me").headers["Location"] == "/log-in"


@on_a_file
def test_a_wrong_password_is_told_beside_the_address_that_was_written(client: FlaskClient) -> None:
    answer = log_in(client, STAFF, WRONG)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert 'role="alert"' in text
    assert f'value="{STAFF}"' in text
    assert WRONG not in text


@on_a_file
@pytest.mark.parametrize("token", [None, "", "x", "WyJhIl0.aaaa.bbbb"])
def test_forms_of_other_sites_do_nothing(client: FlaskClient, token: str | None) -> None:
    client.get("/log-in")
    data = {"email": STAFF, "password": PASSWORD}
    answer = client.post("/log-in", data=data | ({} if token is None else {"csrf_token": token}))

    assert answer.status_code == 403
    assert client.get("/me").headers["Location"] == "/log-in"


@on_a_file
def test_the_token_of_somebody_else_does_nothing(client: FlaskClient) -> None:
    token = token_in(client.application.test_client().get("/log-in"))
    client.get("/log-in")
    data = {"email": STAFF, "password": PASSWORD, "csrf_token": token}

    assert client.post("/log-in", data=data).status_code == 403


@on_a_file
def test_a_form_from_before_the_log_in_is_not_of_the_session(client: FlaskClient) -> None:
    before = token_in(client.get("/log-in"))
    log_in(client, STAFF)

    answer = client.post(f"/me/{OFFICE}/links", data={"csrf_token": before})

    assert answer.status_code == 403


def test_an_invitation_is_accepted_and_no_longer_holds(client: FlaskClient, store: Store) -> None:
    page = f"/invitations/{invited(store)}"
    text = client.get(page).get_data(as_text=True)
    assert "Du blir medarbeider i Lillevik." in text
    assert NEW in text

    answer = send(client, page, name="PP-rådgiver 07", password=PASSWORD)

    assert answer.headers["Location"] == "/me"
    assert client.get("/me").status_code == 200
    assert client.get(page).status_code == 403


@on_a_file
def test_what_is_wrong_with_an_account_is_told_at_each_field(
    client: FlaskClient, store: Store
) -> None:
    answer = send(client, f"/invitations/{invited(store)}", name=" ", password=SHORT)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert text.count('aria-invalid="true"') == 2
    assert 'href="#name"' in text
    assert 'href="#password"' in text
    assert "Feil:" in text.partition("</title>")[0]
    assert "kort" not in text.replace("fort", "")


@on_a_file
def test_whoever_has_an_account_gives_its_password(client: FlaskClient, store: Store) -> None:
    page = f"/invitations/{invited(store, LEADER, Role.STAFF)}"
    assert 'id="name"' not in client.get(page).get_data(as_text=True)

    assert send(client, page, password=WRONG).status_code == 403
    assert send(client, page, password=PASSWORD).status_code == 303
    assert client.get("/me").status_code == 200


@on_a_file
def test_the_first_administrator_says_who_it_is(store: Store) -> None:
    secret = first_administrator(store, at=NOON)
    app = create_app(service_on(store))
    client = app.test_client()

    page = f"/invitations/{secret}"
    answer = send(client, page, email="drift@kommune.no", name="Drift", password=PASSWORD)

    assert answer.headers["Location"] == "/"
    assert "For administratorer" in client.get("/").get_data(as_text=True)
    app.extensions["feeds"].close()


def test_a_new_password_is_chosen_by_a_link(client: FlaskClient, store: Store) -> None:
    account = joined(store, Role.STAFF, NEW, office_id=OFFICE, at=NOON).account
    page = f"/passwords/{password_link(store, account, by=None, at=NOON)}"

    assert send(client, page, password=SHORT).status_code == 422
    answer = send(client, page, password=ANOTHER)

    assert "Det nye passordet gjelder" in answer.get_data(as_text=True)
    assert client.get(page).status_code == 403
    assert log_in(client, NEW).status_code == 403
    assert log_in(client, NEW, ANOTHER).status_code == 303


def test_somebody_makes_exchanges_and_revokes_their_own_link(
    client: FlaskClient, store: Store
) -> None:
    log_in(client, STAFF)

    shown = send(client, "/me", f"/me/{OFFICE}/links").headers["Location"]
    link = subscribers(store, OFFICE, by=None)[0]
    page = client.get(shown).get_data(as_text=True)
    feed = re.search(r"http://127.0.0.1:8000(/feeds/[^<]+\.ics)", page)
    assert feed
    assert client.get(feed[1]).status_code == 200
    assert "webcal://127.0.0.1:8000/feeds/" in page
    assert "cid=webcal%3A%2F%2F127.0.0.1" in page
    assert "<svg" in page

    other = send(client, "/me", f"/me/{OFFICE}/links/{link.id}/new").headers["Location"]
    assert (client.get(shown).status_code, client.get(other).status_code) == (404, 200)
    send(client, "/me", f"/me/{OFFICE}/links/{link.id}/end")
    assert client.get(other).status_code == 404
    assert other.rpartition("/")[2] not in client.get("/me").get_data(as_text=True)


def test_nobody_has_power_over_the_links_of_others(client: FlaskClient, store: Store) -> None:
    made_office(store, "annenvik")
    theirs = subscribe(store, OFFICE, Audience(AudienceKind.UNIT, "vika"), by=None, at=NOON)
    log_in(client, STAFF)

    paths = [f"/me/{OFFICE}/links/{theirs.id}/{what}" for what in ("new", "end")]
    paths += ["/me/annenvik/links", "/me/finnesikke/links", f"/me/annenvik/links/{theirs.id}/end"]

    assert {send(client, "/me", each).status_code for each in paths} == {403}
    assert subscribers(store, "annenvik", by=None) == ()
    assert client.get(f"/links/{theirs.secret}").status_code == 200


def test_a_character_that_no_database_takes_names_nothing(client: FlaskClient) -> None:
    log_in(client, STAFF)
    token = token_in(client.get("/me"))

    for path in ("/me/%00/links", f"/me/{OFFICE}/links/%00/new", f"/me/{OFFICE}/links/a%00b/end"):
        assert client.post(path, data={"csrf_token": token}).status_code == 404
    for path in ("/links/%00", "/invitations/%00", "/passwords/%00"):
        assert client.get(path).status_code == 404


@on_a_file
def test_nobody_makes_links_without_logging_in(client: FlaskClient, store: Store) -> None:
    answer = send(client, "/log-in", f"/me/{OFFICE}/links")

    assert answer.status_code == 403
    assert subscribers(store, OFFICE, by=None) == ()


@on_a_file
def test_whoever_has_logged_in_is_not_asked_to_when_a_page_is_refused(client: FlaskClient) -> None:
    assert "Logg inn" in client.get("/nowhere", headers=HTML).get_data(as_text=True)
    log_in(client, STAFF)
    token = token_in(client.get("/me"))

    refused = client.post("/me/annet/links", data={"csrf_token": token}, headers=HTML)

    assert refused.status_code == 403
    assert "Logg ut" in refused.get_data(as_text=True)
    for answer in (refused, client.get("/nowhere", headers=HTML)):
        assert "Logg inn" not in answer.get_data(as_text=True)


def test_a_leader_sees_what_was_published_and_staff_do_not(client: FlaskClient) -> None:
    log_in(client, LEADER)
    text = client.get("/").get_data(as_text=True)
    assert "Versjon 2" in text
    assert "<q>Klar</q>" in text
    assert "4. januar – 18. juni 2027" in text
    assert client.get("/me").headers["Location"] == "/"
    send(client, "/", "/log-out")

    log_in(client, STAFF)
    assert "Versjon" not in client.get("/").get_data(as_text=True)


def test_an_administrator_sees_no_plans(client: FlaskClient, store: Store) -> None:
    administrator = first_administrator(store, at=NOON)
    page = f"/invitations/{administrator}"
    send(client, page, email="drift@kommune.no", name="Drift", password=PASSWORD)

    assert "Versjon" not in client.get("/").get_data(as_text=True)


@on_a_file
def test_the_language_follows_the_browser_and_then_what_is_chosen(client: FlaskClient) -> None:
    asked = {"Accept-Language": "nn-NO,nn;q=0.9,nb;q=0.5"}
    assert '<html lang="nn">' in client.get("/", headers=asked).get_data(as_text=True)
    assert '<html lang="nb">' in client.get("/").get_data(as_text=True)

    client.get("/?language=nn")
    log_in(client, STAFF)

    assert '<html lang="nn">' in client.get("/me").get_data(as_text=True)
    assert '<html lang="nn">' in client.get("/?language=fr").get_data(as_text=True)


@on_a_file
@pytest.mark.parametrize("path", ["/finnesikke", "/links/x", "/invitations/x", "/passwords/%00"])
def test_what_is_not_there_is_told_on_a_page_without_what_was_asked(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers=HTML)

    text = answer.get_data(as_text=True)
    assert answer.status_code in {403, 404}
    assert "<h1>Siden kan ikke vises</h1>" in text
    assert path not in text


@on_a_file
def test_whoever_guesses_has_to_wait_and_others_do_not(client: FlaskClient, store: Store) -> None:
    adviser = Audience(AudienceKind.PERSON, PERSON)
    links = [subscribe(store, OFFICE, adviser, by=None, at=NOON) for _ in range(2)]
    known, unknown = (f"/feeds/{each.secret}/ppt-01.ics" for each in links)
    assert client.get(known).status_code == 200

    codes = [client.get(f"/links/{'A' * 43}").status_code for _ in range(61)]

    assert codes == [404] * 60 + [429]
    assert client.get(f"/invitations/{invited(store)}").status_code == 429
    # What is at hand takes nothing to look up, so whoever shares the address keeps it.
    assert (client.get(known).status_code, client.get(unknown).status_code) == (200, 429)
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    assert client.get(unknown, environ_base=elsewhere).status_code == 200


@on_a_file
def test_a_form_that_is_too_large_is_refused(client: FlaskClient) -> None:
    data = {"email": "x" * 70_000, "csrf_token": token_in(client.get("/log-in"))}

    answer = client.post("/log-in", data=data, headers=HTML)

    assert answer.status_code == 413
    assert "for stort" in answer.get_data(as_text=True)


@on_a_file
def test_feeds_give_no_cookie_and_take_none(client: FlaskClient, store: Store) -> None:
    link = subscribe(store, OFFICE, Audience(AudienceKind.PERSON, PERSON), by=None, at=NOON)
    log_in(client, STAFF)

    answer = client.get(f"/feeds/{link.secret}/ppt-01.ics")

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_no_secret_of_a_session_stands_in_the_store(client: FlaskClient, store: Store) -> None:
    log_in(client, STAFF)
    with client.session_transaction() as kept:
        secret = kept["secret"]

    with store.reading() as connection:
        rows = connection.execute(session.select()).all()
    assert secret not in str(rows)
    assert [each.token_digest for each in rows] == [digest_of_secret(secret)]
