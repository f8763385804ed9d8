"""The examples that come with the product are what the sources say, and can be planned."""

import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache, reduce
from itertools import pairwise, product
from operator import and_, or_
from pathlib import Path

import pytest
import yaml

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.examples import AUTUMN, EXAMPLES, HALF_YEARS, SPRING, example_text
from planner.application.intake import read_problem
from planner.domain.attendance import ContactOf, Level, OneOf
from planner.domain.availability import WORKING_WEEK
from planner.domain.duties import duties_of
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from planner.domain.staffing import SECOND
from planner.engine.build import build_timetable, plan_of
from planner.engine.check import check
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.rulebook import rulebook
from planner.engine.timetable import Meeting, Timetable, allowed_starts

CHECKOUT = Path(__file__).parents[2]
ALL = [(name, half_year) for name, half_years in HALF_YEARS.items() for half_year in half_years]
every_example = pytest.mark.parametrize(("name", "half_year"), ALL)


class Quoted(yaml.BaseLoader):
    """Reads everything as if it stood in quotes, `null` apart."""


Quoted.add_implicit_resolver("null", re.compile("null$"), ["n"])
Quoted.add_constructor("null", lambda *_: None)


@cache
def problem(name: str, half_year: str = SPRING) -> Problem:
    text = example_text(name, half_year)
    return Problem.model_validate(yaml.load(text, Quoted))  # noqa: S506


def meetings_by_series(name: str, half_year: str = SPRING) -> Counter[str]:
    return Counter(meeting.series for meeting in problem(name, half_year).meetings.values())


def people_by_service(name: str) -> Counter[str]:
    return Counter(person.service for person in problem(name).people)


def feeders(name: str, *types: str) -> set[int]:
    """How many units of these types feed a unit, over all units that are fed."""
    fed = Counter(
        feeds for unit in problem(name).units if unit.type in types for feeds in unit.feeds
    )
    return set(fed.values())


def test_regenerating_gives_the_very_same_bytes() -> None:
    # Exit status 1, and the names, when any file would change.
    command = [sys.executable, str(CHECKOUT / "examples" / "generate.py"), "--check"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "Nothing has changed.\n")


@every_example
def test_every_example_passes_the_intake(name: str, half_year: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.yaml"
    file.write_text(example_text(name, half_year), encoding="utf-8")

    read, rules = read_problem(file, RULES, holidays=public_holidays)

    assert read == problem(name, half_year)
    assert len(rules) == len(RULES)


@every_example
def test_quoted_or_plain_every_yaml_reader_reads_the_same(name: str, half_year: str) -> None:
    assert Problem.model_validate(yaml.safe_load(example_text(name, half_year))) == problem(
        name, half_year
    )


@every_example
def test_every_example_names_the_source_of_its_units(name: str, half_year: str) -> None:
    comment = example_text(name, half_year).partition("\nid:")[0]

    assert "Utdanningsdirektoratet, NSR/NBR, NLOD 2.0" in " ".join(comment.replace("#", "").split())


@every_example
def test_people_are_called_by_role_and_number_only(name: str, half_year: str) -> None:
    roles = (
        "PP-rådgiver", "PPT-leder", "BVS-rådgiver", "Helsesykepleier", "Barnevernskontakt",
        "BUP-kontakt", "Psykisk helse-kontakt", "Psykiatrikontakt", "SLT-koordinator",
        "Politikontakt", "NAV-kontakt", "SFO-leder", "Trygg-kontakt", "Kommunedirektør",
        "Kommunalsjef", "Personal- og organisasjonssjef", "Flyktningkontakt", "IP-koordinator",
        "Næringslivskontakt", "Frivillighetskontakt",
    )  # fmt: skip

    for person in problem(name, half_year).people:
        role = next(role for role in roles if person.name.startswith(role))
        assert person.name.removeprefix(role).removeprefix(" gruppe").strip(" 0123456789") == ""


@every_example
def test_everybody_in_an_example_is_asked_to_some_meeting(name: str, half_year: str) -> None:
    asked = {
        person
        for meeting in problem(name, half_year).meetings.values()
        for need in meeting.needs
        for person in need.candidates
    }

    assert {person.id for person in problem(name, half_year).people} - asked == set()


@every_example
def test_every_line_that_asks_for_a_contact_finds_one(name: str, half_year: str) -> None:
    the_problem = problem(name, half_year)
    for group in the_problem.groups:
        for line in group.series.attendance:
            units = group.units[:1]
            services: tuple[str, ...] = ()
            if isinstance(line, ContactOf):
                units = group.units if line.of == "all" else units
                services = (line.contact,)
            elif isinstance(line, OneOf):
                services = line.one_of
            for unit, service in product(units, services):
                assert the_problem.contact(unit, service), (group.key, unit, service)


@every_example
def test_every_contact_may_serve_the_unit_and_no_duty_is_open(name: str, half_year: str) -> None:
    the_problem = problem(name, half_year)
    for unit, services in the_problem.contacts.items():
        for person in (person for people in services.values() for person in people):
            contact = the_problem.people_by_id[person]
            assert contact.may_serve(the_problem.units_by_id[unit]), (unit, person)

    for duty in duties_of(the_problem):
        assert len(the_problem.contacts_of(duty.unit, duty.service)) > duty.rank, duty.id


@every_example
def test_without_contacts_an_example_is_the_same_but_for_them(name: str, half_year: str) -> None:
    text = example_text(name, half_year, without_contacts=True)

    assert "Kontaktpersoner: " not in text
    assert Problem.model_validate(yaml.safe_load(text)) == problem(name, half_year).with_contacts(
        {}
    )


def test_the_command_writes_an_example_without_contacts() -> None:
    command = [sys.executable, "-m", "planner", "example", "tinn", "--without-contacts"]

    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=CHECKOUT)

    assert done.stdout == example_text("tinn", without_contacts=True)


@every_example
def test_without_contacts_there_is_somebody_for_every_duty(name: str, half_year: str) -> None:
    the_problem = problem(name, half_year).with_contacts({})
    for duty in duties_of(the_problem):
        unit = the_problem.units_by_id[duty.unit]
        could = [
            person
            for person in the_problem.people
            if person.service == duty.service and person.may_serve(unit)
        ]
        assert len(could) > duty.rank, duty.id


def test_a_municipality_has_the_same_contacts_in_autumn_and_spring() -> None:
    for name, half_years in HALF_YEARS.items():
        first, *others = (problem(name, half_year) for half_year in half_years)
        assert all(other.contacts == first.contacts for other in others)
        assert all(other.staffing == first.staffing for other in others)


def test_some_people_in_baerum_can_serve_schools_and_others_kindergartens() -> None:
    baerum = problem("baerum")
    schools = [unit for unit in baerum.units if unit.type != "kindergarten"]
    public = [unit for unit in schools if unit.owner == "public"]
    kindergartens = [unit for unit in baerum.units if unit.type == "kindergarten"]
    served = {
        "ppt-leder": [],
        "ppt-27": schools,
        "ppt-28": kindergartens,
        "bvs-01": kindergartens,
        "helse-38": schools,
        "helse-39": kindergartens,
        "barnevern-01": public,
    }

    for person, units in served.items():
        may_serve = baerum.people_by_id[person].may_serve
        assert [unit for unit in baerum.units if may_serve(unit)] == units


def test_in_baerum_special_schools_have_a_second_contact_in_ppt() -> None:
    baerum = problem("baerum")
    paired = {duty.unit for duty in duties_of(baerum) if duty.rank == SECOND}

    assert paired == {unit.id for unit in baerum.units if unit.type == "special"}
    assert len(paired) == 3


@every_example
def test_every_series_gives_meetings(name: str, half_year: str) -> None:
    assert set(meetings_by_series(name, half_year)) == {
        series.id for series in problem(name, half_year).series
    }


def closed_slots(timetable: Timetable, resource: str) -> int:
    """All slots in which somebody is not there."""
    return reduce(or_, timetable.resources[resource].closed.values(), 0)


def open_starts(timetable: Timetable, meeting: Meeting) -> int:
    """At how many starts those whom a meeting requires are there, other meetings apart."""
    starts = allowed_starts(meeting)
    for attendance in meeting.attendances.values():
        if attendance.required_by:
            everybody = attendance.count == len(attendance.options)
            assert everybody or attendance.count == 1
            free = [
                ~timetable.grid.starts_touching(closed_slots(timetable, option), meeting.slots)
                for option in attendance.options
            ]
            starts &= reduce(and_ if everybody else or_, free)
    return starts.bit_count()


@every_example
def test_every_meeting_has_room_and_the_first_plan_keeps_every_requirement(
    name: str, half_year: str
) -> None:
    the_problem = problem(name, half_year)
    rules = rulebook(RULES, the_problem.rules)
    timetable = build_timetable(the_problem, rules)

    # The narrowest is two hours on a given day: 8.00-11.30 and 12.00-15.30 leave 4 + 4 starts.
    assert min(open_starts(timetable, meeting) for meeting in timetable.meetings.values()) >= 5

    placements = construct(compile_timetable(timetable)).placements()
    report = check(the_problem, plan_of(placements, the_problem), rules)
    assert (len(placements), report.requirements_broken) == (len(the_problem.meetings), 0)


@pytest.mark.parametrize(
    ("half_year", "holiday", "public"),
    [(SPRING, "Vinterferie", [date(2027, 3, 25), date(2027, 5, 17)]), (AUTUMN, "Høstferie", [])],
)
def test_kindergartens_are_open_in_the_school_holidays_and_closed_on_public_ones(
    half_year: str, holiday: str, public: list[date]
) -> None:
    for name in (name for name, each in ALL if each == half_year):
        the_problem = problem(name, half_year)
        off = [p for each in the_problem.school_calendars for p in each.closed if p.name == holiday]
        for unit in the_problem.units:
            closed = the_problem.closed_days[unit.id]
            whole_break = set(off[0].days()) <= closed
            assert whole_break == (unit.type != "kindergarten"), unit.id
            assert closed.issuperset(public), unit.id


def test_the_autumn_break_is_a_week_earlier_in_agder_and_around_oslo() -> None:
    weeks = {
        name: problem(name, AUTUMN).school_calendars[0].closed[0].first_day.isocalendar().week
        for name, half_year in ALL
        if half_year == AUTUMN
    }

    assert weeks == {"gjerstad": 40, "tinn": 41, "skien": 41, "baerum": 40}


def test_gjerstad_meets_as_its_page_says() -> None:
    # Monthly at 1 school and 2 kindergartens; 8 and 4 a year, half of them in each half-year.
    on_demand = {"samarbeidsmote": 4, "ansvarsgruppe": 4}
    assert meetings_by_series("gjerstad", AUTUMN) == {
        "ressursteam": 3 * 4,
        "vi-bryr-oss": 8 // 2,
        "slt": 4 // 2,
        **on_demand,
    }
    assert meetings_by_series("gjerstad", SPRING) == {
        "ressursteam": 3 * 5,
        "vi-bryr-oss": 8 // 2,
        "slt": 4 // 2,
        "overforing-barnehage-skole": 1,
        "overforing-ungdomstrinn": 1,
        **on_demand,
    }


def test_gjerstad_calls_others_in_to_the_last_half_hour_of_a_resource_team() -> None:
    needs = problem("gjerstad").meetings["ressursteam.abel-skole.1"].needs
    spans = {need.services[0]: need.part and need.part.minutes_of(90) for need in needs}

    called_in = (60, 90)
    assert spans == {"ppt": None, "helse": None, "barnevern": called_in, "flyktning": called_in}


def test_tinn_meets_as_its_page_says() -> None:
    always = {
        "ressursteam": 5 + 6,
        "ekstra-ressursteam": 2 + 2,
        "ansvarsgruppe": 12,
        "slt": 2,
    }
    assert meetings_by_series("tinn", AUTUMN) == {
        **always,
        "bup": 3,
        "lederforum": 5,
        "overforing-barnehage-skole": 6,
        "samarbeid-7-8": 3,
    }
    assert meetings_by_series("tinn", SPRING) == {
        **always,
        "bup": 4,
        "lederforum": 6,
        "overforing-7-8": 3,
        "samarbeid-hovin": 1,
    }
    assert problem("tinn", AUTUMN).series_by_id["samarbeid-7-8"].attendance == ()
    assert problem("tinn").series_by_id["overforing-7-8"].attendance == ()


def test_tinn_meets_bup_in_one_rhythm_from_autumn_to_spring() -> None:
    days = [
        meeting.window.first_day
        for half_year in (AUTUMN, SPRING)
        for meeting in problem("tinn", half_year).meetings.values()
        if meeting.series == "bup" and meeting.window.first_day
    ]

    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(weeks=6)}
    assert problem("tinn").people_by_id["bup-1"].only_days == tuple(days[3:])


def test_skien_has_tpo_teams_without_ppt_and_with_child_welfare_twice() -> None:
    # Monthly at 19 ordinary and 2 special public schools; 43 kindergartens; 13 primary schools.
    always = {
        "ressursteam-barnehage": 2 * 43,
        "samarbeid-privatskole": 4,
        "samarbeid-barnehage-skole": 13,
        "enhet-og-foresatte": 25 + 43,
        "koordinerende-mote": 12,
        "anonym-drofting": 6,
    }
    assert meetings_by_series("skien", AUTUMN) == {**always, "tpo-team": 4 * (19 + 2)}
    assert meetings_by_series("skien", SPRING) == {
        **always,
        "tpo-team": 5 * (19 + 2),
        "overgang-barnehage-skole": 2 * 13,
        "overgang-7-8": 13,
    }
    for half_year in (AUTUMN, SPRING):
        team = problem("skien", half_year).meetings["tpo-team.lunde-barneskole.1"]
        assert [(need.services, need.level, need.at_least) for need in team.needs] == [
            (("helse",), Level.REQUIRED, None),
            (("barnevern",), Level.AS_NEEDED, 2),
        ]


def test_baerum_is_the_reference_case() -> None:
    the_problem = problem("baerum")

    assert meetings_by_series("baerum") == {
        "ressursteam-skole": 38 * 5,
        "ressursteam-spesialskole": 3 * 5,
        "ressursteam-privatskole": 5 * 2,
        "ressursteam-barnehage": 101 * 2,
        "samarbeid-barnehage-skole": 27,
        "overgang-barnehage-skole": 27 * 2,
        "overgang-7-8": 27,
        "inntaksmote": 4,
        "slt": 2,
        "miljolarernettverk": 3,
        "lederforum": 6,
        # What the reference case has not, and the documents have.
        "slt-styret": 2,
        "konsultasjon-barnevern": 6,
        "samarbeidsprogram-barnevern": 2,
    }
    assert len(the_problem.meetings) == 540 + 10
    assert Counter((unit.type.value, unit.owner.value) for unit in the_problem.units) == {
        ("primary", "public"): 27,
        ("lower_secondary", "public"): 11,
        ("special", "public"): 3,
        ("lower_secondary", "private"): 2,
        ("combined", "private"): 3,
        ("kindergarten", "public"): 35,
        ("kindergarten", "private"): 66,
    }
    assert len({unit.zone for unit in the_problem.units}) == 8
    assert feeders("baerum", "primary") == {2, 3}
    assert feeders("baerum", "kindergarten") == {3, 4}


def test_baerum_has_108_staff_about_a_quarter_of_them_part_time() -> None:
    counts = people_by_service("baerum")
    services = {"ppt": 40, "bvs": 8, "helse": 48, "barnevern": 12}
    assert {service: counts[service] for service in services} == services

    staff = [person for person in problem("baerum").people if person.service in services]
    part_time = [person for person in staff if person.position_percent < 100]
    assert 0.2 <= len(part_time) / len(staff) <= 0.3
    for person in part_time:
        assert 60 <= person.position_percent <= 80
        assert len(WORKING_WEEK) - len(person.working_days) in {1, 2}
    assert sum(bool(person.absences) for person in staff) == 3


def test_baerum_meets_with_bup_every_sixth_tuesday_and_its_leaders_on_free_thursdays() -> None:
    meetings = problem("baerum").meetings.values()
    tuesdays = [meeting.window.first_day for meeting in meetings if meeting.series == "inntaksmote"]
    thursdays = [meeting.usual_day for meeting in meetings if meeting.series == "lederforum"]

    assert tuesdays == [date(2027, 1, 19), date(2027, 3, 2), date(2027, 4, 13), date(2027, 5, 25)]
    assert thursdays == [
        date(2027, 1, 28),
        date(2027, 2, 18),  # not the 25th: winter holiday
        date(2027, 3, 18),  # not the 25th: Maundy Thursday
        date(2027, 4, 29),
        date(2027, 5, 27),
        date(2027, 6, 17),  # not the 24th: after the end of term
    ]


def test_oslo_is_172_schools_in_six_groups() -> None:
    the_problem = problem("oslo")
    counts = people_by_service("oslo")

    assert len(the_problem.units) == 172
    assert len({unit.zone for unit in the_problem.units}) == 6
    assert 1_500 <= len(the_problem.meetings) <= 2_500
    assert counts["ppt"] >= 200
    assert counts["helse"] >= 200
    assert counts["barnevern"] >= 60
    assert {unit.type for unit in the_problem.units}.isdisjoint({"kindergarten"})


def test_every_example_has_a_line_about_it_that_counts_its_meetings() -> None:
    for name, line in EXAMPLES.items():
        spring = len(problem(name).meetings)
        nb, nn = f"; {spring} møter om våren", f"; {spring} møte om våren"
        if AUTUMN in HALF_YEARS[name]:
            autumn = len(problem(name, AUTUMN).meetings)
            nb = f"; {autumn} møter om høsten, {spring} om våren"
            nn = f"; {autumn} møte om hausten, {spring} om våren"
        assert nb in line.nb
        assert nn in line.nn


def test_an_example_goes_by_its_name_and_half_year() -> None:
    for name, half_year in ALL:
        assert problem(name, half_year).id == f"{name}-{half_year}"


@pytest.mark.parametrize(
    ("name", "half_year", "way_out"),
    [
        ("tinn", "2026-høst", "velg mellom 2026-autumn og 2027-spring."),
        ("oslo", "2026-autumn", "det finnes bare for 2027-spring."),
    ],
)
def test_an_unknown_half_year_is_answered_with_those_there_are(
    name: str, half_year: str, way_out: str
) -> None:
    with pytest.raises(UnreadableInput) as error:
        example_text(name, half_year)

    there_is_none = f"Eksempelet «{name}» finnes ikke for halvåret «{half_year}»; "
    assert error.value.phrase().nb == there_is_none + way_out


def test_an_unknown_example_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnreadableInput) as error:
        example_text("bærum")

    assert error.value.phrase().nb == "Eksempelet «bærum» finnes ikke; mente du «baerum»?"


def test_an_unknown_example_like_no_other_is_answered_with_all() -> None:
    with pytest.raises(UnreadableInput) as error:
        example_text("kristiansund")

    assert error.value.phrase().nn == (
        "Dømet «kristiansund» finst ikkje; vel mellom gjerstad, tinn, skien, baerum og oslo."
    )
