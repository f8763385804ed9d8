"""docs/formats.md: every example of a form can stand in a problem file, and every form has one."""

import re
from pathlib import Path

import pytest
import yaml

from planner.domain.attendance import ContactOf, FromService, Named, OneOf
from planner.domain.frequency import SIMPLE_FORMS
from planner.domain.model import Model
from planner.domain.problem import Problem
from planner.domain.rhythm import LastRhythm
from planner.domain.scenario import Scenario
from planner.domain.series import Series
from planner.domain.staffing import Caseload, Goal, Staffing
from planner.domain.window import Window
from tests.instances import Document, document, series

PAGE = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")
KEYS = ("scope", "frequency", "window", "after")
EXAMPLES: list[Document] = [
    yaml.safe_load(line.split(" #")[0])
    for line in PAGE.splitlines()
    if line.startswith(tuple(f"{key}: " for key in KEYS))
]
LINES = [
    yaml.safe_load(line.split(" #")[0])[0]
    for line in re.findall(r"^  - (?:\{).*", PAGE, re.MULTILINE)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_can_stand_in_a_series(example: Document) -> None:
    Series.model_validate(series(**example))


@pytest.mark.parametrize("line", LINES, ids=str)
def test_an_example_can_stand_in_the_attendance(line: Document) -> None:
    Series.model_validate(series(attendance=[line]))


def test_every_form_has_an_example() -> None:
    stated: dict[str, set[str]] = {key: set() for key in KEYS}
    for example in EXAMPLES:
        for key, form in example.items():
            stated[key] |= set(form) if isinstance(form, dict) else set()
    asked = {key for line in LINES for key in line}

    assert stated["scope"] >= {
        "each_unit", "each_hub", "each_link", "each_zone", "each_municipality", "groups",
        "together",
    }  # fmt: skip
    assert stated["frequency"] >= {*SIMPLE_FORMS, "by_size"}
    assert stated["window"] == Window.model_fields.keys()
    for form in (ContactOf, OneOf, Named, FromService):
        assert asked >= form.model_fields.keys()


def test_the_examples_of_contacts_can_stand_in_a_problem_and_name_every_key() -> None:
    people, staffing = (
        yaml.safe_load(text)
        for text in re.findall(
            r"^```yaml\n((?:people|staffing):.*?)^```", PAGE, re.DOTALL | re.MULTILINE
        )
    )

    Problem.model_validate(document(**people, **staffing))

    stated = staffing["staffing"]
    assert stated.keys() == Staffing.model_fields.keys()
    assert stated["services"]["ppt"].keys() == Caseload.model_fields.keys()
    assert tuple(stated["order"]) == tuple(Goal) == Staffing().order


def test_the_example_of_a_rhythm_can_stand_in_a_problem_and_names_every_key() -> None:
    (text,) = re.findall(r"^```yaml\n(last_rhythm:.*?)^```", PAGE, re.DOTALL | re.MULTILINE)

    rhythms = Problem.model_validate(document(**yaml.safe_load(text))).last_rhythm

    assert rhythms["rt.vika"].model_fields_set == LastRhythm.model_fields.keys()


CHANGES = [yaml.safe_load(line)[0] for line in re.findall(r"^- \{.*", PAGE, re.MULTILINE)]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_an_example_of_a_change_can_stand_in_a_scenario(change: Document) -> None:
    Scenario.model_validate({"name": "Prøve", "changes": [change]})


def test_every_form_of_change_and_each_of_its_keys_has_an_example() -> None:
    scenario = Scenario.model_validate({"name": "Prøve", "changes": CHANGES})
    stated: dict[type[Model], set[str]] = {}
    for change in scenario.changes:
        stated.setdefault(type(change), set()).update(change.model_fields_set)

    assert len(stated) == 15
    for form, keys in stated.items():
        assert keys == form.model_fields.keys()
