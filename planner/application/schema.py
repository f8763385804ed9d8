"""The JSON schemas of problem and scenario files, the settings of every kind of rule included."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from planner.domain.model import Model
from planner.domain.problem import Problem
from planner.domain.scenario import NewRule, Scenario
from planner.engine.rule import Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODE: JsonSchemaMode = "validation"


def render_schema(kinds: Iterable[type[Rule]]) -> str:
    """The schema as JSON, for editors and other programs."""
    by_name = {kind.name(): kind for kind in kinds}
    schema, references = _schema(Problem, *by_name.values())
    schema["properties"]["rules"] = {
        "type": "object",
        "description": "Settings by rule name; false leaves a rule out.",
        "additionalProperties": False,
        "properties": {
            name: {"anyOf": [references[kind], {"const": False}, {"type": "null"}]}
            for name, kind in by_name.items()
        },
    }
    return _text("Semesterplan", schema)


def render_scenario_schema(kinds: Iterable[type[Rule]]) -> str:
    """The schema of a scenario file as JSON."""
    by_name = {kind.name(): kind for kind in kinds}
    schema, references = _schema(Scenario, *by_name.values())
    rule = schema["$defs"][NewRule.__name__]
    rule["properties"]["rule"] = {"enum": list(by_name)}
    rule["anyOf"] = [
        {"properties": {"rule": {"const": name}, "becomes": references[kind]}}
        for name, kind in by_name.items()
    ]
    rule["anyOf"].append({"properties": {"becomes": {"enum": [False, None]}}})
    return _text("Semesterplan: scenario", schema)


def _schema(
    top: type[Model], *others: type[Model]
) -> tuple[dict[str, Any], dict[type[Model], dict[str, Any]]]:
    """The schema of a model with all its definitions, and what to call those of others in it."""
    models = (top, *others)
    named, whole = models_json_schema([(model, MODE) for model in models])
    references = {model: named[model, MODE] for model in models}
    definitions: dict[str, Any] = whole["$defs"]
    schema = definitions.pop(references[top]["$ref"].rpartition("/")[2])
    return {**schema, "$defs": definitions}, references


def _text(title: str, schema: dict[str, Any]) -> str:
    definitions = schema.pop("$defs")
    document = {"$schema": DIALECT, "title": title, **schema, "$defs": definitions}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
