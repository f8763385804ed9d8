"""What the pages say: all of it in the language that was asked for, and nothing in the other."""

from __future__ import annotations

import re
from html import unescape

import pytest

from planner.application.site.site_words import SITE_WORDS
from planner.application.store.database import Store
from planner.application.store.passwords import password_link
from planner.application.store.subscriptions import subscribe
from planner.domain.audience import Audience, AudienceKind
from planner.domain.roles import Role
from planner.domain.words import LANGUAGES, Language
from tests.accounts import joined
from tests.offices import OFFICE
from tests.publications import NOON
from tests.services import service_on
from tests.sites import LEADER, PERSON, STAFF, invited, log_in, send, with_people
from web import create_app

FACT = re.compile(r"\{\w+\}")
TELLING = 12
"""So many letters in a row say which language they are in."""


def pieces(language: Language) -> set[str]:
    """Whatever the site says in a language, cut where facts are filled in."""
    said = (phrase.text(language) for phrase in SITE_WORDS.values())
    return {piece.strip() for each in said for piece in FACT.split(each)}


def words_of(page: str) -> str:
    """What can be read on a page, or is read out."""
    spoken = " ".join(re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', page))
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(f"{text} {spoken}").split())


def every_page(store: Store, language: Language) -> dict[str, str]:
    """Every page that somebody may come to, as it is read."""
    with_people(store)
    forgetful = joined(store, Role.STAFF, "glemsk@kommune.no", office_id=OFFICE, at=NOON).account
    link = subscribe(store, OFFICE, Audience(AudienceKind.PERSON, PERSON), by=None, at=NOON).secret
    choosing = f"/passwords/{password_link(store, forgetful, by=None, at=NOON)}"
    joining = f"/invitations/{invited(store)}"
    app = create_app(service_on(store))
    found = {}
    for email in (None, STAFF, LEADER):
        client = app.test_client()
        client.get(f"/?language={language}")
        if email:
            log_in(client, email)
        for path in ("/", "/log-in", "/me", joining, choosing, f"/links/{link}", "/ikke/her"):
            answer = client.get(path, headers={"Accept": "text/html"})
            if answer.status_code not in {302, 303}:
                found[f"{email} {path}"] = answer.get_data(as_text=True)
        if email is None:
            for page, form in ((joining, {"name": "", "password": "kort"}), ("/log-in", {})):
                answer = send(client, page, **({"email": "x@y.no", "password": "feil"} | form))
                found[f"{page} refused"] = answer.get_data(as_text=True)
    app.extensions["feeds"].close()
    return found


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_in_one_language(store: Store, language: Language) -> None:
    (other,) = set(LANGUAGES) - {language}
    theirs = " ".join(pieces(language))
    foreign = {each for each in pieces(other) if len(each) >= TELLING and each not in theirs}
    assert len(foreign) > 40

    pages = every_page(store, language)

    assert len(pages) > 15
    for name, page in pages.items():
        assert f'<html lang="{language}"' in page, name
        read = words_of(page)
        assert {each for each in foreign if each in read} == set(), name
        assert "{" not in read, name


def test_nothing_is_left_unsaid_in_a_language() -> None:
    for word, phrase in SITE_WORDS.items():
        facts = {tuple(sorted(FACT.findall(phrase.text(language)))) for language in LANGUAGES}
        assert len(facts) == 1, word
        assert all(phrase.text(language).strip() for language in LANGUAGES), word
