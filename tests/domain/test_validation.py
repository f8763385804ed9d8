"""The cross checks of a problem: every fault where it is, in one sentence with the way out."""

# The sentences stand in one piece, as people read them.
# ruff: noqa: E501

import pytest

from planner.domain.faults import NOTHING_LOST, Lost
from planner.domain.problem import Problem
from planner.domain.validation import faults_of
from tests.instances import Document, document, person, series, unit

CALENDARS = [{"id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"]}]
NOWHERE = {"together": None}


def one_series(**changes: object) -> Document:
    return {"series": [{**series(), **changes}]}


def changed(**changes: object) -> Problem:
    """The minimal problem with a school calendar, some fields changed."""
    return Problem.model_validate(document(**{"school_calendars": CALENDARS, **changes}))


def told(problem: Problem, lost: Lost = NOTHING_LOST) -> list[tuple[str, str]]:
    """Path and sentence of every fault."""
    return [
        (".".join(map(str, fault.path)), fault.sentence.nb) for fault in faults_of(problem, lost)
    ]


def test_a_good_problem_has_no_faults() -> None:
    assert told(changed()) == []


FAULTS = [
    pytest.param(
        {"people": [person(), person()]},
        [
            (
                "people.1.id",
                "Id-en «ppt-01» er alt brukt av person «PP-rådgiver 01»; gi den ene en annen id.",
            ),
        ],
        id="an id given twice in one list",
    ),
    pytest.param(
        {
            "units": [unit("vika"), unit("ppt-01")],
            "contacts": {"vika": {"ppt": "ppt-01"}, "ppt-01": {"ppt": "ppt-01"}},
        },
        [
            (
                "people.0.id",
                "Id-en «ppt-01» er alt brukt av enhet «Ppt-01 skole»; gi den ene en annen id.",
            ),
        ],
        id="an id shared by a unit and a person",
    ),
    pytest.param(
        {"series": [series(), series()]},
        [
            (
                "series.1.id",
                "Id-en «rt» er alt brukt av møteserie «Ressursteam»; gi den ene en annen id.",
            ),
        ],
        id="two series with one id",
    ),
    pytest.param(
        {"school_calendars": CALENDARS * 2},
        [
            (
                "school_calendars.1.id",
                "Id-en «skolerute» er alt brukt av skolerute «skolerute»; gi den ene en annen id.",
            ),
        ],
        id="two calendars with one id",
    ),
    pytest.param(
        {"people": [person(), person("helse-01", service="hlse")]},
        [
            ("people.1.service", "Tjenesten «hlse» finnes ikke; mente du «helse»?"),
        ],
        id="a person of an unknown service",
    ),
    pytest.param(
        {"people": [person(workplace="radhuset")]},
        [
            (
                "people.0.workplace",
                "Stedet «radhuset» finnes ikke; legg til «radhuset» under places eller units, eller velg noe som står der.",
            ),
        ],
        id="an unknown workplace",
    ),
    pytest.param(
        {"people": [person(workplace="vikka")]},
        [
            ("people.0.workplace", "Stedet «vikka» finnes ikke; mente du «vika»?"),
        ],
        id="a misspelt workplace",
    ),
    pytest.param(
        {"people": [person(working_days=[])]},
        [
            (
                "people.0.working_days",
                "PP-rådgiver 01 har ingen arbeidsdager; skriv minst én under working_days, eller fjern nøkkelen for mandag til fredag.",
            ),
        ],
        id="a person with no working days",
    ),
    pytest.param(
        {"units": [unit(leadership={"working_days": []})]},
        [
            (
                "units.0.leadership.working_days",
                "Ledelsen ved Vika skole har ingen arbeidsdager; skriv minst én under working_days, eller fjern nøkkelen for mandag til fredag.",
            ),
        ],
        id="a leadership with no working days",
    ),
    pytest.param(
        {"units": [unit(feeds=["nes"])]},
        [
            (
                "units.0.feeds.0",
                "Enheten «nes» finnes ikke; legg til «nes» under units, eller velg noe som står der.",
            ),
        ],
        id="a unit that feeds an unknown one",
    ),
    pytest.param(
        {"units": [unit(feeds=["vika"])]},
        [
            (
                "units.0.feeds.0",
                "Enheten «vika» kan ikke levere barn til seg selv; fjern den fra feeds.",
            ),
        ],
        id="a unit that feeds itself",
    ),
    pytest.param(
        {"contacts": {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}}},
        [
            (
                "contacts.nes",
                "Enheten «nes» finnes ikke; legg til «nes» under units, eller velg noe som står der.",
            ),
        ],
        id="contacts of an unknown unit",
    ),
    pytest.param(
        {"contacts": {"vika": {"ppt": "ppt-01", "pptt": "ppt-01"}}},
        [
            ("contacts.vika.pptt", "Tjenesten «pptt» finnes ikke; mente du «ppt»?"),
        ],
        id="a contact for an unknown service",
    ),
    pytest.param(
        {"contacts": {"vika": {"ppt": "ppt-10"}}},
        [
            ("contacts.vika.ppt", "Personen «ppt-10» finnes ikke; mente du «ppt-01»?"),
        ],
        id="an unknown contact",
    ),
    pytest.param(
        {"contacts": {"vika": {"ppt": "ppt-01", "helse": "ppt-01"}}},
        [
            (
                "contacts.vika.helse",
                "PP-rådgiver 01 hører til tjenesten «ppt» og kan ikke være kontakt for «helse»; velg en fra «helse», eller flytt kontakten til «ppt».",
            ),
        ],
        id="a contact of another service",
    ),
    pytest.param(
        {"school_calendars": []},
        [
            (
                "units.0",
                "Ingen skolerute gjelder for enheter av typen barneskole i kommunen «lillevik» (Vika skole); legg til en under school_calendars, om så med «closed: []».",
            ),
        ],
        id="a kind of unit without a calendar",
    ),
    pytest.param(
        one_series(place="radhuset"),
        [
            (
                "series.0.place",
                "Stedet «radhuset» finnes ikke; legg til «radhuset» under places eller units, eller velg noe som står der.",
            ),
        ],
        id="a series at an unknown place",
    ),
    pytest.param(
        one_series(attendance=[{"contact": "ppt"}, {"service": "hlse"}]),
        [
            ("series.0.attendance.1.service", "Tjenesten «hlse» finnes ikke; mente du «helse»?"),
        ],
        id="a line for an unknown service",
    ),
    pytest.param(
        one_series(attendance=[{"one_of": ["ppt", "bvs"]}]),
        [
            (
                "series.0.attendance.0.one_of.1",
                "Tjenesten «bvs» finnes ikke; legg til «bvs» under services, eller velg noe som står der.",
            ),
        ],
        id="a line for one of unknown services",
    ),
    pytest.param(
        one_series(attendance=[{"contact": "ppt"}, {"person": "ppt-02", "level": "as_needed"}]),
        [
            ("series.0.attendance.1.person", "Personen «ppt-02» finnes ikke; mente du «ppt-01»?"),
        ],
        id="a line for an unknown person",
    ),
    pytest.param(
        one_series(scope={"each_unit": {"ids": ["vika", "vikka"]}}),
        [
            ("series.0.scope.each_unit.ids.1", "Enheten «vikka» finnes ikke; mente du «vika»?"),
        ],
        id="a filter on an unknown unit",
    ),
    pytest.param(
        {
            "units": [unit(zone="nord")],
            "series": [series(scope={"each_unit": {"zones": ["nord", "nor"]}})],
        },
        [
            (
                "series.0.scope.each_unit.zones.1",
                "Ingen enhet ligger i sonen «nor»; mente du «nord»?",
            ),
        ],
        id="a filter on an unknown zone",
    ),
    pytest.param(
        one_series(scope={"groups": [["vika", "nes"], ["vika", "vika"]]}),
        [
            (
                "series.0.scope.groups.0.1",
                "Enheten «nes» finnes ikke; legg til «nes» under units, eller velg noe som står der.",
            ),
            (
                "series.0.scope.groups.1.1",
                "Enheten «vika» står to ganger i samme gruppe; fjern den ene.",
            ),
        ],
        id="a group with an unknown and a doubled unit",
    ),
    pytest.param(
        one_series(scope={"groups": [["vika"], ["vika"]]}),
        [
            ("series.0.scope.groups.1", "Gruppen er lik gruppe nummer 1; fjern den ene."),
        ],
        id="two groups alike",
    ),
    pytest.param(
        one_series(scope={"each_unit": {"types": ["kindergarten"]}}),
        [
            (
                "series.0.scope",
                "Serien «Ressursteam» velger ingen enheter; gjør utvalget under scope videre, eller fjern serien.",
            ),
        ],
        id="a scope that chooses no unit",
    ),
    pytest.param(
        one_series(scope={"each_hub": {}}),
        [
            (
                "series.0.scope",
                "Serien «Ressursteam» velger ingen enheter; gjør utvalget under scope videre, eller fjern serien.",
            ),
        ],
        id="hubs that nobody feeds",
    ),
    pytest.param(
        one_series(scope=NOWHERE, attendance=[]),
        [
            (
                "series.0",
                "Ingen deltar i «Ressursteam»; sett opp deltakere under attendance, eller velg enheter under scope.",
            ),
        ],
        id="a series for nobody",
    ),
    pytest.param(
        one_series(scope=NOWHERE, attendance=[{"contact": "ppt"}]),
        [
            (
                "series.0.attendance.0",
                "Serien har ingen enheter og derfor ingen kontakter; bruk person eller service i stedet.",
            ),
        ],
        id="a contact without a unit",
    ),
    pytest.param(
        one_series(attendance=[{"contact": "ppt"}, {"contact": "helse"}]),
        [
            (
                "series.0.attendance.1",
                "Vika skole har ingen kontakt for HELSE; før opp en under contacts, eller sett level til as_needed.",
            ),
        ],
        id="a required contact that is missing",
    ),
    pytest.param(
        one_series(
            attendance=[
                {"contact": "ppt"},
                {"contact": "helse", "level": "as_needed", "at_least": 1},
            ]
        ),
        [
            (
                "series.0.attendance.1",
                "Vika skole har ingen kontakt for HELSE; før opp en under contacts, eller fjern at_least.",
            ),
        ],
        id="a counted contact that is missing",
    ),
    pytest.param(
        one_series(attendance=[{"one_of": ["helse", "barnevern"]}]),
        [
            (
                "series.0.attendance.0",
                "Vika skole har ingen kontakt for HELSE / BARNEVERN; før opp en under contacts, eller sett level til as_needed.",
            ),
        ],
        id="none of several contacts",
    ),
    pytest.param(
        one_series(attendance=[{"service": "ppt", "count": 2}]),
        [
            (
                "series.0.attendance.0",
                "Serien ber om 2 fra «ppt», som har 1 person; be om færre, eller legg til folk.",
            ),
        ],
        id="more people than the service has",
    ),
    pytest.param(
        one_series(attendance=[{"contact": "ppt", "level": "as_needed", "at_least": 3}]),
        [
            (
                "series.0.attendance.0.at_least",
                "Serien gir 2 møter, så ingen kan være med på minst 3; skriv høyst 2.",
            ),
        ],
        id="at least more than there are meetings",
    ),
    pytest.param(
        one_series(minutes=50),
        [
            (
                "series.0.minutes",
                "50 minutter går ikke opp i tidsluker på 15; skriv for eksempel 60.",
            ),
        ],
        id="minutes off the raster",
    ),
    pytest.param(
        one_series(
            minutes=480,
        )
        | {"day": {"day_ends": "15:00"}},
        [
            (
                "series.0.minutes",
                "Møtet varer 480 minutter, men dagen har bare 420; kort det ned, eller utvid dagen under day.",
            ),
        ],
        id="longer than the day",
    ),
    pytest.param(
        one_series(window={"first_day": "2027-08-01"}),
        [
            (
                "series.0.window",
                "Vinduet ligger utenfor halvåret (4. januar–18. juni); flytt det innenfor.",
            ),
        ],
        id="a window after the semester",
    ),
    pytest.param(
        one_series(window={"months": [9]}),
        [
            (
                "series.0.window.months",
                "Ingen av månedene har dager i vinduet og halvåret (4. januar–18. juni); velg andre måneder.",
            ),
        ],
        id="months outside the semester",
    ),
    pytest.param(
        one_series(window={"first_day": "2027-03-06", "last_day": "2027-03-07"}),
        [
            (
                "series.0.frequency",
                "Det er ingen åpne dager i vinduet 6. mars–7. mars for Vika skole; utvid det, eller ta bort stengte dager.",
            ),
        ],
        id="a window without open days",
    ),
    pytest.param(
        one_series(frequency={"per_month": 1})
        | {"holidays": [{"name": "Stengt", "first_day": "2027-02-01", "last_day": "2027-02-28"}]},
        [
            (
                "series.0.frequency",
                "Det er ingen åpne dager i vinduet 1. februar–28. februar for Vika skole; utvid det, eller ta bort stengte dager.",
            ),
        ],
        id="a month without open days",
    ),
    pytest.param(
        {
            "units": [
                unit(),
                unit(
                    "nes",
                    planning_days=[
                        {"name": "Plan", "first_day": "2027-03-01", "last_day": "2027-03-05"}
                    ],
                ),
            ],
            "contacts": {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
            "series": [series(window={"first_day": "2027-03-01", "last_day": "2027-03-05"})],
        },
        [
            (
                "series.0.frequency",
                "Det er ingen åpne dager i vinduet 1. mars–5. mars for Nes skole; utvid det, eller ta bort stengte dager.",
            ),
        ],
        id="a window closed at one unit",
    ),
    pytest.param(
        one_series(frequency={"per_half_year": 3}, days_between={"least": 100}),
        [
            (
                "series.0.frequency",
                "Det er ikke plass til 3 møter for Vika skole: møte nummer 3 får ingen dag når det skal være minst 100 dager mellom; be om færre, eller endre days_between.",
            ),
        ],
        id="more meetings than the gaps allow",
    ),
    pytest.param(
        one_series(
            frequency={"per_month": 1}, window={"months": [1, 5]}, days_between={"most": 30}
        ),
        [
            (
                "series.0.frequency",
                "Det er ikke plass til 2 møter for Vika skole: møte nummer 2 får ingen dag når det skal være høyst 30 dager mellom; be om færre, eller endre days_between.",
            ),
        ],
        id="months too far apart",
    ),
    pytest.param(
        one_series(frequency={"every_weeks": 2, "weekday": "monday", "first_day": "2027-08-02"}),
        [
            (
                "series.0.frequency",
                "Frekvensen gir ingen møter i vinduet; flytt 2. august tidligere, eller utvid vinduet.",
            ),
        ],
        id="every weeks from too late",
    ),
    pytest.param(
        one_series(frequency={"dates": ["2027-07-01", "2027-03-06", "2027-03-04", "2027-03-04"]}),
        [
            (
                "series.0.frequency.dates.0",
                "1. juli ligger utenfor halvåret (4. januar–18. juni); rett datoen eller fjern den.",
            ),
            (
                "series.0.frequency.dates.1",
                "6. mars er en lørdag; velg en dag fra mandag til fredag.",
            ),
            ("series.0.frequency.dates.3", "4. mars står to ganger; fjern den ene."),
        ],
        id="dates outside, at a weekend and twice",
    ),
]


@pytest.mark.parametrize(("changes", "faults"), FAULTS)
def test_a_fault_is_told_where_it_is_with_the_way_out(
    changes: Document, faults: list[tuple[str, str]]
) -> None:
    assert told(changed(**changes)) == faults


@pytest.mark.parametrize(("changes", "faults"), FAULTS)
def test_every_fault_has_a_sentence_in_nynorsk(
    changes: Document, faults: list[tuple[str, str]]
) -> None:
    sentences = [fault.sentence.nn for fault in faults_of(changed(**changes))]

    assert len(sentences) == len(faults)
    assert not [sentence for sentence in sentences if " ikke " in sentence or "{" in sentence]


def test_many_units_without_a_contact_are_one_fault() -> None:
    names = [f"skole-{number}" for number in range(1, 8)]
    many = changed(units=[unit(name) for name in names], contacts={})

    # Five are named, and 7 - 5 = 2 counted.
    assert told(many) == [
        (
            "series.0.attendance.0",
            "Skole-1 skole, Skole-2 skole, Skole-3 skole, Skole-4 skole, Skole-5 skole og 2 til har ingen kontakt for PPT; før opp en under contacts, eller sett level til as_needed.",
        )
    ]


# From Monday 4 January to Friday 18 June are 165 days. With at least 80 between, 4 January, 25 March
# (80 days) and 14 June (81) will do; with 83, the third comes at the earliest 166 days after.
@pytest.mark.parametrize(("least", "fits"), [(80, True), (83, False)])
def test_gaps_are_counted_in_days_that_are_open(least: int, fits: bool) -> None:  # noqa: FBT001
    three = one_series(frequency={"per_half_year": 3}, days_between={"least": least})

    assert (told(changed(**three)) == []) is fits


def test_absences_outside_the_semester_do_no_harm() -> None:
    away = {"first_day": "2026-01-01", "last_day": "2026-02-01"}

    assert told(changed(people=[person(absences=[away])])) == []


def test_a_fixed_weekday_may_fall_on_a_closed_day() -> None:
    weekly = {"every_weeks": 1, "weekday": "monday", "first_day": "2027-01-04"}
    holiday = {"name": "Andre påskedag", "first_day": "2027-03-29"}

    assert told(changed(holidays=[holiday], **one_series(frequency=weekly))) == []


def test_what_was_lost_on_the_way_in_is_not_missed() -> None:
    without_person = changed(people=[], contacts={"vika": {"ppt": "ppt-01"}})

    assert [path for path, _ in told(without_person)] == ["contacts.vika.ppt"]
    assert told(without_person, Lost(ids=frozenset({"ppt-01"}))) == []
    assert told(without_person, Lost(whole=frozenset({"people"}))) == []
