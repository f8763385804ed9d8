"""What is said of contacts: warnings, shortages, who has none, and who was chosen."""

from planner.application.contact_words import notes_of, shortcomings_of
from planner.domain.problem import Problem
from tests.instances import person, problem, staffed, unit

TWO = [unit("nes"), unit("vika")]


def said(ours: Problem) -> list[str]:
    return [note.nb for note in notes_of(staffed(ours))]


def test_nothing_is_said_of_contacts_that_the_problem_names_well() -> None:
    assert said(problem()) == []


def test_a_pinned_contact_who_is_never_there_is_kept_and_warned_of() -> None:
    away = {"first_day": "2027-01-01", "last_day": "2027-12-31"}
    ours = problem(people=[person(absences=[away]), person("ppt-02")])

    found = staffed(ours)

    assert found.assigned == {"vika/ppt": "ppt-01"}
    warning, shortage = (note.nb for note in shortcomings_of(found))
    assert warning == (
        "PP-rådgiver 01 er satt opp som kontakt fra PPT for Vika skole, men er borte hele "
        "halvåret; velg en annen under contacts, eller rett fraværet."
    )
    assert shortage == (
        "PP-rådgiver 01, som er satt opp under contacts, har 3 timer arbeid i hele halvåret, men "
        "bare tid til 0, så 3 timer mangler; la andre ta noen av enhetene (contacts) eller øk med "
        "0,1 stilling."
    )


def test_a_shortage_is_told_before_those_who_go_without_and_those_who_were_chosen() -> None:
    # 900 hours in a position of this half-year, of which 450 may be used; two units of 403.
    hours = {"hours_per_unit": 400, "most_percent": 50}
    ours = problem(units=TWO, contacts={}, staffing={"services": {"ppt": hours}})

    notes = said(ours)

    assert notes[0].startswith("PPT har 806 timer arbeid i hele halvåret, men bare tid til 450 ")
    assert notes[1].endswith(" skole har ikke fått kontakt fra PPT.")
    assert notes[2].startswith("Semesterplan har valgt 1 kontakt ")
    assert len(notes) == 3


def test_work_that_fits_in_no_one_is_told_as_such() -> None:
    # Three units of 303 hours for two with 450 each: 909 of 900 would be short, so 290 it is: 3 ×
    # 293 = 879 of 900 hours, but nobody has room for two.
    hours = {"hours_per_unit": 290, "most_percent": 50}
    ours = problem(
        units=[*TWO, unit("odden")],
        people=[person("ppt-01"), person("ppt-02")],
        contacts={},
        staffing={"services": {"ppt": hours}},
    )

    notes = said(ours)

    assert notes[0].endswith("har ikke fått kontakt fra PPT.")
    assert "ingen mer enn 157 timer" in notes[1]


def test_a_second_contact_whom_nobody_else_can_be_is_told_with_the_way_out() -> None:
    ours = problem(contacts={}, staffing={"services": {"ppt": {"second": {}}}})

    assert said(ours)[0] == (
        "Vika skole har ikke fått andrekontakt fra PPT: ingen flere der kan ha enheten; legg til "
        "folk, utvid serves, eller be ikke om denne kontakten."
    )


def test_a_proposed_contact_who_is_never_there_is_warned_of() -> None:
    away = {"first_day": "2027-01-01", "last_day": "2027-12-31"}
    ours = problem(people=[person(absences=[away]), person("ppt-02")], contacts={})

    notes = [note.nb for note in notes_of(staffed(ours, {"vika": {"ppt": ("ppt-01",)}}))]

    assert "er borte hele halvåret" in notes[0]
    assert notes[-1].startswith("1 kontakt som problemfilen ikke navngir, er fra filen")
