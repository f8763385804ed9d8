"""The cross checks of a problem: every fault where it is, in one sentence with the way out."""

# The sentences stand in one piece, as people read them.
# ruff: noqa: E501

import pytest

from planner.domain.faults import Lost
from tests.domain.told import CALENDARS, assert_told_in_nynorsk, changed, told
from tests.instances import Document, person, series, unit

NOWHERE = {"together": None}
# Every six weeks from 12 January.
TUESDAYS = [
    {"name": "Stengt", "first_day": day}
    for day in ("2027-01-12", "2027-02-23", "2027-04-06", "2027-05-18")
]


def one_series(**changes: object) -> Document:
    return {"series": [{**series(), **changes}]}


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
                "Ingen fra HELSE kan være kontakt for Vika skole; legg til folk, utvid serves, eller sett level til as_needed.",
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
                "Ingen fra HELSE kan være kontakt for Vika skole; legg til folk, utvid serves, eller fjern at_least.",
            ),
        ],
        id="a counted contact that is missing",
    ),
    pytest.param(
        one_series(attendance=[{"one_of": ["helse", "barnevern"]}]),
        [
            (
                "series.0.attendance.0",
                "Ingen fra HELSE / BARNEVERN kan være kontakt for Vika skole; legg til folk, utvid serves, eller sett level til as_needed.",
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
                "Vinduet til «Ressursteam» ligger utenfor halvåret (4. januar–18. juni); flytt det innenfor.",
            ),
        ],
        id="a window after the semester",
    ),
    pytest.param(
        one_series(window={"months": [9]}),
        [
            (
                "series.0.window.months",
                "Ingen av månedene til «Ressursteam» har dager i vinduet og halvåret (4. januar–18. juni); velg andre måneder.",
            ),
        ],
        id="months outside the semester",
    ),
    pytest.param(
        one_series(window={"first_day": "2027-03-06", "last_day": "2027-03-07"}),
        [
            (
                "series.0.frequency",
                "«Ressursteam» for Vika skole har ingen åpne dager i vinduet 6. mars–7. mars; utvid vinduet til 5. mars eller ta bort stengte dager.",
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
                "«Ressursteam» for Vika skole har ingen åpne dager i vinduet 1. februar–28. februar; la februar være utenfor months eller ta bort stengte dager.",
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
                "«Ressursteam» for Nes skole har ingen åpne dager i vinduet 1. mars–5. mars; utvid vinduet til 26. februar eller ta bort stengte dager.",
            ),
        ],
        id="a window closed at one unit",
    ),
    pytest.param(
        one_series(frequency={"per_half_year": 3}, days_between={"least": 100}),
        [
            (
                "series.0.frequency",
                "Det er ikke plass til 3 møter av «Ressursteam» for Vika skole: møte nummer 3 får ingen dag når det skal være minst 100 dager mellom; be om høyst 2 eller sett least til høyst 81 under days_between.",
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
                "Det er ikke plass til 2 møter av «Ressursteam» for Vika skole: møte nummer 2 får ingen dag når det skal være høyst 30 dager mellom; sett most til minst 94 under days_between.",
            ),
        ],
        id="months too far apart",
    ),
    pytest.param(
        one_series(frequency={"every_weeks": 2, "weekday": "monday", "first_day": "2027-08-02"}),
        [
            (
                "series.0.frequency",
                "Frekvensen til «Ressursteam» treffer ingen dag i vinduet; flytt first_day til senest 18. juni.",
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
    pytest.param(
        {
            "places": [{"id": "radhuset", "name": "Rådhuset"}],
            "rooms": [
                {"id": "rom-1", "name": "Rom 1", "place": "radhuset"},
                {"id": "rom-2", "name": "Rom 2", "place": "vika"},
                {"id": "rom-3", "name": "Rom 3", "place": "radhus"},
                {"id": "vika", "name": "Vika", "place": "vika"},
            ],
            **one_series(rooms=["rom-1", "rom-2", "rom-1", "rom-9"]),
        },
        [
            (
                "rooms.3.id",
                "Id-en «vika» er alt brukt av enhet «Vika skole»; gi den ene en annen id.",
            ),
            ("rooms.2.place", "Stedet «radhus» finnes ikke; mente du «radhuset»?"),
            ("series.0.rooms.2", "Rommet «rom-1» står to ganger; fjern det ene."),
            ("series.0.rooms.3", "Rommet «rom-9» finnes ikke; mente du «rom-3»?"),
            (
                "series.0.rooms",
                "Rommene ligger på ulike steder (radhuset og vika); velg rom på ett sted, eller del serien i to.",
            ),
        ],
        id="two rooms at different places",
    ),
    pytest.param(
        {
            "milestones": [
                {"id": "skjema", "name": "Skjema", "day": "2027-05-03", "services": ["pptt"]},
                {"id": "skjema", "name": "Skjema", "day": "2027-08-03"},
                {
                    "id": "frist",
                    "name": "Frist",
                    "day": "2027-05-03",
                    "units": {"types": ["kindergarten"]},
                },
                {"id": "annen", "name": "Annen", "day": "2027-05-03", "units": {"zones": ["nord"]}},
            ],
        },
        [
            (
                "milestones.1.id",
                "Id-en «skjema» er alt brukt av milepæl «Skjema»; gi den ene en annen id.",
            ),
            ("milestones.0.services.0", "Tjenesten «pptt» finnes ikke; mente du «ppt»?"),
            (
                "milestones.2.units",
                "Milepælen «Frist» velger ingen enheter; gjør utvalget videre, eller fjern units.",
            ),
            (
                "milestones.3.units.zones.0",
                "Ingen enhet ligger i sonen «nord»; sett zone på enhetene det gjelder, eller fjern sonen her.",
            ),
            (
                "milestones.1.day",
                "3. august ligger utenfor halvåret (4. januar–18. juni); rett datoen eller fjern den.",
            ),
        ],
        id="a milestone that names what is not there",
    ),
    pytest.param(
        one_series(convener="pptt"),
        [
            ("series.0.convener", "Tjenesten «pptt» finnes ikke; mente du «ppt»?"),
        ],
        id="an unknown convener",
    ),
    pytest.param(
        one_series(scope={"each_unit": {"municipalities": ["lillevik", "lilevik"]}}),
        [
            (
                "series.0.scope.each_unit.municipalities.1",
                "Ingen enhet ligger i kommunen «lilevik»; mente du «lillevik»?",
            ),
        ],
        id="a filter on an unknown municipality",
    ),
    pytest.param(
        one_series(after=[{"series": "slt"}]),
        [
            (
                "series.0.after.0.series",
                "Møteserien «slt» finnes ikke; legg til «slt» under series, eller velg noe som står der.",
            ),
        ],
        id="a series after an unknown one",
    ),
    pytest.param(
        one_series(after=[{"series": "rt"}]),
        [
            (
                "series.0.after.0.series",
                "«Ressursteam» kan ikke komme etter seg selv; bruk days_between, eller nevn en annen serie.",
            ),
        ],
        id="a series after itself",
    ),
    pytest.param(
        {
            "series": [
                series("a", after=[{"series": "b"}]),
                series("b", after=[{"series": "c"}]),
                series("c", after=[{"series": "a"}]),
            ]
        },
        [
            (
                "series.0.after.0.series",
                "Seriene kommer etter hverandre i ring (b, c og a); fjern after på en av dem.",
            ),
        ],
        id="series after one another in a circle",
    ),
    pytest.param(
        {
            "series": [
                series("slt", name="SLT", window={"months": [4]}),
                series(after=[{"series": "slt", "least_days": 7}], window={"months": [1, 2, 3]}),
            ]
        },
        [
            (
                "series.1.after.0",
                "«Ressursteam» for Vika skole skal komme minst 7 dager etter «SLT», som tidligst kan være ferdig 2. april, men kan senest begynne 30. mars; utvid vinduet til «Ressursteam» til 9. april, eller la «SLT» være ferdig før.",
            ),
        ],
        id="a series that must end before the one it comes after",
    ),
    pytest.param(
        {
            "series": [
                series("slt", name="SLT", window={"months": [1]}),
                series(after=[{"series": "slt", "most_days": 10}], window={"months": [3]}),
            ]
        },
        [
            (
                "series.1.after.0",
                "«Ressursteam» for Vika skole skal komme høyst 10 dager etter «SLT», men det går minst 31 dager mellom dem; sett most_days til 31, eller flytt vinduene nærmere hverandre.",
            ),
        ],
        id="a series that is too far after another",
    ),
    pytest.param(
        {
            "people": [
                person(),
                person("helse-01", only_days=[]),
                person("helse-02", only_days=["2027-03-06", "2027-09-01"]),
            ],
            "units": [unit(leadership={"only_days": ["2026-01-05"]})],
        },
        [
            (
                "people.1.only_days",
                "Helsesykepleier 01 har ingen dager i halvåret under only_days; skriv minst én fra mandag til fredag, eller fjern nøkkelen.",
            ),
            (
                "people.2.only_days",
                "Helsesykepleier 02 har ingen dager i halvåret under only_days; skriv minst én fra mandag til fredag, eller fjern nøkkelen.",
            ),
            (
                "units.0.leadership.only_days",
                "Ledelsen ved Vika skole har ingen dager i halvåret under only_days; skriv minst én fra mandag til fredag, eller fjern nøkkelen.",
            ),
        ],
        id="days of somebody from outside that are none of the half-year",
    ),
    pytest.param(
        {"contacts": {"vika": {"ppt": ["ppt-01", "ppt-01"]}}},
        [
            (
                "contacts.vika.ppt",
                "PP-rådgiver 01 står som både hovedkontakt og andrekontakt; fjern den ene.",
            ),
        ],
        id="one person as both contacts",
    ),
    pytest.param(
        one_series(window={"before_school_start": {"most_weeks": 20}}),
        [
            (
                "series.0.window.before_school_start",
                "Vinduet er regnet fra skolestart, som ikke er oppgitt; skriv school_start under semester.",
            ),
        ],
        id="a window counted from an unknown school start",
    ),
    pytest.param(
        one_series(
            frequency={
                "by_size": [
                    {"up_to": 40, "then": {"per_half_year": 1}},
                    {"then": {"per_half_year": 2}},
                ]
            }
        ),
        [
            (
                "series.0.frequency.by_size",
                "Frekvensen går etter størrelse, men antall barn er ikke oppgitt for Vika skole; skriv children der.",
            ),
        ],
        id="a frequency by size where the size is not known",
    ),
    pytest.param(
        one_series(
            scope=NOWHERE,
            attendance=[{"person": "ppt-01"}],
            frequency={
                "by_size": [
                    {"up_to": 40, "then": {"per_half_year": 1}},
                    {"then": {"per_half_year": 2}},
                ]
            },
        ),
        [
            (
                "series.0.frequency.by_size",
                "Frekvensen går etter størrelse, men serien har ingen enheter; velg en annen frekvens.",
            ),
        ],
        id="a frequency by the size of no unit",
    ),
    pytest.param(
        one_series(attendance=[{"contact": "ppt", "which": "both"}]),
        [
            (
                "series.0.attendance.0.which",
                "Bare én fra PPT kan være kontakt for Vika skole, så ingen kan være andrekontakt; legg til folk, utvid serves, eller endre which.",
            ),
        ],
        id="a second contact that is missing",
    ),
    pytest.param(
        {
            "units": [unit(zone="nord"), unit("nes")],
            "contacts": {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
            "series": [series(scope={"each_zone": {}})],
        },
        [
            (
                "series.0.scope.each_zone",
                "Nes skole ligger ikke i noen sone; sett zone på dem, eller velg dem bort her.",
            ),
        ],
        id="zones with a unit outside them all",
    ),
    pytest.param(
        one_series(
            attendance=[
                {"contact": "ppt", "part": {"first_minutes": 120}},
                {"person": "ppt-01", "part": {"last_minutes": 20}},
            ]
        ),
        [
            (
                "series.0.attendance.0.part.first_minutes",
                "Delen på 120 minutter er lengre enn møtet på 90; skriv høyst 90, eller fjern part.",
            ),
            (
                "series.0.attendance.1.part.last_minutes",
                "20 minutter går ikke opp i tidsluker på 15; skriv for eksempel 30.",
            ),
        ],
        id="parts longer than the meeting and off the raster",
    ),
    pytest.param(
        one_series(attendance=[{"contact": "ppt", "at_meetings": {"every": 2, "first": 3}}]),
        [
            (
                "series.0.attendance.0.at_meetings.first",
                "Serien gir 2 møter, så møte nummer 3 kommer aldri; skriv høyst 2.",
            ),
        ],
        id="a kth meeting that never comes",
    ),
    pytest.param(
        one_series(
            frequency={"per_half_year": 4},
            attendance=[
                {"contact": "ppt", "level": "as_needed", "at_least": 3, "at_meetings": {"every": 2}}
            ],
        ),
        [
            (
                "series.0.attendance.0.at_least",
                "Serien gir 2 møter, så ingen kan være med på minst 3; skriv høyst 2.",
            ),
        ],
        id="at least more than the kth meetings",
    ),
    pytest.param(
        one_series(attendance=[{"contact": "ppt", "only_types": ["kindergarten", "special"]}]),
        [
            (
                "series.0.attendance.0.only_types",
                "Ingen enhet som holder møtene, er av typen barnehage eller spesialskole; rett typene, eller fjern linjen.",
            ),
        ],
        id="a line for types of units that hold no meeting",
    ),
    pytest.param(
        one_series(scope=NOWHERE, attendance=[{"person": "ppt-01", "level": "welcome"}]),
        [
            (
                "series.0",
                "Ingen deltar i «Ressursteam»; sett opp deltakere under attendance, eller velg enheter under scope.",
            ),
        ],
        id="a series where people are merely welcome",
    ),
    pytest.param(
        one_series(window={"last_day": "2027-01-29"}, agenda_days=30),
        [
            (
                "series.0.agenda_days",
                "Fristen for saksliste faller før halvåret for alle møtene; skriv høyst 25.",
            ),
        ],
        id="an agenda due before the half-year",
    ),
    # From 11 January, five times 30 days lead to 10 June, past 4 June. 29 would do for 5 June, a
    # Saturday; 28 for 31 May.
    pytest.param(
        one_series(
            frequency={"per_half_year": 6},
            window={"first_day": "2027-01-11", "last_day": "2027-06-04"},
            days_between={"least": 30},
        ),
        [
            (
                "series.0.frequency",
                "Det er ikke plass til 6 møter av «Ressursteam» for Vika skole: møte nummer 6 får ingen dag når det skal være minst 30 dager mellom; be om høyst 5 eller sett least til høyst 28 under days_between.",
            ),
        ],
        id="six monthly meetings in a five-month term",
    ),
    pytest.param(
        one_series(
            frequency={"per_half_year": 6},
            window={"first_day": "2027-03-01", "last_day": "2027-03-05"},
        ),
        [
            (
                "series.0.frequency",
                "Det er ikke plass til 6 møter av «Ressursteam» for Vika skole: møte nummer 6 får ingen dag; be om høyst 5.",
            ),
        ],
        id="more meetings than days",
    ),
    pytest.param(
        {
            "holidays": TUESDAYS,
            **one_series(
                frequency={"every_weeks": 6, "weekday": "tuesday", "first_day": "2027-01-12"}
            ),
        },
        [
            (
                "series.0.frequency",
                "«Ressursteam» for Vika skole treffer bare stengte dager (12. januar, 23. februar, 6. april og 18. mai); sett when_closed (previous eller nearest) eller flytt first_day til 19. januar.",
            ),
        ],
        id="a Tuesday every six weeks that is always closed",
    ),
    pytest.param(
        {
            "holidays": TUESDAYS,
            **one_series(
                frequency={
                    "every_weeks": 6,
                    "weekday": "tuesday",
                    "first_day": "2027-01-12",
                    "when_closed": "skip",
                }
            ),
        },
        [
            (
                "series.0.frequency",
                "«Ressursteam» for Vika skole treffer bare stengte dager (12. januar, 23. februar, 6. april og 18. mai); sett when_closed (previous eller nearest) eller flytt first_day til 19. januar.",
            ),
        ],
        id="a closed Tuesday that is always skipped",
    ),
    pytest.param(
        {
            "holidays": [{"name": "Stengt", "first_day": "2027-02-08", "last_day": "2027-05-30"}],
            **one_series(frequency={"every_weeks": 6, "weekday": "tuesday"}),
        },
        [
            (
                "series.0.frequency",
                "Det er ikke plass til 4 møter av «Ressursteam» for Vika skole: møte nummer 2 får ingen dag når det skal være nøyaktig 42 dager mellom; sett first_day og when_closed under frequency.",
            ),
        ],
        id="a Tuesday every six weeks with no six weeks free",
    ),
    pytest.param(
        {
            "holidays": [{"name": "Stengt", "first_day": "2027-02-02"}],
            **one_series(
                frequency={
                    "every_weeks": 1,
                    "weekday": "tuesday",
                    "first_day": "2027-01-12",
                    "when_closed": "previous",
                }
            ),
        },
        [
            (
                "series.0.frequency",
                "Det er ikke plass til 23 møter av «Ressursteam» for Vika skole: møte nummer 4 får ingen dag; sett when_closed til skip.",
            ),
        ],
        id="weekly meetings moved onto one another",
    ),
    pytest.param(
        one_series(
            frequency={"weekday_of_month": "thursday", "nth": "last", "when_closed": "skip"},
            window={"first_day": "2027-03-01", "last_day": "2027-03-12"},
        ),
        [
            (
                "series.0.frequency",
                "Frekvensen til «Ressursteam» treffer ingen dag i vinduet; utvid vinduet.",
            ),
        ],
        id="weekdays that fall outside the months",
    ),
    pytest.param(
        one_series(window={"iso_weeks": [10], "months": [5]}),
        [
            (
                "series.0.window",
                "Ingen dag i halvåret (4. januar–18. juni) oppfyller alt som står i vinduet til «Ressursteam»; ta bort eller utvid noe av det.",
            ),
        ],
        id="a week that nothing stands in",
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
    assert_told_in_nynorsk(changes, faults)


def test_many_units_that_nobody_may_serve_are_one_fault() -> None:
    names = [f"skole-{number}" for number in range(1, 8)]
    nobody = person(serves=None)
    many = changed(units=[unit(name) for name in names], people=[nobody], contacts={})

    # Five are named, and 7 - 5 = 2 counted.
    assert told(many) == [
        (
            "series.0.attendance.0",
            "Ingen fra PPT kan være kontakt for Skole-1 skole, Skole-2 skole, Skole-3 skole, Skole-4 skole, Skole-5 skole og 2 til; legg til folk, utvid serves, eller sett level til as_needed.",
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


BY_SIZE = {"by_size": [{"up_to": 40, "then": {"per_half_year": 1}}, {"then": {"per_half_year": 3}}]}


def test_only_the_units_that_have_no_room_are_named() -> None:
    # One meeting for Vika (30 children), three for Nes (90): only those do not fit 100 days apart.
    sized = changed(
        units=[unit(children=30), unit("nes", children=90)],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
        **one_series(frequency=BY_SIZE, days_between={"least": 100}),
    )

    ((path, sentence),) = told(sized)

    assert path == "series.0.frequency"
    assert sentence.startswith("Det er ikke plass til 3 møter av «Ressursteam» for Nes skole:")


@pytest.mark.parametrize("level", ["welcome", "as_needed"])
def test_who_need_not_come_needs_no_contact(level: str) -> None:
    lines = [{"contact": "ppt"}, {"contact": "helse", "level": level}]

    assert told(changed(**one_series(attendance=lines))) == []


def test_a_contact_is_not_missed_where_the_line_does_not_ask_for_it() -> None:
    lines = [{"contact": "ppt"}, {"contact": "helse", "only_types": ["combined"]}]
    two = {
        "school_calendars": [{**CALENDARS[0], "unit_types": ["primary", "combined"]}],
        "units": [unit(), unit("nes", type="combined")],
        "people": [person(), person("helse-01")],
        "contacts": {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01", "helse": "helse-01"}},
    }

    assert told(changed(**two, **one_series(attendance=lines))) == []


def test_none_in_this_half_of_the_year_is_no_fault() -> None:
    yearly = {"per_school_year": 1, "in_autumn": 1}

    assert told(changed(**one_series(frequency=yearly))) == []


def test_meetings_only_held_where_there_is_room_need_none() -> None:
    # Two fit 100 days apart, a third does not; it is not held, and that is no fault.
    at_least = {"per_half_year": 2, "at_most": 3}

    assert told(changed(**one_series(frequency=at_least, days_between={"least": 100}))) == []


def test_the_order_of_series_that_have_no_unit_in_common_is_none() -> None:
    first = series("slt", scope={"each_unit": {"ids": ["nes"]}}, window={"months": [4]})
    then = series(
        scope={"each_unit": {"ids": ["vika"]}}, window={"months": [1]}, after=[{"series": "slt"}]
    )
    both = {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}}

    assert told(changed(units=[unit(), unit("nes")], contacts=both, series=[first, then])) == []


def test_each_meeting_may_come_after_the_one_of_the_same_number() -> None:
    # Two of each in January to March: all of one series before all of the other do not fit when
    # the first has its second in March alone, but one by one they do.
    def pair(**rule: object) -> Document:
        slt = series("slt", frequency={"per_month": 1}, window={"months": [1, 3]})
        return {
            "series": [
                slt,
                series(
                    frequency={"per_month": 1},
                    window={"months": [2, 4]},
                    after=[{"series": "slt", **rule}],
                ),
            ]
        }

    assert [path for path, _ in told(changed(**pair()))] == ["series.1.after.0"]
    assert told(changed(**pair(each=True))) == []
