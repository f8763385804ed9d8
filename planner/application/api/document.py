"""The document of the API (OpenAPI 3.1), made from its endpoints and their models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, JsonSchemaValue, models_json_schema

from planner.application.api.answering import PREFIX
from planner.application.api.endpoint import Access, Endpoint, Nothing
from planner.application.api.problems import MEDIA_TYPE, TITLES, ProblemDetails
from planner.application.api.reading import JSON
from planner.application.store.answers import LONGEST_KEY

AnyEndpoint = Endpoint[Any, Any, Any]
Model = type[BaseModel]

SCHEMAS = "#/components/schemas/"
RESPONSES = "#/components/responses/"
REFUSAL = "Refused{status}"
HEADERS: Mapping[int, tuple[str, str]] = {
    401: ("WWW-Authenticate", "string"),
    405: ("Allow", "string"),
    429: ("Retry-After", "integer"),
    503: ("Retry-After", "integer"),
}
"""What goes with a refusal, and what it is."""
DESCRIPTION = (
    "Plans, versions, jobs, links and members of PPT offices. Log in with `POST /sessions` and send"
    " the token as `Authorization: Bearer …`. Refusals are `application/problem+json` (RFC 9457);"
    " `Accept-Language: nb` or `nn` chooses what people read in them. A POST by somebody who has"
    " logged in can be sent again with the same `Idempotency-Key`, and is done once."
)
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "The token of POST /sessions."},
}
LOCAL_TIME = {"pattern": r"^\d\d:\d\d(:\d\d)?$"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Sent again with the same key within 24 hours, it is answered as before.",
    "schema": {"type": "string", "pattern": "^[ -~]+$", "maxLength": LONGEST_KEY},
    "example": "4be5a6ca-31c8-4b0c-92a9-0f5b9f4f0a55",
}


def document_of(endpoints: Sequence[AnyEndpoint]) -> dict[str, Any]:
    """The API's document, in values that JSON has."""
    schemas = _Schemas(endpoints)
    paths: dict[str, dict[str, Any]] = {}
    for each in endpoints:
        paths.setdefault(PREFIX + each.path, {})[each.method.lower()] = _operation(each, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Semesterplan", "version": "1", "description": DESCRIPTION},
        "paths": paths,
        "components": {
            "schemas": schemas.shown(),
            "responses": {REFUSAL.format(status=each): _refusal(each, schemas) for each in TITLES},
            "securitySchemes": SECURITY,
        },
    }


def statuses_of(endpoint: AnyEndpoint) -> tuple[int, ...]:
    """Every status that an endpoint may refuse with, in order."""
    found = {*endpoint.refusals, 500, 503}
    if endpoint.access is not Access.ANYBODY:
        found |= {401, 403}
    if endpoint.body is not Nothing:
        found |= {400, 413, 415}
    if endpoint.variables is not Nothing:
        found.add(404)
    if takes_key(endpoint):
        found |= {409, 422}
    if {endpoint.body, endpoint.query, endpoint.variables} != {Nothing}:
        found.add(422)
    return tuple(sorted(found))


def takes_key(endpoint: AnyEndpoint) -> bool:
    """Whether a request may be sent again with the same key, and be done once."""
    return endpoint.method == "POST" and endpoint.access is not Access.ANYBODY


class _Schemas:
    """The schemas of every model, each told once; what goes in may differ from what comes out."""

    def __init__(self, endpoints: Sequence[AnyEndpoint]) -> None:
        asked: dict[tuple[Model, JsonSchemaMode], None] = {(ProblemDetails, "serialization"): None}
        for each in endpoints:
            taken = (each.variables, each.query, each.body)
            asked |= {(kind, "validation"): None for kind in taken if kind is not Nothing}
            if each.answer is not None:
                asked[each.answer, "serialization"] = None
        template = SCHEMAS + "{model}"
        self._of, found = models_json_schema(list(asked), ref_template=template)
        self._all: dict[str, JsonSchemaValue] = _with_local_times(found["$defs"])
        # Variables and queries are told one by one where they are used.
        words = {kind for each in endpoints for kind in (each.variables, each.query)} - {Nothing}
        self._words = {self._name(kind, "validation") for kind in words}

    def shown(self) -> dict[str, JsonSchemaValue]:
        """Those that others refer to, by name."""
        return {name: self._all[name] for name in sorted(self._all) if name not in self._words}

    def reference(self, kind: Model, mode: JsonSchemaMode) -> JsonSchemaValue:
        """Where the schema of a model is."""
        return self._of[kind, mode]

    def whole(self, kind: Model) -> JsonSchemaValue:
        """The schema of a model itself."""
        return self._all[self._name(kind, "validation")]

    def _name(self, kind: Model, mode: JsonSchemaMode) -> str:
        return str(self._of[kind, mode]["$ref"]).removeprefix(SCHEMAS)


def _with_local_times(part: Any) -> Any:  # noqa: ANN401 (JSON)
    """Say of times of day what they are: ``time`` in JSON Schema is one with a zone (RFC 3339)."""
    if isinstance(part, list):
        return [_with_local_times(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "time":
        return {key: value for key, value in part.items() if key != "format"} | LOCAL_TIME
    return {key: _with_local_times(value) for key, value in part.items()}


def _operation(endpoint: AnyEndpoint, schemas: _Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": [_tag(endpoint)],
        "security": [] if endpoint.access is Access.ANYBODY else [{"bearer": []}],
        "parameters": [
            *_parameters("path", endpoint.variables, schemas),
            *_parameters("query", endpoint.query, schemas),
            *([KEY] if takes_key(endpoint) else []),
        ],
        "responses": _responses(endpoint, schemas),
    }
    if endpoint.body is not Nothing:
        content = {"schema": schemas.reference(endpoint.body, "validation")}
        operation["requestBody"] = {"required": True, "content": {JSON: content}}
    return operation


def _tag(endpoint: AnyEndpoint) -> str:
    """What it is about: the last word of the path that is no variable and no verb of it."""
    words = [word for word in endpoint.path.split("/") if word and not word.startswith("{")]
    return words[1] if words[0] == "offices" and len(words) > 1 else words[0]


def _parameters(place: str, kind: Model, schemas: _Schemas) -> Iterator[dict[str, Any]]:
    if kind is Nothing:
        return
    whole = schemas.whole(kind)
    for name, stated in whole["properties"].items():
        schema = dict(stated)
        told = {key: schema.pop(key) for key in ("description",) if key in schema}
        if "examples" in schema:
            told["example"] = schema.pop("examples")[0]
        yield {
            "name": name,
            "in": place,
            "required": name in whole.get("required", ()),
            **told,
            "schema": _without_null(schema),
        }


def _without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A query has no word for nothing: who means nothing leaves the name out."""
    given = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(given) != 1:
        return dict(schema)
    rest = {key: value for key, value in schema.items() if key not in {"anyOf", "default"}}
    return {**rest, **given[0]}


def _responses(endpoint: AnyEndpoint, schemas: _Schemas) -> dict[str, Any]:
    refusals = {
        str(status): {"$ref": RESPONSES + REFUSAL.format(status=status)}
        for status in statuses_of(endpoint)
    }
    if endpoint.answer is None:
        return {"204": {"description": HTTPStatus(204).phrase}, **refusals}
    content = {JSON: {"schema": schemas.reference(endpoint.answer, "serialization")}}
    told = {"description": HTTPStatus(endpoint.status).phrase, "content": content}
    if endpoint.located:
        told["headers"] = {"Location": {"schema": {"type": "string"}}}
    return {str(endpoint.status): told, **refusals}


def _refusal(status: int, schemas: _Schemas) -> dict[str, Any]:
    schema = schemas.reference(ProblemDetails, "serialization")
    told: dict[str, Any] = {
        "description": HTTPStatus(status).phrase,
        "content": {MEDIA_TYPE: {"schema": schema}},
    }
    if status in HEADERS:
        name, kind = HEADERS[status]
        told["headers"] = {name: {"schema": {"type": kind}}}
    return told


@cache
def render_document(endpoints: tuple[AnyEndpoint, ...]) -> bytes:
    """The API's document as it is sent; it takes a while, so that nobody waits for it twice."""
    return json.dumps(document_of(endpoints), ensure_ascii=False).encode()
