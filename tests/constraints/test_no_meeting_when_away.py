from datetime import date

from constraints.no_meeting_when_away import NoMeetingWhenAway
from tests.constraints.requirements import broken, said
from tests.instances import person, plan, problem, series, unit

# Busy 10:30 to 12:00 on Thursday 14 January, and away the two days before summer time begins on
# Sunday 28 March, the Sunday itself, and the Monday after.
AWAY = problem(
    people=[
        person(
            busy=[{"start": "2027-01-14T10:30", "end": "2027-01-14T12:00"}],
            absences=[{"first_day": "2027-03-25", "last_day": "2027-03-29"}],
        )
    ],
    units=[unit(leadership={"absences": [{"first_day": "2027-06-18", "last_day": "2027-06-18"}]})],
)
RULE = NoMeetingWhenAway()


def test_a_meeting_may_touch_a_busy_span_at_either_end() -> None:
    touching = plan(AWAY, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-01-14T12:00"})

    assert broken(RULE, AWAY, touching) == []


def test_a_meeting_that_runs_into_a_busy_span_breaks_it() -> None:
    overlapping = plan(AWAY, {"rt.vika.1": "2027-01-14T09:15"})

    assert broken(RULE, AWAY, overlapping) == [
        RULE.violation(
            meetings=("rt.vika.1",),
            participants=("ppt-01",),
            day=date(2027, 1, 14),
            start="09.15",
            end="10.45",
            part=0,
        )
    ]
    assert said(RULE, AWAY, overlapping) == [
        (
            (
                "Ressursteam, Vika skole står torsdag 14. januar kl. 09.15–10.45, "
                "men PP-rådgiver 01 er ikke tilgjengelig da."
            ),
            (
                "Ressursteam, Vika skole står torsdag 14. januar kl. 09.15–10.45, "
                "men PP-rådgiver 01 er ikkje tilgjengeleg då."
            ),
        )
    ]


def test_an_absence_takes_its_last_day_and_no_more_also_across_summer_time() -> None:
    last_day = plan(AWAY, {"rt.vika.1": "2027-03-29T14:30"})
    day_after = plan(AWAY, {"rt.vika.1": "2027-03-30T08:00"})

    assert len(broken(RULE, AWAY, last_day)) == 1
    assert broken(RULE, AWAY, day_after) == []


def test_the_head_of_a_unit_can_be_away_on_the_last_day_of_the_half_year() -> None:
    last_day = plan(AWAY, {"rt.vika.1": "2027-06-18T08:00"})

    assert [each.participants for each in broken(RULE, AWAY, last_day)] == [("vika",)]


def test_a_span_of_seconds_takes_the_meeting_that_it_falls_in() -> None:
    interrupted = problem(
        people=[person(busy=[{"start": "2027-01-14T10:29:30", "end": "2027-01-14T10:29:45"}])]
    )
    meeting = plan(interrupted, {"rt.vika.1": "2027-01-14T09:00"})
    after = plan(interrupted, {"rt.vika.1": "2027-01-14T10:30"})

    assert len(broken(RULE, interrupted, meeting)) == 1
    assert broken(RULE, interrupted, after) == []


def test_two_busy_spans_in_one_meeting_are_one_violation() -> None:
    busy = [
        {"start": "2027-01-14T09:00", "end": "2027-01-14T09:15"},
        {"start": "2027-01-14T10:00", "end": "2027-01-14T10:15"},
    ]
    twice = problem(people=[person(busy=busy)])

    assert len(broken(RULE, twice, plan(twice, {"rt.vika.1": "2027-01-14T09:00"}))) == 1


def test_only_the_part_that_somebody_is_there_for_counts() -> None:
    # Busy from 10:30; of 09:30–11:00 the first hour is 09:30–10:30, the last 10:00–11:00.
    first, last = (
        problem(
            people=[person(busy=[{"start": "2027-01-14T10:30", "end": "2027-01-14T12:00"}])],
            series=[series(attendance=[{"contact": "ppt", "part": {end: 60}}])],
        )
        for end in ("first_minutes", "last_minutes")
    )
    starts = {"rt.vika.1": "2027-01-14T09:30"}

    assert broken(RULE, first, plan(first, starts)) == []
    assert said(RULE, last, plan(last, starts)) == [
        (
            (
                "PP-rådgiver 01 er med på Ressursteam, Vika skole torsdag 14. januar "
                "kl. 10.00–11.00, men er ikke ledig da."
            ),
            (
                "PP-rådgiver 01 er med på Ressursteam, Vika skole torsdag 14. januar "
                "kl. 10.00–11.00, men er ikkje ledig då."
            ),
        )
    ]
