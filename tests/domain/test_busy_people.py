"""People's own calendars in the problem, and the plan's own meetings in those calendars."""

import pickle
from datetime import UTC, datetime

from planner.domain.availability import BusySpan
from planner.domain.busy_people import beside_meetings, with_busy_times, without_own_meetings
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.grid import OSLO
from planner.domain.problem import Problem
from tests.instances import person, plan, problem, series


def at(text: str) -> datetime:
    """Local time; the intervals themselves are in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def interval(start: str, end: str, kind: BusyKind = BusyKind.BUSY) -> BusyInterval:
    return BusyInterval(at(start), at(end), kind)


def busy_of(whole: Problem, name: str = "ppt-01") -> list[tuple[str, str]]:
    return [
        (f"{span.start:%m-%d %H:%M}", f"{span.end:%m-%d %H:%M}")
        for span in whole.people_by_id[name].away()
    ]


def test_busy_and_out_of_office_keep_somebody_away_and_tentative_does_not() -> None:
    whole = with_busy_times(
        problem(),
        {
            "ppt-01": (
                interval("2027-02-01T09:00", "2027-02-01T10:00"),
                interval("2027-02-02T09:00", "2027-02-02T10:00", BusyKind.TENTATIVE),
                interval("2027-02-03T00:00", "2027-02-04T00:00", BusyKind.OUT_OF_OFFICE),
            )
        },
    )

    assert busy_of(whole) == [("02-01 09:00", "02-01 10:00"), ("02-03 00:00", "02-04 00:00")]


def test_neither_a_file_nor_the_digest_of_a_problem_tells_what_stands_in_somebodys_calendar() -> (
    None
):
    before = problem()

    whole = with_busy_times(before, {"ppt-01": (interval("2027-02-01T09:00", "2027-02-01T10:00"),)})

    assert busy_of(whole) == [("02-01 09:00", "02-01 10:00")]
    elsewhere = pickle.loads(pickle.dumps(whole))  # noqa: S301  we made it
    assert busy_of(elsewhere) == busy_of(whole)
    assert whole.canonical_json() == before.canonical_json()
    assert whole.digest == before.digest


def test_what_overlaps_or_meets_is_put_together_and_cut_to_the_half_year() -> None:
    """The half-year is from 4 January to 18 June, both included."""
    whole = with_busy_times(
        problem(),
        {
            "ppt-01": (
                interval("2027-06-18T15:00", "2027-07-01T00:00"),
                interval("2027-02-01T09:00", "2027-02-01T11:00"),
                interval("2027-02-01T09:30", "2027-02-01T10:00"),
                interval("2027-02-01T11:00", "2027-02-01T12:00", BusyKind.OUT_OF_OFFICE),
                interval("2027-02-01T12:15", "2027-02-01T13:00"),
                interval("2026-12-20T08:00", "2027-01-04T09:00"),
                interval("2026-12-20T08:00", "2027-01-04T00:00"),
                interval("2027-06-19T00:00", "2027-06-20T00:00"),
            )
        },
    )

    assert busy_of(whole) == [
        ("01-04 00:00", "01-04 09:00"),
        ("02-01 09:00", "02-01 12:00"),
        ("02-01 12:15", "02-01 13:00"),
        ("06-18 15:00", "06-19 00:00"),
    ]


def test_what_the_problem_says_itself_stays_and_strangers_are_passed_over() -> None:
    ours = BusySpan(start=at("2027-03-01T09:00"), end=at("2027-03-01T10:00"))
    before = problem(people=[person(busy=[ours.model_dump(mode="json")])])
    theirs = (interval("2027-02-01T09:00", "2027-02-01T10:00"),)

    whole = with_busy_times(before, {"ppt-01": theirs, "ppt-77": theirs})

    assert busy_of(whole) == [("03-01 09:00", "03-01 10:00"), ("02-01 09:00", "02-01 10:00")]
    assert with_busy_times(before, {"ppt-77": theirs}) == before


def with_a_part() -> Problem:
    """PP-rådgiver 01 is there all the time, Helsesykepleier 01 for the last half hour."""
    return problem(
        people=[person(), person("helse-01")],
        contacts={"vika": {"ppt": "ppt-01", "helse": "helse-01"}},
        series=[
            series(
                attendance=[{"contact": "ppt"}, {"contact": "helse", "part": {"last_minutes": 30}}]
            )
        ],
    )


def test_a_meeting_in_the_calendar_of_who_is_there_is_not_in_its_own_way() -> None:
    """Only if it is just as long: their part of it, or all of it; and only for them."""
    whole = with_a_part()
    made = plan(whole, {"rt.vika.1": "2027-02-02T09:00"})
    all_of_it = interval("2027-02-02T09:00", "2027-02-02T10:30")
    part = interval("2027-02-02T10:00", "2027-02-02T10:30", BusyKind.OUT_OF_OFFICE)
    longer = interval("2027-02-02T09:00", "2027-02-02T11:00")
    other_day = interval("2027-02-03T09:00", "2027-02-03T10:30")
    busy = dict.fromkeys(("ppt-01", "helse-01", "x"), (all_of_it, part, longer, other_day))

    left = without_own_meetings(busy, made)

    assert left == {
        "ppt-01": (part, longer, other_day),
        "helse-01": (longer, other_day),
        "x": (all_of_it, part, longer, other_day),
    }


def test_a_plan_that_stands_takes_the_time_of_its_meetings_out_of_busy_times() -> None:
    whole = problem()
    made = plan(whole, {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-02-02T12:00"})
    busy = {
        "ppt-01": (
            interval("2027-02-02T08:00", "2027-02-02T15:00"),
            interval("2027-02-02T10:00", "2027-02-02T11:00", BusyKind.TENTATIVE),
            interval("2027-02-02T12:30", "2027-02-02T13:00"),
            interval("2027-02-03T09:00", "2027-02-03T10:00"),
        )
    }

    assert beside_meetings(busy, made)["ppt-01"] == (
        interval("2027-02-02T08:00", "2027-02-02T09:00"),
        interval("2027-02-02T10:30", "2027-02-02T12:00"),
        interval("2027-02-02T13:30", "2027-02-02T15:00"),
        interval("2027-02-02T10:30", "2027-02-02T11:00", BusyKind.TENTATIVE),
        interval("2027-02-03T09:00", "2027-02-03T10:00"),
    )
