"""From a problem to who serves what: duties, what is fixed, who may, and what comes of it."""

from planner.domain.duties import duties_of
from planner.engine.staffing import assignment_of, last_contact, minutes_free
from tests.instances import person, problem, series, staffed, unit

AWAY = {"first_day": "2027-01-01", "last_day": "2027-12-31"}
TWO = [unit("nes"), unit("vika")]


def test_contacts_that_the_problem_names_are_kept_and_the_others_chosen() -> None:
    # PP-rådgiver 01 has Vika; if the load is to be even, 02 must have Nes.
    ours = problem(units=TWO, people=[person("ppt-01"), person("ppt-02")])

    found = staffed(ours)

    assert found.pinned == {"vika/ppt": "ppt-01"}
    assert found.chosen == {"nes/ppt": "ppt-02"}
    assert found.staffed.contacts == {"vika": {"ppt": ("ppt-01",)}, "nes": {"ppt": ("ppt-02",)}}
    assert found.proven["fairness"].optimal


def test_nothing_is_chosen_where_all_is_named() -> None:
    found = staffed(problem())

    assert (found.chosen, found.proven, found.uncovered) == ({}, {}, ())
    assert found.staffed == problem()


def test_proposed_contacts_are_taken_over_unless_the_problem_names_others() -> None:
    ours = problem(units=TWO, people=[person("ppt-01"), person("ppt-02")])

    found = staffed(ours, {"vika": {"ppt": ("ppt-02",)}, "nes": {"ppt": ("ppt-01",)}})

    assert found.assigned == {"vika/ppt": "ppt-01", "nes/ppt": "ppt-01"}
    assert found.proven == {}


def test_who_may_not_serve_a_unit_or_is_forbidden_there_is_not_asked() -> None:
    nynorsk_only = person("ppt-02", serves={"language_forms": ["nn"]})
    ours = problem(
        units=[unit("nes", language_form="nn"), unit("vika", language_form="nb")],
        people=[person("ppt-01"), nynorsk_only, person("ppt-03")],
        contacts={},
        staffing={"forbidden": {"vika": {"ppt": ["ppt-03"]}}},
    )

    tasks = {task.id: set(task.agents) for task in assignment_of(ours, duties_of(ours), {}).tasks}

    assert tasks == {"nes/ppt": {"ppt-01", "ppt-02", "ppt-03"}, "vika/ppt": {"ppt-01"}}


def test_who_is_never_there_is_not_asked_but_kept_where_the_problem_says_so() -> None:
    ours = problem(people=[person("ppt-01", absences=[AWAY]), person("ppt-02")], contacts={})

    assert staffed(ours).assigned == {"vika/ppt": "ppt-02"}
    assert staffed(problem(people=[person("ppt-01", absences=[AWAY])])).assigned == {
        "vika/ppt": "ppt-01"
    }


def test_last_half_years_contact_stays_with_the_unit() -> None:
    ours = problem(
        units=TWO,
        people=[person("ppt-01"), person("ppt-02"), person("ppt-03")],
        contacts={},
        staffing={"last": {"vika": {"ppt": "ppt-03"}, "nes": {"ppt": "ppt-99"}}},
    )

    found = staffed(ours)

    assert found.chosen["vika/ppt"] == "ppt-03"
    assert found.proven["continuity"].optimal
    assert [last_contact(ours, duty) for duty in found.duties.values()] == [None, "ppt-03"]


def test_a_second_contact_is_another_than_the_main_one() -> None:
    ours = problem(
        people=[person("ppt-01"), person("ppt-02")],
        contacts={},
        staffing={"services": {"ppt": {"hours_per_unit": 10, "second": {}}}},
    )

    found = staffed(ours)

    assert set(found.chosen) == {"vika/ppt", "vika/ppt/2"}
    assert sorted(found.staffed.contacts["vika"]["ppt"]) == ["ppt-01", "ppt-02"]


def test_what_there_is_no_room_for_is_uncovered() -> None:
    # Each unit takes 500 hours. A position of this half-year has 900, of which 630 may be used.
    ours = problem(
        units=TWO,
        people=[person("ppt-01"), person("ppt-02", position_percent=50)],
        contacts={},
        staffing={"services": {"ppt": {"hours_per_unit": 500, "most_percent": 70}}},
    )

    found = staffed(ours)

    assert len(found.chosen) == 1
    assert found.chosen == dict.fromkeys(found.chosen, "ppt-01")
    assert [duty.id for duty in found.uncovered] == [
        *({"nes/ppt", "vika/ppt"} - found.chosen.keys())
    ]


def test_meetings_by_name_are_work_too() -> None:
    # 01 is asked by name to four meetings of 60 minutes, so the units go to 02 and 03.
    forum = series(
        "forum",
        scope={"together": None},
        frequency={"per_half_year": 4},
        minutes=60,
        attendance=[{"person": "ppt-01"}],
    )
    ours = problem(
        units=TWO,
        people=[person("ppt-01"), person("ppt-02"), person("ppt-03")],
        contacts={},
        series=[series(), forum],
    )

    assert set(staffed(ours).chosen.values()) == {"ppt-02", "ppt-03"}


def test_somebody_proposed_who_would_not_be_chosen_has_their_load_counted() -> None:
    ours = problem(people=[person("ppt-01", absences=[AWAY]), person("ppt-02")], contacts={})

    found = staffed(ours, {"vika": {"ppt": ("ppt-01",)}})

    assert found.assigned == {"vika/ppt": "ppt-01"}
    assert found.taken_over == {"vika/ppt"}
    assert minutes_free(found)["ppt-01"] < 0


def test_nobody_is_second_where_nobody_is_the_main_contact() -> None:
    # The unit takes 500 of 900 hours of a full position: neither half has room, but for a fourth.
    ours = problem(
        people=[person("ppt-01", position_percent=50), person("ppt-02", position_percent=50)],
        contacts={},
        staffing={"services": {"ppt": {"hours_per_unit": 500, "second": {}}}},
    )

    found = staffed(ours)

    assert list(found.assigned) == ["vika/ppt/2"]
    assert found.staffed.contacts == {}


def test_a_series_that_asks_for_the_second_contact_gives_the_unit_a_main_one() -> None:
    asked = series(attendance=[{"contact": "ppt", "which": "second"}])
    ours = problem(people=[person("ppt-01"), person("ppt-02")], contacts={}, series=[asked])

    assert set(staffed(ours).chosen) == {"vika/ppt", "vika/ppt/2"}


def test_proposed_contacts_that_no_series_asks_for_are_not_lost() -> None:
    # The series asks for the main contact from PPT alone.
    given = {"vika": {"ppt": ("ppt-01", "ppt-02"), "helse": ("helse-01",)}}
    ours = problem(people=[person("ppt-01"), person("ppt-02"), person("helse-01")], contacts={})

    assert staffed(ours, given).staffed.contacts == given
