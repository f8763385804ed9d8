"""A scenario file: read whole, or every fault at once with its line."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from constraints import RULES
from planner.application.scenariofile import read_scenario, scenario_from
from planner.application.schema import render_scenario_schema
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from planner.domain.scenario import Away, Scenario
from tests.instances import person, problem, unit

WHOLE = """\
name: Fravær i mars
plan: 0123456789ab
freeze_days: 7
locked: [rt.vika.1]
changes:
  - {away: ppt-01, first_day: 2027-03-01, last_day: 2027-03-26, start: 12:00, end: 16:00}
  - {rule: same_weekday, becomes: {weight: high}}
  - {rule: same_time, becomes: false}
  - {move: rt.vika.2, to: 2027-03-04 09:00}
"""
FAULTY = """\
name: Fravær i mars
freeze_days: 99
changes:
  - {away: ppt-1, first_day: 2027-03-01, last_day: 2027-03-26}
  - {awy: ppt-01, first_day: 2027-03-01, last_day: 2027-03-26}
  - {away: ppt-01, first_day: 2027-03-01, last_day: 2027-03-26, start: "12:00"}
  - {away: ppt-01, first_day: 2027-03-27, last_day: 2027-03-26}
  - {rule: same_weekdays, becomes: false}
  - {rule: same_weekday, becomes: {weight: stor}}
  - {rule: same_time, becomes: nei}
  - {service_days: ppt, becomes: [onsdag]}
  - {closed: nes, first_day: 2027-03-01}
  - {closed: vika, first_day: 2026-03-01}
  - {closed: vika, last_day: 2027-03-01}
"""


def ours(**changes: object) -> Problem:
    calendar = {"id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"]}
    return problem(people=[person(), person("ppt-02")], school_calendars=[calendar], **changes)


def read(place: Path, text: str, asked: Problem | None = None) -> Scenario:
    file = place / "scenario.yaml"
    file.write_text(text, encoding="utf-8")
    return read_scenario(file, asked or ours(), RULES)


def test_a_scenario_is_read_with_the_settings_of_its_rules(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)

    away, weekday, time, _ = found.changes
    assert isinstance(away, Away)
    assert (away.first_day, f"{away.end}") == (date(2027, 3, 1), "16:00:00")
    assert weekday.model_dump() == {"rule": "same_weekday", "becomes": {"weight": "high"}}
    assert time.model_dump() == {"rule": "same_time", "becomes": False}
    assert list(found.moves) == ["rt.vika.2"]
    assert (found.plan, found.freeze_days, found.locked) == ("0123456789ab", 7, ("rt.vika.1",))


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read(tmp_path, FAULTY)

    told = [(fault.line, ".".join(map(str, fault.path))) for fault in raised.value.faults]
    assert told == [
        (2, "freeze_days"),
        (4, "changes.0.away"),
        (5, "changes.1"),
        (6, "changes.2"),
        (7, "changes.3"),
        (8, "changes.4.rule"),
        (9, "changes.5.becomes.weight"),
        (10, "changes.6.becomes"),
        (11, "changes.7.becomes.0"),
        (12, "changes.8.closed"),
        (13, "changes.9.first_day"),
        (14, "changes.10.first_day"),
    ]
    sentences = [fault.sentence.nb for fault in raised.value.faults]
    assert sentences[2].endswith("mente du «away» der det står «awy»?")
    assert sentences[3].startswith("Tidsrommet har bare det ene klokkeslettet")


def test_faults_are_told_in_the_language_of_the_problem(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read(tmp_path, WHOLE.replace("ppt-01", "ppt-99"), ours(language="nn"))

    assert raised.value.language == "nn"


def test_nobody_is_blamed_for_what_a_faulty_change_was_to_add(tmp_path: Path) -> None:
    text = (
        "name: Ny skole\n"
        "changes:\n"
        "  - {add_unit: {id: lia, name: Lia skole, municipality: lillevik, type: skole}}\n"
        "  - {closed: lia, first_day: 2027-03-01}\n"
    )

    with pytest.raises(UnreadableInput) as raised:
        read(tmp_path, text)

    assert [fault.path for fault in raised.value.faults] == [("changes", 0, "add_unit", "type")]


@pytest.mark.parametrize("text", ["name: Tom\n", "name: Tom\nchanges: []\n", "- away: ppt-01\n"])
def test_a_scenario_without_changes_is_a_fault(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read(tmp_path, text)

    assert len(raised.value.faults) == 1


def test_what_was_not_written_to_a_file_is_read_alike(tmp_path: Path) -> None:
    away = {"away": "ppt-01", "first_day": date(2027, 3, 1), "last_day": "2027-03-26"}

    found = scenario_from({"name": "PP-rådgiver 01", "changes": [away]}, ours(), RULES)

    days = "first_day: 2027-03-01, last_day: 2027-03-26"
    assert found == read(tmp_path, f"name: PP-rådgiver 01\nchanges: [{{away: ppt-01, {days}}}]\n")
    with pytest.raises(UnreadableInput) as raised:
        scenario_from({"name": "X", "changes": [{**away, "away": "ppt-9"}]}, ours(), RULES)
    assert raised.value.phrase().nb.startswith("changes.0.away: Personen «ppt-9» finnes ikke")


def test_a_scenario_fits_the_schema() -> None:
    schema = json.loads(render_scenario_schema(RULES))
    scenario = json.loads(json.dumps(yaml.safe_load(WHOLE), default=str))
    # YAML 1.1 has 12:00 and 16:00 as numbers.
    scenario["changes"][0] |= {"start": "12:00", "end": "16:00"}

    jsonschema.validate(scenario, schema)
    jsonschema.validate({"name": "Ny", "changes": [{"add_unit": unit()}]}, schema)
    for wrong in ({"rule": "same_time", "becomes": {"weight": "stor"}}, {"awy": "ppt-01"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**scenario, "changes": [wrong]}, schema)
