"""The web roof: feeds by their secret links, from the store.

A link's secret is in its path, so no path is ever logged here: keep the access log of the server
and of what stands before it off, or without paths.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from traceback import format_tb

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, NotFound

from calendars.feed import render_feed
from planner.application.settings_read import read_settings
from planner.application.store.database import check_current, open_store
from planner.application.store.feeds import Feeds, Sent
from planner.domain.errors import StoreUnavailable
from planner.domain.grid import OSLO
from planner.domain.words import Phrase

NOTHING_HERE = Phrase(
    nb="Her er det ingenting. Sjekk at hele lenken kom med, eller be om en ny.",
    nn="Her er det ingenting. Sjå etter at heile lenkja kom med, eller be om ei ny.",
)
NOT_SO = Phrase(
    nb="Dette kan ikke gjøres her: {status}.", nn="Dette kan ikkje gjerast her: {status}."
)
NOT_NOW = Phrase(
    nb="Tjenesten er opptatt; prøv igjen om litt.", nn="Tenesta er oppteken; prøv igjen om litt."
)
OUR_FAULT = Phrase(
    nb="Noe gikk galt hos oss; prøv igjen om litt.",
    nn="Noko gjekk gale hos oss; prøv igjen om litt.",
)
RETRY_SECONDS = "60"

FOR_ALL = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
    ("Referrer-Policy", "no-referrer"),
)
FOR_FEEDS = (
    ("Content-Type", "text/calendar; charset=utf-8"),
    ("Cache-Control", "private, no-cache"),
    ("Vary", "Accept-Encoding"),
)
# Calendar services have refused feeds of sites that bar them, or that have no such file.
ROBOTS = "User-agent: *\nDisallow:\n"


def _today() -> date:
    return datetime.now(OSLO).date()


def create_app(database: str | None = None, *, today: Callable[[], date] = _today) -> Flask:
    """The service on a database that is there already.

    Parameters
    ----------
    database
        Its address; `None` for the one in the settings.
    today
        What day it is where the subscribers are.

    Raises
    ------
    StoreUnavailable
        The database cannot be used, or is from another edition of the program.
    UnreadableInput
        The settings cannot be used.
    """
    store = open_store(database or read_settings(None, os.environ, {}).settings.database)
    check_current(store)
    feeds = Feeds(store, render_feed)
    app = Flask(__name__, static_folder=None)
    # A path that differs by strokes is another path: redirecting would write the secret once more.
    app.url_map.merge_slashes = False
    app.extensions["feeds"] = feeds

    @app.get("/feeds/<secret>/<name>.ics")
    def feed(secret: str, name: str) -> Response:  # noqa: ARG001 (the name is for the reader)
        client = request.headers.get("User-Agent", "")
        found = feeds.feed(secret, today(), client)
        if found is None:
            raise NotFound
        packed = request.accept_encodings.best_match(("identity", "gzip")) == "gzip"
        return _answer(found.packed, "gzip") if packed else _answer(found.plain, None)

    @app.get("/robots.txt")
    def robots() -> Response:
        return Response(ROBOTS, mimetype="text/plain")

    @app.after_request
    def headers(answer: Response) -> Response:
        answer.headers.extend(FOR_ALL)
        return answer

    @app.errorhandler(Exception)
    def refuse(error: Exception) -> Response:
        if isinstance(error, NotFound):
            return _sentence(NOTHING_HERE, 404)
        if isinstance(error, HTTPException):
            return _refusal(error)
        if isinstance(error, StoreUnavailable):
            app.logger.warning("store unavailable: %s", error.reason.nb)
            answer = _sentence(NOT_NOW, 503)
            answer.headers["Retry-After"] = RETRY_SECONDS
            return answer
        # Where it happened and never what was asked for, which is what messages may hold.
        where = "".join(format_tb(error.__traceback__))
        app.logger.error("%s in %s\n%s", type(error).__name__, request.endpoint, where)
        return _sentence(OUR_FAULT, 500)

    return app


def _answer(sent: Sent, encoding: str | None) -> Response:
    """A feed, or that the subscriber has it already."""
    answer = Response(sent.body, headers=FOR_FEEDS)
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    answer.headers["ETag"] = sent.etag
    answer.last_modified = sent.last_modified
    answer.make_conditional(request.environ)
    return answer


def _refusal(error: HTTPException) -> Response:
    """What the framework refuses (RFC 9110, 15.5), with the headers that go with it."""
    status = error.code or 500
    answer = _sentence(NOT_SO.with_facts(status=status), status)
    kept = [each for each in error.get_headers() if each[0].lower() != "content-type"]
    answer.headers.extend(kept)
    return answer


def _sentence(phrase: Phrase, status: int) -> Response:
    answer = Response(phrase.nb + "\n", status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer
