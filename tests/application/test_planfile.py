"""A plan file against its problem: what may have been changed by hand, and what may not."""

# The sentences stand in one piece, as people read them.
# ruff: noqa: E501

import json
from pathlib import Path

import pytest

from planner.application.planfile import read_plan
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from tests.instances import plan, problem, series

ROOMS = [
    {"id": "rom-1", "name": "Rom 1", "place": "vika"},
    {"id": "rom-2", "name": "Rom 2", "place": "vika"},
]


def in_rooms() -> Problem:
    return problem(rooms=ROOMS, series=[series(rooms=["rom-1", "rom-2"])])


def changed(whole: Problem, folder: Path, *, person: dict[str, str], **changes: str | None) -> Path:
    """The plan of one meeting on 5 January 09:00–10:30, something in it changed."""
    made = json.loads(plan(whole, {"rt.vika.1": "2027-01-05T09:00"}).model_dump_json())
    made["meetings"][0] |= changes
    made["meetings"][0]["people"][0] |= person
    file = folder / "plan.json"
    file.write_text(json.dumps(made), encoding="utf-8")
    return file


def refused(whole: Problem, file: Path) -> list[str]:
    with pytest.raises(UnreadableInput) as caught:
        read_plan(file, whole)
    return [f"{'.'.join(map(str, each.path))}: {each.sentence.nb}" for each in caught.value.faults]


def test_another_of_the_rooms_and_a_part_of_the_meeting_are_read(tmp_path: Path) -> None:
    part = {"start": "2027-01-05T10:00", "end": "2027-01-05T10:30"}
    whole = in_rooms()

    made = read_plan(changed(whole, tmp_path, room="rom-2", person=part), whole)

    meeting = made.meetings[0]
    assert meeting.room == "rom-2"
    assert [moment.hour for moment in meeting.span_of("ppt-01")] == [10, 10]


@pytest.mark.parametrize(
    ("room", "end", "told"),
    [
        ("rom-3", "2027-01-05T09:30", "meetings.0.room: Møtet «rt.vika.1» holdes i ett av rommene [rom-1, rom-2]; skriv et av dem her."),
        (None, "2027-01-05T09:30", "meetings.0.room: Møtet «rt.vika.1» holdes i ett av rommene [rom-1, rom-2]; skriv et av dem her."),
        ("rom-1", "2027-01-05T11:00", "meetings.0.people.0: Tiden til «ppt-01» ligger ikke innenfor møtet; rett start eller end."),
        ("rom-1", "2027-01-05T09:00", "meetings.0.people.0: Tiden til «ppt-01» ligger ikke innenfor møtet; rett start eller end."),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_meeting_is_told(
    room: str | None, end: str, told: str, tmp_path: Path
) -> None:
    whole = in_rooms()

    assert refused(whole, changed(whole, tmp_path, room=room, person={"end": end})) == [told]


def test_a_meeting_without_rooms_has_none(tmp_path: Path) -> None:
    whole = problem(rooms=ROOMS)

    assert refused(whole, changed(whole, tmp_path, room="rom-1", person={})) == [
        "meetings.0.room: Møtet «rt.vika.1» skal ikke ha noe rom; skriv null her."
    ]
