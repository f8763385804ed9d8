"""The pages in a real browser: nothing sideways, everything by the keyboard, all of it named.

What a program can see of WCAG 2.1, level A and AA, axe-core looks for on every page.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from planner.application.store.database import Store
from planner.application.store.passwords import password_link
from planner.application.store.subscriptions import subscribe
from planner.domain.audience import Audience, AudienceKind
from planner.domain.roles import Role
from planner.domain.words import LANGUAGES, Language
from tests.accounts import PASSWORD, joined
from tests.offices import OFFICE
from tests.publications import NOON
from tests.services import service_on
from tests.sites import LEADER, NEW, PERSON, STAFF, invited, with_people
from web import create_app

CHROMIUM = shutil.which("chromium")
# It calls nobody, and needs no shared memory to speak of.
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


class View(NamedTuple):
    """How somebody looks at a page."""

    width: int
    scheme: Literal["light", "dark"]
    language: Language


VIEWS = (
    View(1440, "light", "nb"),
    View(1440, "dark", "nn"),
    View(390, "light", "nn"),
    View(390, "dark", "nb"),
)
# Everything that takes the keyboard's focus and has no name for whoever cannot see it.
NAMELESS = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')]
  .filter(each => !(each.innerText?.trim() || each.labels?.length || each.ariaLabel))
  .map(each => each.outerHTML)"""
AXE = Path(sys.prefix, "foreign", "node_modules", "axe-core", "axe.min.js")
# What does not hold of WCAG, what goes against good practice, and what axe-core cannot tell.
BROKEN = """async () => {
  const found = await axe.run(
    {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}
  );
  return [...found.violations, ...found.incomplete]
    .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}: ${node.failureSummary}`));
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no browser (Debian's package is chromium)"),
    pytest.mark.parametrize("address", ["sqlite"], indirect=True),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def site(store: Store) -> Iterator[str]:
    """The address of a site that runs."""
    with_people(store)
    service = service_on(store)
    app = create_app(service)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    running = Thread(target=server.serve_forever)
    running.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    running.join()
    server.server_close()
    app.extensions["feeds"].close()


def opened(browser: Browser, view: View) -> BrowserContext:
    """A window of somebody who has not been here before, with axe-core on every page."""
    assert AXE.is_file(), "run `python3 .ci/setup.py --tests` first"
    context = browser.new_context(
        viewport={"width": view.width, "height": 800},
        color_scheme=view.scheme,
        locale=f"{view.language}-NO",
    )
    context.add_init_script(path=AXE)
    return context


def looked_at(page: Page) -> None:
    """See that nothing of a page is out of reach."""
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(NAMELESS) == []
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") in LANGUAGES
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_page_fits_and_is_named(
    browser: Browser, site: str, store: Store, view: View
) -> None:
    adviser = Audience(AudienceKind.PERSON, PERSON)
    link = subscribe(store, OFFICE, adviser, by=None, at=NOON).secret
    forgetful = joined(store, Role.STAFF, "glemsk@kommune.no", office_id=OFFICE, at=NOON).account
    password = password_link(store, forgetful, by=None, at=NOON)
    context = opened(browser, view)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)

    joining, choosing = f"/invitations/{invited(store)}", f"/passwords/{password}"
    for path in ("/", "/log-in", joining, choosing, f"/links/{link}"):
        page.goto(site + path)
        assert page.locator("html").get_attribute("lang") == view.language
        for summary in page.locator("summary").all():
            summary.click()
        looked_at(page)
    assert wrong == []  # of what the policy would not let it load, among others
    page.goto(f"{site}/links/{'A' * 43}")
    looked_at(page)
    for email in (STAFF, LEADER):
        page.goto(f"{site}/log-in")
        page.locator("input[type=email]").fill(email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Logg inn").click()
        expect(page.get_by_role("button", name="Logg ut")).to_be_visible()
        for path in ("/", "/me"):
            page.goto(site + path)
            looked_at(page)
        page.get_by_role("button", name="Logg ut").click()
    context.close()


def test_what_some_cannot_see_or_read_would_be_found(browser: Browser, site: str) -> None:
    context = opened(browser, VIEWS[0])
    page = context.new_page()
    page.goto(site)
    assert page.evaluate(BROKEN) == []

    page.evaluate("""() => {
      const main = document.querySelector('main');
      main.innerHTML += '<p id="pale">Se her</p><img src="/files/none">';
      document.getElementById('pale').style.color = '#aaa';
      document.documentElement.removeAttribute('lang');
    }""")
    found = page.evaluate(BROKEN)

    assert {each.partition(":")[0] for each in found} == {
        "color-contrast",
        "html-has-lang",
        "image-alt",
    }
    context.close()


def test_somebody_joins_and_gets_their_calendar_with_the_keyboard_alone(
    browser: Browser, site: str, store: Store
) -> None:
    page = opened(browser, View(1440, "light", "nn")).new_page()
    page.goto(f"{site}/invitations/{invited(store)}")
    keys = page.keyboard

    def focused() -> str:
        return str(page.evaluate("() => document.activeElement.innerText.trim()"))

    keys.press("Tab")
    assert focused() == "Hopp til innhaldet"
    keys.press("Enter")
    keys.press("Tab")
    keys.type("PP-rådgjevar 07")
    keys.press("Tab")
    keys.type("kort")
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Passordet har 4 teikn")
    expect(page.get_by_label("Namn")).to_have_value("PP-rådgjevar 07")
    looked_at(page)
    page.get_by_role("alert").get_by_role("link").focus()
    keys.press("Enter")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page).to_have_url(f"{site}/me")
    page.get_by_role("button", name="Lag lenkje").focus()
    keys.press("Enter")

    expect(page).to_have_url(re.compile(r"/links/[\w-]{43}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kalenderen til PP-rådgiver 01")
    expect(page.get_by_role("img", name="QR-kode")).to_be_visible()
    assert NEW not in page.content()
    looked_at(page)
    page.context.close()


def test_the_square_code_is_drawn_with_room_around_it(
    browser: Browser, site: str, store: Store
) -> None:
    link = subscribe(store, OFFICE, Audience(AudienceKind.PERSON, PERSON), by=None, at=NOON)
    page = browser.new_page()
    page.goto(f"{site}/links/{link.secret}")

    code = page.get_by_role("img", name="QR-kode").locator("svg")
    box = code.bounding_box()

    assert box
    assert box["width"] == box["height"] >= 200
    page.close()
