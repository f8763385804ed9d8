"""The JSON schema of the problem file, the settings of every kind of rule included."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from planner.domain.model import Model
from planner.domain.problem import Problem
from planner.engine.rule import Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODE: JsonSchemaMode = "validation"


def render_schema(kinds: Iterable[type[Rule]]) -> str:
    """The schema as JSON, for editors and other programs."""
    by_name = {kind.name(): kind for kind in kinds}
    models: list[type[Model]] = [Problem, *by_name.values()]
    references, whole = models_json_schema([(model, MODE) for model in models])
    definitions: dict[str, Any] = whole["$defs"]
    top = references[Problem, MODE]["$ref"].rpartition("/")[2]
    schema = definitions.pop(top)
    schema["properties"]["rules"] = {
        "type": "object",
        "description": "Settings by rule name; false leaves a rule out.",
        "additionalProperties": False,
        "properties": {
            name: {"anyOf": [references[kind, MODE], {"const": False}, {"type": "null"}]}
            for name, kind in by_name.items()
        },
    }
    document = {"$schema": DIALECT, "title": "Semesterplan", **schema, "$defs": definitions}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
