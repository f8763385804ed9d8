"""What is taken over from last half-year's plan: contacts, weekdays and times of day."""

from datetime import time
from pathlib import Path

import pytest

from planner.application.lasthalfyear import read_last_half_year
from planner.domain.errors import UnreadableInput
from planner.domain.plan import Plan
from planner.domain.rhythm import LastRhythm
from planner.domain.schoolcalendar import Weekday
from tests.instances import person, plan, problem, series, unit

AUTUMN = {"name": "Høst 2026", "first_day": "2026-08-17", "last_day": "2026-12-18"}
MONTHLY = [series(frequency={"per_month": 1})]
TWO = [unit("nes"), unit("vika")]
PEOPLE = [person("ppt-01"), person("ppt-02")]
LAST = problem(semester=AUTUMN, units=TWO, people=PEOPLE, series=MONTHLY)
NOW = problem(units=TWO, people=PEOPLE, series=MONTHLY)


def written(place: Path, made: Plan) -> Path:
    file = place / "plan.json"
    file.write_text(made.model_dump_json(), encoding="utf-8")
    return file


def test_contacts_come_from_the_plan(tmp_path: Path) -> None:
    # Then there was a school more, and somebody who has left since.
    then = {"nes": {"ppt": ("ppt-07",)}, "odden": {"ppt": ("ppt-01",)}}
    made = plan(NOW, {}).model_copy(update={"contacts": then, "problem": "lillevik-2026"})

    assert read_last_half_year(written(tmp_path, made), NOW).staffing.last == then


def test_a_weekday_and_a_time_that_half_of_a_group_shares_are_its_rhythm(tmp_path: Path) -> None:
    # Vika: two of four on Tuesdays, three of four at nine. Nes: one meeting is half and more.
    made = plan(
        LAST,
        {
            "rt.vika.1": "2026-08-25T09:00",
            "rt.vika.2": "2026-09-22T09:00",
            "rt.vika.3": "2026-10-21T09:00",
            "rt.vika.4": "2026-11-12T12:30",
            "rt.nes.2": "2026-09-24T12:30",
        },
    )

    assert read_last_half_year(written(tmp_path, made), NOW).last_rhythm == {
        "rt.vika": LastRhythm(weekday=Weekday.TUESDAY, start=time(9)),
        "rt.nes": LastRhythm(weekday=Weekday.THURSDAY, start=time(12, 30)),
    }


def test_what_varied_is_no_rhythm(tmp_path: Path) -> None:
    # Vika: three weekdays, one time of day. Nes: neither.
    made = plan(
        LAST,
        {
            "rt.vika.1": "2026-08-24T09:00",
            "rt.vika.2": "2026-09-22T09:00",
            "rt.vika.3": "2026-10-21T09:00",
            "rt.nes.1": "2026-08-24T09:00",
            "rt.nes.2": "2026-09-22T10:00",
            "rt.nes.3": "2026-10-21T11:00",
        },
    )

    assert read_last_half_year(written(tmp_path, made), NOW).last_rhythm == {
        "rt.vika": LastRhythm(start=time(9))
    }


def test_of_two_equally_common_weekdays_and_times_the_earlier_is_taken(tmp_path: Path) -> None:
    made = plan(LAST, {"rt.vika.1": "2026-08-27T09:00", "rt.vika.2": "2026-09-22T12:30"})

    assert read_last_half_year(written(tmp_path, made), NOW).last_rhythm == {
        "rt.vika": LastRhythm(weekday=Weekday.TUESDAY, start=time(9))
    }


def test_a_winter_and_a_summer_time_are_the_same_time_of_day(tmp_path: Path) -> None:
    made = plan(LAST, {"rt.vika.1": "2026-09-22T09:00", "rt.vika.2": "2026-11-24T09:00"})
    text = made.model_dump_json()
    file = tmp_path / "plan.json"
    file.write_text(text.replace("2026-09-22T09:00:00+02:00", "2026-09-22T07:00:00Z"))

    rhythm = read_last_half_year(file, NOW).last_rhythm["rt.vika"]
    assert rhythm == LastRhythm(weekday=Weekday.TUESDAY, start=time(9))


def test_groups_that_are_gone_and_times_that_the_day_has_no_more_are_passed_over(
    tmp_path: Path,
) -> None:
    made = plan(LAST, {"rt.vika.1": "2026-09-22T09:30", "rt.nes.1": "2026-09-23T10:00"})
    hourly = {"start_every_minutes": 60}
    smaller = problem(series=MONTHLY, day=hourly)

    assert read_last_half_year(written(tmp_path, made), smaller).last_rhythm == {
        "rt.vika": LastRhythm(weekday=Weekday.TUESDAY)
    }


def test_the_plan_goes_before_the_problem_file_and_contacts_alone_leave_its_rhythm(
    tmp_path: Path,
) -> None:
    stated = problem(last_rhythm={"rt.vika": {"weekday": "friday"}})
    contacts = tmp_path / "kontakter.yaml"
    contacts.write_text("problem: lillevik\ncontacts: {vika: {ppt: ppt-01}}\n", encoding="utf-8")
    made = plan(LAST, {"rt.vika.1": "2026-09-22T09:00"})

    assert read_last_half_year(contacts, stated).last_rhythm == stated.last_rhythm
    assert read_last_half_year(written(tmp_path, made), stated).last_rhythm == {
        "rt.vika": LastRhythm(weekday=Weekday.TUESDAY, start=time(9))
    }


def test_a_file_with_neither_contacts_nor_meetings_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("problem: lillevik\n", encoding="utf-8")

    with pytest.raises(UnreadableInput, match="verken kontakter eller møter"):
        read_last_half_year(file, NOW)
