"""Applying a scenario: what each form of change makes of a problem."""

from datetime import date

import pytest

from planner.domain.frequency import EveryWeeks, OnDates, PerHalfYear
from planner.domain.needs import Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.domain.scenario_applied import applied
from planner.domain.scope import Groups
from planner.domain.validation import faults_of
from tests.instances import Document, person, plan, problem, series, unit

CALENDAR: Document = {
    "id": "skolerute",
    "municipality": "lillevik",
    "unit_types": ["primary"],
    "closed": [
        {"name": "Vinterferie", "name_nn": "Vinterfri", "first_day": "2027-02-22"},
    ],
}


def lillevik(**changes: object) -> Problem:
    """Vika and Nes with their contacts, PP-rådgiver 03 free, and a calendar for both."""
    whole: Document = {
        "units": [unit(), unit("nes", feeds=["vika"])],
        "people": [person(name) for name in ("ppt-01", "ppt-02", "ppt-03", "helse-01")],
        "contacts": {"vika": {"ppt": ["ppt-01", "ppt-02"]}, "nes": {"ppt": "ppt-02"}},
        "school_calendars": [CALENDAR],
        "series": [series()],
    }
    return problem(**{**whole, **changes})


def scenario(*changes: Document) -> Scenario:
    return Scenario.model_validate({"name": "Prøve", "changes": changes})


def changed(
    *changes: Document,
    before: Problem | None = None,
    substitutes: bool = False,
    published: Plan | None = None,
    today: date | None = None,
) -> Problem:
    """Lillevik after some changes; what comes of them has no faults."""
    before = before or lillevik()
    after = applied(
        scenario(*changes), before, substitutes=substitutes, plan=published, today=today
    )
    assert [fault.text("nb") for fault in faults_of(after)] == []
    return after


def needs(whole: Problem, meeting: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    found: tuple[Need, ...] = whole.meetings[meeting].needs
    return [(need.candidates, need.regulars) for need in found]


def test_somebody_away_has_an_absence_more() -> None:
    days = {"first_day": "2027-03-01", "last_day": "2027-03-26"}

    after = changed({"away": "ppt-01", **days})

    (absence,) = after.people_by_id["ppt-01"].absences
    assert (absence.first_day, absence.last_day) == (date(2027, 3, 1), date(2027, 3, 26))
    assert after.substitutions == ()


def test_somebody_away_for_a_part_of_the_day_is_busy_on_each_working_day() -> None:
    # Thursday to Tuesday: four working days.
    days = {"first_day": "2027-03-04", "last_day": "2027-03-09"}

    after = changed({"away": "ppt-01", **days, "start": "12:00", "end": "15:30"})

    spans = [(f"{each.start:%d %H.%M}", f"{each.end:%H.%M}") for each in after.people[0].busy]
    assert spans == [(f"0{day} 12.00", "15.30") for day in (4, 5, 8, 9)]


@pytest.mark.parametrize(
    ("stated", "candidates"),
    [
        # Whoever of the service may serve the unit, the second contact first.
        ({}, ("ppt-01", "ppt-02", "ppt-03")),
        ({"substitutes": ["ppt-03"]}, ("ppt-01", "ppt-03")),
    ],
)
def test_others_may_come_instead_where_substitutes_are_wanted(
    stated: Document, candidates: tuple[str, ...]
) -> None:
    days = {"first_day": "2027-03-01", "last_day": "2027-03-26"}

    after = changed({"away": "ppt-01", **days, **stated}, substitutes=True)

    assert needs(after, "rt.vika.1") == [(candidates, ("ppt-01",))]
    assert needs(after, "rt.nes.1") == [(("ppt-02",), ())]


def test_who_takes_over_is_the_contact_and_has_the_seats() -> None:
    before = lillevik(
        series=[
            series(attendance=[{"contact": "ppt"}]),
            series("slt", scope={"together": None}, attendance=[{"person": "ppt-02"}]),
        ]
    )

    after = changed(
        {"leaves": "ppt-02", "from_day": "2027-03-01", "replaced_by": "ppt-03"}, before=before
    )

    assert after.contacts == {
        "vika": {"ppt": ("ppt-01", "ppt-03")},
        "nes": {"ppt": ("ppt-03",)},
    }
    assert after.people_by_id["ppt-02"].absences[0].last_day == after.semester.last_day
    # Before they leave they are as good as who comes after.
    assert needs(after, "rt.nes.1") == [(("ppt-03", "ppt-02"), ())]
    assert needs(after, "slt.alle.1") == [(("ppt-02", "ppt-03"), ())]


def test_who_leaves_without_a_successor_stays_the_contact_and_is_away() -> None:
    after = changed({"leaves": "ppt-02", "from_day": "2027-03-01"})

    assert after.contacts == lillevik().contacts
    assert after.people_by_id["ppt-02"].absences[0].first_day == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("change", "contacts"),
    [
        ({"becomes": "ppt-03"}, ("ppt-03", "ppt-02")),
        ({"becomes": "ppt-03", "instead_of": "ppt-02"}, ("ppt-01", "ppt-03")),
        # The second contact becomes the only one.
        ({"becomes": "ppt-02"}, ("ppt-02",)),
    ],
)
def test_a_unit_gets_another_contact(change: Document, contacts: tuple[str, ...]) -> None:
    after = changed({"contact_of": "vika", "service": "ppt", **change})

    assert after.contacts_of("vika", "ppt") == contacts


def test_a_unit_without_a_contact_gets_one() -> None:
    after = changed({"contact_of": "nes", "service": "helse", "becomes": "helse-01"})

    assert after.contacts_of("nes", "helse") == ("helse-01",)


@pytest.mark.parametrize(
    ("from_day", "today", "first", "second"),
    [
        # The first meeting is on 2 February, the second on 2 March.
        ("2027-02-15", None, ("ppt-03", "ppt-01"), ("ppt-03",)),
        (None, date(2027, 2, 3), ("ppt-03", "ppt-01"), ("ppt-03",)),
        (None, None, ("ppt-03",), ("ppt-03",)),
        ("2027-03-03", date(2027, 2, 3), ("ppt-03", "ppt-01"), ("ppt-03", "ppt-01")),
    ],
)
def test_the_old_contact_is_as_good_at_the_meetings_before_the_new_one(
    from_day: str | None, today: date | None, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    before = lillevik()
    published = plan(before, {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-03-02T09:00"})

    after = changed(
        {"contact_of": "vika", "service": "ppt", "becomes": "ppt-03", "from_day": from_day},
        before=before,
        published=published,
        today=today,
    )

    assert needs(after, "rt.vika.1") == [(first, ())]
    assert needs(after, "rt.vika.2") == [(second, ())]


def test_a_closed_unit_is_closed() -> None:
    after = changed({"closed": "vika", "first_day": "2027-03-02", "last_day": "2027-03-03"})

    assert {date(2027, 3, 2), date(2027, 3, 3)} <= after.closed_days["vika"]
    assert date(2027, 3, 2) not in after.closed_days["nes"]


def test_a_new_unit_has_its_meetings_and_contacts() -> None:
    after = changed({"add_unit": unit("lia"), "contacts": {"ppt": "ppt-03"}})

    assert needs(after, "rt.lia.2") == [(("ppt-03",), ())]


def test_a_new_person_and_a_new_series_are_there() -> None:
    slt = series("slt", scope={"together": None}, attendance=[{"person": "ppt-04"}])

    after = changed({"add_person": person("ppt-04")}, {"add_series": slt})

    assert needs(after, "slt.alle.1") == [(("ppt-04",), ())]


def test_a_unit_that_is_gone_is_named_nowhere() -> None:
    chosen = {"ids": ["vika", "nes"]}
    before = lillevik(
        units=[unit(), unit("nes", feeds=["vika"]), unit("lia", feeds=["vika"])],
        people=[person(serves=chosen, workplace="vika"), person("ppt-02"), person("helse-01")],
        rooms=[{"id": "rom", "name": "Rom", "place": "vika"}],
        staffing={
            "services": {"ppt": {"second": chosen}},
            "forbidden": {"vika": {"helse": ["helse-01"]}},
            "last": {"vika": {"ppt": "ppt-01"}},
        },
        series=[
            series(scope={"each_unit": {"ids": ["vika", "nes"]}}),
            series(
                "overgang",
                # The first two groups are gone, the third is smaller.
                scope={"groups": [["vika", "nes"], ["nes", "vika"], ["nes", "lia", "vika"]]},
            ),
        ],
        milestones=[{"id": "skjema", "name": "Skjema", "day": "2027-03-01", "units": chosen}],
        substitutions=[{"person": "ppt-01", "units": ["vika", "nes"]}],
        cancelled=["rt.vika.1", "rt.nes.1"],
    )

    after = changed({"remove_unit": "vika"}, before=before)

    assert "vika" not in after.canonical_json()
    assert list(after.meetings) == [
        "rt.nes.1",
        "rt.nes.2",
        "overgang.nes.lia.1",
        "overgang.nes.lia.2",
    ]
    assert after.cancelled == ("rt.nes.1",)


def test_a_series_that_is_gone_comes_before_none() -> None:
    before = lillevik(series=[series(), series("slt", after=[{"series": "rt"}])])

    after = changed({"remove_series": "rt"}, before=before)

    assert [each.id for each in after.series] == ["slt"]
    assert after.series[0].after == ()


def test_an_extra_meeting_is_a_series_of_one() -> None:
    lines: list[Document] = [
        {"contact": "ppt", "at_meetings": {"every": 2}},
        {"person": "ppt-02", "at_meetings": {"every": 2, "first": 2}},
        {"person": "helse-01", "level": "as_needed", "at_least": 2},
    ]
    before = lillevik(series=[series(days_between={"least": 14}, attendance=lines, place="nes")])
    extra: Document = {
        "extra_meeting": "rt",
        "units": ["vika"],
        "first_day": "2027-03-01",
        "last_day": "2027-03-12",
    }

    after = changed(extra, extra, before=before)

    first, second = after.series[1:]
    assert (first.id, second.id) == ("rt-ekstra", "rt-ekstra-2")
    assert first.scope == Groups(groups=(("vika",),))
    assert first.frequency == PerHalfYear(per_half_year=1)
    assert (first.minutes, first.place, first.days_between.least) == (90, "nes", None)
    # Of those who come to some meetings, those who come to the first.
    assert needs(after, "rt-ekstra.vika.1") == [(("ppt-01",), ()), (("helse-01",), ())]
    window = after.meetings["rt-ekstra.vika.1"].window
    assert (window.first_day, window.last_day) == (date(2027, 3, 1), date(2027, 3, 12))


def test_another_frequency_keeps_the_days_between_unless_told() -> None:
    before = lillevik(series=[series(days_between={"least": 14})])
    change: Document = {"frequency_of": "rt", "becomes": {"per_half_year": 4}}

    kept = changed(change, before=before)
    other = changed({**change, "days_between": {"least": 7}}, before=before)

    assert len(kept.meetings) == 8
    assert (kept.series[0].days_between.least, other.series[0].days_between.least) == (14, 7)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("vinterferie", ["Vinterferie"]),
        ("Vinterfri", ["Vinterferie"]),
        ("Påskeferie", ["Vinterferie", "Påskeferie"]),
    ],
)
def test_a_period_gets_other_days_or_is_added(name: str, names: list[str]) -> None:
    days = {"first_day": "2027-02-15", "last_day": "2027-02-19"}

    after = changed({"school_calendar": "skolerute", "period": name, **days})

    closed = after.school_calendars[0].closed
    assert [period.name for period in closed] == names
    assert closed[-1].covers(date(2027, 2, 19))


def test_a_service_that_changes_its_days_takes_its_meetings_with_it() -> None:
    tuesdays = ["2027-01-19", "2027-03-02"]
    line = [{"person": "helse-01"}]
    before = lillevik(
        people=[person(), person("ppt-02"), person("helse-01", only_days=tuesdays)],
        series=[
            series(
                "fast",
                scope={"together": None},
                frequency={"every_weeks": 6, "weekday": "tuesday", "first_day": "2027-01-19"},
                window={"last_day": "2027-03-12"},
                attendance=line,
            ),
            series(
                "datoer", scope={"together": None}, frequency={"dates": tuesdays}, attendance=line
            ),
            series(
                "ppt",
                scope={"together": None},
                frequency={"dates": tuesdays},
                attendance=[{"person": "ppt-01"}],
            ),
        ],
    )

    after = changed({"service_days": "helse", "becomes": ["wednesday", "friday"]}, before=before)

    fixed, dates, others = (each.frequency for each in after.series)
    wednesdays = (date(2027, 1, 20), date(2027, 3, 3))
    assert after.people_by_id["helse-01"].only_days == wednesdays
    assert isinstance(fixed, EveryWeeks)
    assert (fixed.weekday, fixed.first_day) == ("wednesday", wednesdays[0])
    assert dates == OnDates(dates=wednesdays)
    assert others == before.series[2].frequency
    assert after.people_by_id["ppt-01"] == before.people_by_id["ppt-01"]


def test_a_rule_gets_other_settings_and_a_move_changes_nothing() -> None:
    moved = scenario({"move": "rt.vika.1", "to": "2027-03-04T09:00"})

    assert applied(moved, lillevik(), substitutes=True) == lillevik()
    assert f"{moved.moves['rt.vika.1']:%d.%m %H.%M %z}" == "04.03 09.00 +0100"
    assert changed({"rule": "same_weekday", "becomes": False}).rules == {"same_weekday": False}


def test_the_problem_itself_stays_as_it_is() -> None:
    before = lillevik()
    text = before.canonical_json()

    changed({"remove_unit": "vika"}, {"leaves": "ppt-02", "from_day": "2027-03-01"}, before=before)

    assert before.canonical_json() == text
