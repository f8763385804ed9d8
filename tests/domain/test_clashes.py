"""Published meetings that clash with what people's own calendars say now."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from constraints.no_meeting_when_away import NoMeetingWhenAway
from planner.domain.busy_people import beside_meetings, with_busy_times, without_own_meetings
from planner.domain.busysources import BusySource, BusySources
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.clashes import Clash, Unknown, clashes, scenario_of, unknown
from planner.domain.grid import OSLO
from planner.domain.problem import Problem
from planner.domain.scenario import Away
from planner.domain.scenario_applied import applied
from tests.domain.test_busy_people import at, interval
from tests.instances import person, plan, problem, unit

TODAY = date(2027, 2, 1)
OURS = problem()
PLAN = plan(OURS, {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-04-06T12:00"})
TENTATIVE, AWAY = BusyKind.TENTATIVE, BusyKind.OUT_OF_OFFICE


def found(*intervals: BusyInterval, today: date = TODAY) -> tuple[Clash, ...]:
    return clashes(OURS, PLAN, {"ppt-01": intervals, "ppt-77": intervals}, today)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def test_a_meeting_clashes_when_somebody_is_busy_during_some_of_it() -> None:
    """What ends when it begins, or begins when it ends, is beside it."""
    one = found(
        interval("2027-02-02T08:00", "2027-02-02T09:00"),
        interval("2027-02-02T10:15", "2027-02-02T11:00"),
        interval("2027-02-02T10:30", "2027-02-02T12:00"),
    )

    start, end = local("2027-02-02T09:00"), local("2027-02-02T10:30")
    stretch = (at("2027-02-02T10:15"), at("2027-02-02T11:00"))
    assert one == (Clash("ppt-01", "rt.vika.1", start, end, BusyKind.BUSY, (stretch,)),)
    assert one[0].blocks


def test_the_meeting_itself_in_the_calendar_is_no_clash() -> None:
    assert found(interval("2027-02-02T09:00", "2027-02-02T10:30")) == ()


def test_what_is_held_already_does_not_clash_any_more() -> None:
    busy = interval("2027-02-02T08:00", "2027-02-02T12:00")

    assert len(found(busy, today=date(2027, 2, 2))) == 1
    assert found(busy, today=date(2027, 2, 3)) == ()


def test_the_weightiest_kind_is_told() -> None:
    tentative = interval("2027-02-02T08:00", "2027-02-02T12:00", TENTATIVE)
    busy = interval("2027-02-02T10:00", "2027-02-02T11:00")
    away = interval("2027-02-02T00:00", "2027-02-03T00:00", AWAY)

    assert [each.kind for each in found(tentative)] == [TENTATIVE]
    assert not found(tentative)[0].blocks
    assert found(tentative, busy)[0].busy == ((busy.start, busy.end),)
    assert [each.kind for each in found(tentative, away, busy)] == [AWAY]


def test_the_clashes_stand_in_the_order_of_time() -> None:
    both = found(
        interval("2027-04-06T12:30", "2027-04-06T13:00"),
        interval("2027-02-02T09:30", "2027-02-02T10:00"),
    )

    assert [each.meeting for each in both] == ["rt.vika.1", "rt.vika.2"]


def test_what_if_takes_whoever_is_busy_out_for_those_hours() -> None:
    """Rounded outwards to whole minutes, put together, and cut to the day of the meeting."""
    asked = scenario_of(
        found(
            interval("2027-02-02T09:59:30", "2027-02-02T10:15:10"),
            interval("2027-02-02T10:10", "2027-02-02T11:00"),
            interval("2027-04-05T12:00", "2027-04-06T12:30"),
        ),
        PLAN,
        "Noen er opptatt",
    )

    assert asked is not None
    assert asked.plan == PLAN.fingerprint
    first, second = (
        {"away": "ppt-01", "first_day": day, "last_day": day}
        for day in ("2027-02-02", "2027-04-06")
    )
    assert asked.changes == (
        Away.model_validate({**first, "start": "09:59", "end": "11:00"}),
        Away.model_validate({**second, "start": "00:00", "end": "12:30"}),
    )


def test_whoever_is_out_all_day_is_away_that_day() -> None:
    asked = scenario_of(
        found(interval("2027-02-01T00:00", "2027-02-08T00:00", AWAY)), PLAN, "Borte"
    )

    assert asked is not None
    away = {"away": "ppt-01", "first_day": "2027-02-02", "last_day": "2027-02-02"}
    assert asked.changes == (Away.model_validate(away),)


def test_nothing_is_asked_for_what_is_only_tentative() -> None:
    tentative = found(interval("2027-02-02T08:00", "2027-02-02T12:00", TENTATIVE))

    assert scenario_of(tentative, PLAN, "Kanskje") is None


def source(known_until: str | None, **changes: object) -> BusySource:
    return BusySource.model_validate(
        {
            "host": "kalender.no",
            "digest": "0" * 32,
            "first_day": "2027-01-04",
            "last_day": "2027-06-18",
            "last_attempt": at("2027-02-01T08:00"),
            "last_success": at("2027-02-01T08:00"),
            "known_until": at(known_until) if known_until else None,
            **changes,
        }
    )


def unknowns(*sources: BusySource) -> tuple[Unknown, ...]:
    return unknown(OURS, PLAN, BusySources(people={"ppt-01": sources, "ppt-77": ()}), TODAY)


def test_what_lies_beyond_the_horizon_is_unknown_and_not_free() -> None:
    """The meetings end at 10:30 on 2 February and at 13:30 on 6 April."""
    assert unknowns(source("2027-04-06T13:30")) == ()
    (one,) = unknowns(source("2027-04-06T13:00"))
    assert one == Unknown("ppt-01", at("2027-04-06T13:00"), 1)
    (two,) = unknowns(source("2027-01-20T00:00"))
    assert two.meetings == 2


def test_the_calendar_that_tells_least_decides() -> None:
    (one,) = unknowns(source("2027-06-30T00:00"), source("2027-03-01T00:00"))
    assert one == Unknown("ppt-01", at("2027-03-01T00:00"), 1)
    (nothing,) = unknowns(source("2027-06-30T00:00"), source(None))
    assert nothing == Unknown("ppt-01", None, 2)
    (never,) = unknowns(source("2027-06-30T00:00", last_success=None))
    assert never == Unknown("ppt-01", None, 2)


def test_a_calendar_asked_for_another_half_year_says_nothing_of_this_one() -> None:
    (last_autumn,) = unknowns(
        source("2027-06-30T00:00", first_day="2026-08-01", last_day="2026-12-31")
    )

    assert last_autumn == Unknown("ppt-01", at("2027-01-01T00:00"), 2)


def test_who_has_no_meeting_left_has_nothing_unknown() -> None:
    two = problem(people=[person(), person("ppt-02")], units=[unit()])
    made = plan(two, {"rt.vika.1": "2027-02-02T09:00"})
    theirs = BusySources(people={"ppt-01": (source(None),), "ppt-02": (source(None),)})

    assert unknown(two, made, theirs, date(2027, 2, 3)) == ()
    assert [each.person for each in unknown(two, made, theirs, TODAY)] == ["ppt-01"]


@st.composite
def busy_times(draw: st.DrawFn) -> tuple[BusyInterval, ...]:
    """Busy times around the two meetings, by the quarter of an hour, some just as long as they."""
    starts = [meeting.start for meeting in PLAN.meetings]
    quarters = st.integers(-12, 12).map(lambda number: timedelta(minutes=15 * number))
    lengths = st.sampled_from((15, 60, 90, 240)).map(lambda number: timedelta(minutes=number))
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.sampled_from(starts)) + draw(quarters)
        kind = draw(st.sampled_from(BusyKind))
        found.append(BusyInterval(start, start + draw(lengths), kind))
    return tuple(found)


def broken(whole: Problem) -> set[str]:
    return {each.meetings[0] for each in NoMeetingWhenAway().check(whole, PLAN)}


@given(busy_times())
def test_what_blocks_is_just_what_the_checker_says_is_broken(
    theirs: tuple[BusyInterval, ...],
) -> None:
    busy = {"ppt-01": theirs}

    blocked = {each.meeting for each in clashes(OURS, PLAN, busy, TODAY) if each.blocks}
    assert blocked == broken(with_busy_times(OURS, without_own_meetings(busy, PLAN)))
    assert broken(with_busy_times(OURS, beside_meetings(busy, PLAN))) == set()


@given(busy_times())
def test_the_scenario_breaks_again_what_clashes(theirs: tuple[BusyInterval, ...]) -> None:
    busy = {"ppt-01": theirs}
    found = clashes(OURS, PLAN, busy, TODAY)

    asked = scenario_of(found, PLAN, "Noen er opptatt")

    beside = with_busy_times(OURS, beside_meetings(busy, PLAN))
    after = applied(asked, beside, substitutes=False, plan=PLAN, today=TODAY) if asked else beside
    assert broken(after) == {each.meeting for each in found if each.blocks}
