"""The table of who serves what, as a leader and the staff read it."""

from datetime import timedelta

from planner.application.contact_loads import contact_loads
from planner.application.staffing_table import staffing_table
from planner.domain.problem import Problem
from tests.instances import person, problem, series, staffed, unit

NES, VIKA = {"latitude": 59.0, "longitude": 10.0}, {"latitude": 59.0, "longitude": 10.1}


def two_schools(**changes: object) -> Problem:
    return problem(
        units=[unit("nes", coordinates=NES), unit("vika", coordinates=VIKA)],
        people=[
            person("ppt-01", position_percent=50, workplace="vika"),
            person("ppt-02", workplace="vika"),
        ],
        **changes,
    )


def test_work_is_in_percent_of_a_position_and_travel_there_and_back() -> None:
    # From 4 January to 18 June 2027 there are 120 working days; the minimal problem has no
    # holidays. A full position: 120 × 7.5 = 900 hours. Two meetings of 1.5 hours with 1.5 hours
    # around each, and 12 hours for the unit: 18 hours, 2 % of it, and 4 % of half a position.
    hours = {"hours_per_meeting": 1.5, "hours_per_unit": 12}
    ours = two_schools(staffing={"services": {"ppt": hours}})
    first, last = ours.semester.first_day, ours.semester.last_day
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert sum(day.weekday() < 5 for day in days) == 120

    (service,) = contact_loads(staffed(ours))

    loads = {each.person.id: each for each in service.people}
    assert {name: load.percent for name, load in loads.items()} == {"ppt-01": 2, "ppt-02": 2}
    assert loads["ppt-01"].percent_of_full == 4
    assert service.span == (2, 4)
    assert loads["ppt-01"].travel_minutes == 0
    # Two meetings at Nes, there and back.
    assert loads["ppt-02"].travel_minutes == 4 * ours.travel_minutes("vika", "nes")
    assert loads["ppt-02"].from_workplace


def test_the_table_says_what_is_pinned_new_and_proven() -> None:
    ours = two_schools(staffing={"last": {"nes": {"ppt": "ppt-01"}, "vika": {"ppt": "ppt-01"}}})

    table = staffing_table(staffed(ours))

    lines = [" ".join(line.split()) for line in table.splitlines()]
    assert lines[0] == "Kontakter: Lillevik kommune, Vår 2027"
    assert "2 av 2 kontaktoppdrag er dekket: 1 står i problemfilen, 1 er valgt." in lines
    assert (
        "2 av 2 kontakter er de samme som forrige halvår; det er bevist at ingen fordeling "
        "beholder flere." in " ".join(lines)
    )
    assert any(
        line.startswith("PP-rådgiver 01 50 %") and "Vika skole (fast)" in line for line in lines
    )
    assert any(
        line.startswith("PP-rådgiver 02 100 % 0,0 %") and line.endswith("–") for line in lines
    )
    assert max(map(len, table.splitlines())) <= 100


def test_who_did_not_have_a_unit_is_new_there() -> None:
    ours = two_schools(contacts={}, staffing={"last": {"nes": {"ppt": "ppt-09"}}})

    assert "Nes skole (ny)" in staffing_table(staffed(ours))


def test_the_table_is_in_nynorsk_when_the_problem_is() -> None:
    table = staffing_table(staffed(two_schools(language="nn")))

    assert "kontaktoppdrag er dekte" in table
    assert "heil stilling" in table


def test_a_problem_without_contacts_is_told_as_such() -> None:
    table = staffing_table(staffed(two_schools(series=[series(attendance=[])])))

    assert table.endswith("Ingen serie ber om kontakter, så det er ingen å velge.")


def test_who_is_alone_is_not_compared() -> None:
    table = staffing_table(staffed(problem()))

    assert "PPT: 1 person\n" in table


def test_a_service_in_which_nobody_is_at_work_has_no_team() -> None:
    away = {"first_day": "2027-01-01", "last_day": "2027-12-31"}
    ours = problem(people=[person(absences=[away])], contacts={})

    assert contact_loads(staffed(ours)) == ()
    assert "0 av 1 kontaktoppdrag er dekket" in staffing_table(staffed(ours))


def test_a_choice_that_was_stopped_is_told_as_such() -> None:
    assert "Stoppet før tiden" in staffing_table(staffed(two_schools()), stopped=True)
