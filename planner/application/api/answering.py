"""A request is answered: who asks is found out, what they ask is read, and the endpoint called."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from planner.application.api.endpoint import (
    Access,
    Answered,
    Asked,
    Endpoint,
    Nothing,
    NotLoggedIn,
)
from planner.application.api.problems import MEDIA_TYPE, Refusal, refusal_of
from planner.application.api.reading import JSON, Malformed, NotJson, read_body, read_words
from planner.application.limiting import WrongTries
from planner.application.service import Service
from planner.application.store.answers import begin_answer, finish_answer, give_up_answer
from planner.application.store.sessions import user_with
from planner.domain.errors import Damaged, SemesterplanError, StoreUnavailable
from planner.domain.roles import User
from planner.domain.words import Language

PREFIX = "/api/v1"
FOR_ALL = (
    ("Cache-Control", "no-store"),
    ("Vary", "Accept-Language, Authorization, Cookie"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived for an endpoint.

    Parameters
    ----------
    variables
        Those of the path.
    query
        Names with values, in the order in which they came.
    media_type
        What the body says that it is.
    body
        Gives the body; it is asked for when it is known who sends it.
    secret
        The secret of a session; `None` when there was none.
    key
        By which it may be sent again (`Idempotency-Key`); `None` when it may not.
    address
        Where it comes from; `None` when it is not known.
    """

    variables: Mapping[str, str]
    query: Sequence[tuple[str, str]]
    media_type: str
    body: Callable[[], bytes] = field(repr=False)
    secret: str | None = field(repr=False)
    key: str | None
    address: str | None
    language: Language


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent."""

    status: int
    media_type: str
    body: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...] = ()


def answer(
    endpoint: Endpoint[Any, Any, Any], service: Service, request: Request, wrong: WrongTries
) -> Response:
    """Answer a request, or refuse it.

    Parameters
    ----------
    wrong
        What came to nothing lately: what anybody may ask takes a password, or the secret of a link.

    Raises
    ------
    StoreUnavailable, Damaged
        The database, or what it keeps, cannot be used: whoever sends the answer logs that, and
        `refused_by` says it.
    """
    at = service.now()
    tries = endpoint.access is Access.ANYBODY
    try:
        if tries:
            wrong.check(request.address)
        user = _user(endpoint, service, request, at)
        asked = _read(endpoint, service, request, user, at)
        if endpoint.method == "POST" and user is not None and request.key is not None:
            return _once(endpoint, asked, request, request.key, user)
        return _sent(endpoint, endpoint.call(asked))
    except Malformed:
        return _refused(refusal_of(400, request.language))
    except NotJson:
        return _refused(refusal_of(415, request.language))
    except (StoreUnavailable, Damaged):
        raise
    except SemesterplanError as error:
        refusal = refusal_of(error, request.language, at=at)
        if tries and refusal.problem.status == 403:
            wrong.note(request.address)
        return _refused(refusal)


def refused_by(
    why: Exception | int, language: Language, headers: Iterable[tuple[str, str]] = ()
) -> Response:
    """What is answered when no endpoint could.

    Parameters
    ----------
    why
        What broke; or the status with which the web server refused before anybody was asked.
    headers
        What goes with that status.
    """
    kept = tuple(each for each in headers if each[0].lower() != "content-type")
    refusal = refusal_of(why, language)
    return _refused(replace(refusal, headers=(*refusal.headers, *kept)))


def _refused(refusal: Refusal) -> Response:
    content = refusal.problem.model_dump_json().encode()
    return Response(refusal.problem.status, MEDIA_TYPE, content, (*FOR_ALL, *refusal.headers))


def _user(
    endpoint: Endpoint[Any, Any, Any], service: Service, request: Request, at: datetime
) -> User | None:
    """Whoever asks; before anything they sent is looked at."""
    if endpoint.access is Access.ANYBODY:
        return None
    user = user_with(service.store, request.secret, at=at) if request.secret else None
    if user is None:
        raise NotLoggedIn
    return user


def _read(
    endpoint: Endpoint[Any, Any, Any],
    service: Service,
    request: Request,
    user: User | None,
    at: datetime,
) -> Asked[Any, Any, Any]:
    body: BaseModel = Nothing()
    if endpoint.body is not Nothing:
        body = read_body(endpoint.body, request.media_type, request.body)
    return Asked(
        service=service,
        path=read_words(endpoint.variables, tuple(request.variables.items())),
        query=read_words(endpoint.query, request.query),
        body=body,
        at=at,
        user=user,
        session=request.secret,
        address=request.address,
        language=request.language,
    )


def _once(
    endpoint: Endpoint[Any, Any, Any],
    asked: Asked[Any, Any, Any],
    request: Request,
    key: str,
    user: User,
) -> Response:
    """Answer as it was answered before, if it was: nothing is done twice."""
    service = asked.service
    whole = json.dumps([endpoint.name, dict(request.variables), list(request.query)]).encode()
    store, seal = service.store, service.seal
    before = begin_answer(store, key, whole + request.body(), seal, by=user, at=asked.at)
    if before is not None:
        kept = json.loads(before)
        return _response(endpoint, kept["content"], kept["location"])
    try:
        answered = endpoint.call(asked)
    except BaseException:
        give_up_answer(store, key, by=user)
        raise
    content = _text(answered)
    kept = {"content": content, "location": answered.location}
    finish_answer(store, key, json.dumps(kept), seal, by=user, at=asked.at)
    return _response(endpoint, content, answered.location)


def _sent(endpoint: Endpoint[Any, Any, Any], answered: Answered) -> Response:
    return _response(endpoint, _text(answered), answered.location)


def _text(answered: Answered) -> str | None:
    content = answered.content
    return content.model_dump_json() if isinstance(content, BaseModel) else content


def _response(
    endpoint: Endpoint[Any, Any, Any], content: str | None, location: str | None
) -> Response:
    headers = FOR_ALL if location is None else (*FOR_ALL, ("Location", PREFIX + location))
    if content is None:
        return Response(204, JSON, b"", headers)
    return Response(endpoint.status, JSON, content.encode(), headers)
