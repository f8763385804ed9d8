"""The web roof: feeds by their secret links, the pages for people, and the API, from the store.

Secrets stand in paths (of a feed, of an invitation), so no path is ever logged here: keep the
access log of the server and of what stands before it off, or without paths.
"""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import Any

from flask import Flask, Request, Response, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf import csrf  # type: ignore[import-untyped]
from werkzeug.exceptions import HTTPException, NotFound

from calendars.feed import render_feed
from calendars.holidays import public_holidays
from constraints import RULES
from planner.application import addresses, arriving, health, logs, metrics
from planner.application.api import answering
from planner.application.api.document import render_document
from planner.application.api.endpoint import Endpoint
from planner.application.api.endpoints import ENDPOINTS
from planner.application.limiting import WrongTries, client_address
from planner.application.service import Service, open_service
from planner.application.site import cookie, elsewhere, headers, refusals
from planner.application.site.files import FILES
from planner.application.site.pages import PAGES
from planner.application.site.visit import Page, Shown, Visit
from planner.application.store.database import check_current
from planner.application.store.feeds import Feeds
from planner.application.store.sessions import user_with
from planner.application.supervising import end_with_server
from planner.application.traffic import tell_request
from planner.domain.errors import Refused
from planner.domain.grid import OSLO
from planner.domain.words import LANGUAGES, Language


class _Sessions(SecureCookieSessionInterface):
    """Cookies of pages and API; feeds have none, and do not wait for them."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie; a feed gets a session that is never written."""
        if request.path.startswith("/feeds/"):
            return None
        return super().open_session(app, request)


def create_app(service: Service | None = None) -> Flask:
    """The service on a database that is there already.

    Parameters
    ----------
    service
        `None` for the one of the settings.

    Raises
    ------
    StoreUnavailable
        The database cannot be used, or is from another edition of the program.
    UnreadableInput
        The settings, or the key file, cannot be used.
    """
    end_with_server()
    service = service or open_service(RULES, public_holidays)
    check_current(service.store)
    logs.configure(service.settings.log_format)
    app = Flask(__name__, static_folder=None)
    app.session_interface = _Sessions()
    app.config.update(cookie.cookie_settings(service))
    # A path that differs by strokes is another path: redirecting would write the secret once more.
    app.url_map.merge_slashes = False
    wrong = WrongTries()
    _tell_of_itself(app, service)
    _serve_feeds(app, service, wrong)
    _serve_pages(app, service, wrong)
    if service.settings.oidc:
        _log_in_elsewhere(app, service)
    _serve_api(app, service, wrong)
    app.wsgi_app = arriving.few_at_a_time(app.wsgi_app)  # type: ignore[assignment, method-assign]
    app.register_error_handler(Exception, partial(_refused, service))
    return app


def _tell_of_itself(app: Flask, service: Service) -> None:
    """Log and count every request by the name of what answers, and tell how the service is."""
    https = cookie.is_closed(service)

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()
        logs.begin_request()

    @app.after_request
    def finish(answer: Response) -> Response:
        taken = perf_counter() - g.began
        tell_request(request.endpoint, request.method, answer.status_code, taken)
        answer.headers.extend(headers.of_all(answer.mimetype, https=https))
        return answer

    @app.get("/livez")
    def livez() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> tuple[dict[str, bool], int]:
        found = health.readiness(service)
        return found, 200 if found["ready"] else 503

    @app.get("/metrics", endpoint="metrics")
    def count() -> Response:
        passed_on = "Forwarded" in request.headers or "X-Forwarded-For" in request.headers
        if not health.may_see_counts(service, request.remote_addr, passed_on=passed_on):
            raise NotFound
        return Response(health.counts(service), content_type=metrics.MEDIA_TYPE)


def _serve_feeds(app: Flask, service: Service, wrong: WrongTries) -> None:
    feeds = Feeds(service.store, render_feed)
    app.extensions["feeds"] = feeds

    @app.get(addresses.FEED)
    def feed(secret: str, name: str) -> Response:  # noqa: ARG001 (the name is for the reader)
        if not feeds.keeps(secret):
            wrong.check(_address(service))
        client = request.headers.get("User-Agent", "")
        found = feeds.feed(secret, service.now().astimezone(OSLO).date(), client)
        if found is None:
            wrong.note(_address(service))
            raise NotFound
        packed = request.accept_encodings.best_match(("identity", "gzip")) == "gzip"
        sent = found.packed if packed else found.plain
        answer = Response(sent.body, headers=headers.FOR_FEEDS)
        if packed:
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers["ETag"] = sent.etag
        answer.last_modified = sent.last_modified
        answer.make_conditional(request.environ)  # nothing, when the subscriber has it already
        return answer


def _serve_pages(app: Flask, service: Service, wrong: WrongTries) -> None:
    """Every page of the site, and the files that they refer to."""

    def show(page: Page, **path: str) -> Response:
        if "\0" in "".join(path.values()):
            raise NotFound  # a character that no database takes is in no name of anything
        if page.sends:
            _check_token(request.form.get("csrf_token"))
        g.visit = _visit(service, path)
        return _page(page.shown(g.visit, wrong))

    for page in PAGES:
        methods = ["POST" if page.sends else "GET"]
        app.add_url_rule(page.path, page.name, partial(show, page), methods=methods)
    for file in FILES:
        send = partial(Response, file.body, headers=file.headers, mimetype=file.kind)
        app.add_url_rule(file.path, file.path.partition("-")[0][1:], send)


def _visit(service: Service, path: dict[str, str]) -> Visit:
    """Who asks for a page, and with what."""
    secret = session.get("secret")
    return Visit(
        service=service,
        at=service.now(),
        language=language(),
        user=user_with(service.store, secret, at=service.now()) if secret else None,
        session=secret,
        address=_address(service),
        path=path,
        form=request.form.to_dict(),
        token=csrf.generate_csrf,
    )


def _page(shown: Shown) -> Response:
    """A page as it is sent; of a session that ends or begins, only the language is handed on."""
    if shown.session is not None:
        kept = {"language": session.get("language"), "secret": shown.session}
        session.clear()
        session.update({name: value for name, value in kept.items() if value})
    if shown.go_to is not None:
        return Response(status=303, headers={"Location": shown.go_to})
    return Response(shown.body, shown.status, shown.headers, mimetype=shown.kind)


def _log_in_elsewhere(app: Flask, service: Service) -> None:
    """Log-in at identity providers (OpenID Connect Core 1.0, 3.1)."""
    from authlib.integrations.flask_client import OAuth  # noqa: PLC0415 (large, and seldom needed)

    clients: Any = OAuth(app)
    providers = {each.id: each for each in service.settings.oidc}
    for each in providers.values():
        clients.register(each.id, **elsewhere.client_settings(each))

    def leave(provider: str, secret: str | None = None) -> Response:
        _check_token(request.args.get("csrf_token"))
        session["invitation"] = secret
        back = f"{service.settings.links_from}/elsewhere/{provider}/back"
        with elsewhere.failures_told(providers[provider]):
            away: Response = clients.create_client(provider).authorize_redirect(back)
        return away

    def arrive(provider: str) -> Response:
        secret = session.pop("invitation", None)
        with elsewhere.failures_told(providers[provider]):
            claims = clients.create_client(provider).authorize_access_token().get("userinfo")
        visit = _visit(service, {"secret": secret} if secret else {})
        return _page(elsewhere.arrive(visit, providers[provider], claims))

    known = '<any("{}"):provider>'.format('", "'.join(providers))
    app.add_url_rule(f"/elsewhere/{known}", "leave", leave)
    app.add_url_rule(f"/invitations/<secret>/{known}", "leave", leave)
    app.add_url_rule(f"/elsewhere/{known}/back", "arrive", arrive)


def _serve_api(app: Flask, service: Service, wrong: WrongTries) -> None:
    """Every endpoint of the API, and its document."""

    def ask(endpoint: Endpoint[Any, Any, Any], **variables: str) -> Response:
        request.max_content_length = endpoint.largest
        bearer = request.authorization
        # An empty one is no reason to do without the token of a page.
        secret = (bearer.token or None) if bearer and bearer.type == "bearer" else None
        if secret is None and "secret" in session and endpoint.method != "GET":
            # A browser sends the cookie whoever asks it to, and this header only for us.
            _check_token(request.headers.get("X-CSRFToken"))
        asked = answering.Request(
            variables=variables,
            query=tuple(request.args.items(multi=True)),
            media_type=request.mimetype,
            body=request.get_data,
            secret=secret or session.get("secret"),
            key=request.headers.get("Idempotency-Key"),
            address=_address(service),
            language=language(),
        )
        return _sent(answering.answer(endpoint, service, asked, wrong))

    for each in ENDPOINTS:
        path = answering.PREFIX + each.path.replace("{", "<").replace("}", ">")
        app.add_url_rule(path, f"api_{each.name}", partial(ask, each), methods=[each.method])
    path, kind = f"{answering.PREFIX}/openapi.json", {"Content-Type": "application/json"}
    app.add_url_rule(path, "api", lambda: (render_document(ENDPOINTS), kind))


def _sent(answer: answering.Response) -> Response:
    return Response(answer.body, answer.status, answer.headers, content_type=answer.media_type)


def _check_token(token: str | None) -> None:
    """See that a form comes from a page of ours, and that the session it was for is not over."""
    try:
        csrf.validate_csrf(token)
    except csrf.ValidationError:
        raise Refused(refusals.NOT_SENT_HERE) from None


def language() -> Language:
    """What they want to read: what they choose or chose on the site, or what their browser asks."""
    if request.args.get("language") in LANGUAGES:
        session["language"] = request.args["language"]
    asked = session.get("language") or request.accept_languages.best_match(("nb", "nn", "no"))
    return "nn" if asked == "nn" else "nb"


def _address(service: Service) -> str | None:
    forwarded = request.headers.get("X-Forwarded-For")
    return client_address(request.remote_addr, forwarded, service.settings.trusted_proxies)


def _refused(service: Service, error: Exception) -> Response:
    """Why there is no answer: a problem for programs of the API, a page for whoever reads pages."""
    why: Exception | int = error
    kept: list[tuple[str, str]] = []
    if isinstance(error, HTTPException):
        why, kept = error.code or 500, error.get_headers()
    if request.path.startswith(answering.PREFIX):
        answer = _sent(answering.refused_by(why, language(), kept))
    else:
        visit = None
        if "text/html" in request.headers.get("Accept", ""):
            # Who they are is not asked once more: that may be what went wrong.
            secret = session.get("secret")
            visit = g.get("visit") or Visit(service, service.now(), language(), session=secret)
        answer = _page(refusals.shown(why, visit, kept))
    if answer.status_code >= 500:
        logs.fail("request failed", error, endpoint=request.endpoint)
    return answer
