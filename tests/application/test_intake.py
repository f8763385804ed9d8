"""Intake: every fault of a file at once, with file, line and path, in plain Norwegian."""

# The sentences stand in one piece, as people read them.
# ruff: noqa: E501

import ast
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel, ValidationError

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.intake import read_problem
from planner.application.salvage import salvage
from planner.application.sentences import OUR_CODES, TOGETHER
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from planner.engine.rule import Rulebook
from tests.instances import Document, document, person, series, unit

CHECKOUT = Path(__file__).parents[2]
CALENDARS = [{"id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"]}]


def whole(**changes: object) -> Document:
    return document(**{"school_calendars": CALENDARS, "holidays": [], **changes})


def read(text: str, folder: Path) -> tuple[Problem, Rulebook]:
    file = folder / "lillevik.yaml"
    file.write_text(text, encoding="utf-8")
    return read_problem(file, RULES, holidays=public_holidays)


def refused(text: str, folder: Path) -> list[str]:
    """The faults of a file as a person meets them, without the folder."""
    with pytest.raises(UnreadableInput) as caught:
        read(text, folder)
    told = caught.value.phrase().text(caught.value.language)
    return [line.removeprefix(f"{folder}/") for line in told.splitlines()]


def faults(folder: Path, **changes: object) -> list[str]:
    """Path and sentence of each fault of the minimal problem with some fields changed."""
    told = refused(yaml.safe_dump(whole(**changes), allow_unicode=True), folder)
    return [line.split(": ", 1)[1] for line in told]


def test_a_problem_is_read_as_its_models_would(tmp_path: Path) -> None:
    problem, rules = read(yaml.safe_dump(whole()), tmp_path)

    assert problem == Problem.model_validate(whole())
    assert [rule.name() for rule in rules] == [kind.name() for kind in RULES]


def test_json_is_read_as_well(tmp_path: Path) -> None:
    assert read(json.dumps(whole()), tmp_path) == read(yaml.safe_dump(whole()), tmp_path)


def test_scalars_are_what_they_look_like_to_a_person(tmp_path: Path) -> None:
    # YAML 1.1 would read 16:00 as 960 minutes, "no" as false and 2027 as a number.
    day = "day: {day_starts: 08:00, day_ends: 16:00}"
    text = f"{yaml.safe_dump(whole(name='X'))}\n{day}".replace("name: X", "name: no")

    problem, _ = read(text.replace("Vår 2027", "2027"), tmp_path)

    assert (problem.name, problem.day.day_ends.hour) == ("no", 16)


EVERY_FAULT = """\
id: lillevik
name: Lillevik
semestr: {}
semester: {name: Vår, first_day: 2027-01-04, last_day: 2027-06-18}
school_calendars: [{id: rute, municipality: lillevik, unit_types: [primary]}]
services: [{id: ppt, name: PPT}]
units:
  - {id: vika, name: Vika, municipality: lillevik, type: primary,
     coordinates: {latitude: 10.5, longitude: 59.9}}
  - {id: nes, name: Nes, municipality: lillevik, type: barneskole}
people:
  - {id: ppt-01, name: PP-rådgiver 01, service: ppt, working_days: []}
contacts:
  vika: {ppt: ppt-02}
  nes: {ppt: ppt-01}
series:
  - id: rt
    name: Ressursteam
    scope: {each_unit: {}}
    frequency: {per_half_year: 3}
    days_between: {least: 100}
    minutes: 90
    window: {first_day: 2027-03-01, last_day: 2027-02-01}
    attendance: [{contact: ppt}]
rules:
  same_weekdy: false
  most_meetings_per_day: {most: 0}
"""


def test_every_kind_of_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    assert refused(EVERY_FAULT, tmp_path) == [
        "lillevik.yaml:3: semestr: Nøkkelen «semestr» er ukjent; mente du «semester»?",
        "lillevik.yaml:9: units.0.coordinates.latitude: Breddegraden «10.5» ligger utenfor Norge; latitude og longitude ser ut til å være byttet om, så bytt dem tilbake.",
        "lillevik.yaml:9: units.0.coordinates.longitude: Lengdegraden «59.9» ligger utenfor Norge; latitude og longitude ser ut til å være byttet om, så bytt dem tilbake.",
        "lillevik.yaml:10: units.1.type: «barneskole» er ukjent; mente du «primary»?",
        "lillevik.yaml:12: people.0.working_days: PP-rådgiver 01 har ingen arbeidsdager; skriv minst én under working_days, eller fjern nøkkelen for mandag til fredag.",
        "lillevik.yaml:14: contacts.vika.ppt: Personen «ppt-02» finnes ikke; mente du «ppt-01»?",
        # 4 January + 100 days is 14 April, and 100 more are past 18 June. The faulty window is
        # left out of account, and unit "nes" is not called unknown for its faulty type.
        "lillevik.yaml:20: series.0.frequency: Det er ikke plass til 3 møter av «Ressursteam» for Vika: møte nummer 3 får ingen dag når det skal være minst 100 dager mellom; be om høyst 2 eller sett least til høyst 80 under days_between.",
        "lillevik.yaml:23: series.0.window: Den siste dagen må komme etter den første; rett den ene.",
        "lillevik.yaml:26: rules.same_weekdy: Regelen «same_weekdy» finnes ikke; mente du «same_weekday»?",
        "lillevik.yaml:27: rules.most_meetings_per_day.most: «0» er utenfor grensene; skriv et tall fra 1 og opp.",
    ]


def test_the_faults_are_told_in_the_language_of_the_file(tmp_path: Path) -> None:
    text = yaml.safe_dump(whole(language="nn", units=[]))

    assert "finst ikkje" in " ".join(refused(text, tmp_path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Filen er tom"),
        ("# bare en kommentar\n", "Filen er tom"),
        ("- a\n- b\n", ":1: Filen må begynne med nøkler"),
        ("løs tekst", ":1: Filen må begynne med nøkler"),
        ("id: x\n\tname: y\n", ":2: Innrykket er laget med tabulator"),
        ("id: x\nname: a: b\n", ":2: Her står et kolon for mye"),
        ("id: [a, b\nname: c\n", ":2: Et komma eller en sluttparentes mangler"),
        ('id: "a\n', ":2: Et anførselstegn er ikke lukket"),
        ("id: x\n\nname\nunits: []\n", "En nøkkel mangler kolon"),
        ("id: @x\n", ":1: Linjen inneholder et tegn som ikke kan stå først"),
        ("id: x\nname: \a\n", ":2: Filen inneholder et usynlig styretegn"),
        ("id: }\n", ":1: Linjen er ikke gyldig YAML"),
        ("id: x\n---\nid: y\n", ":2: Filen inneholder flere dokumenter"),
        ("id: &a x\nname: *a\n", ":2: Vis ikke til andre steder"),
        ("? [a]\n: b\n", ":1: En nøkkel må være et ord"),
        (f"id: {'[' * 100_000}", ":1: Innholdet er nøstet mer enn 40 nivåer"),
    ],
)
def test_a_file_that_is_no_problem_at_all_says_why(text: str, told: str, tmp_path: Path) -> None:
    (line,) = refused(text, tmp_path)

    assert told in line


def test_a_key_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    text = f"{yaml.safe_dump(whole())}id: annen\n"

    (line,) = refused(text, tmp_path)

    assert line.endswith("behold bare én av dem.")
    number = text.splitlines().index("id: lillevik") + 1
    assert f"Nøkkelen «id» står også på linje {number};" in line


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("id: x\nname: Bærum\n".encode("latin-1"))
    large = tmp_path / "large.yaml"
    with large.open("wb") as stream:
        stream.truncate(20_000_001)

    def why(file: Path) -> str:
        with pytest.raises(UnreadableInput) as caught:
            read_problem(file, RULES, holidays=public_holidays)
        return str(caught.value).removeprefix(str(tmp_path))

    assert why(tmp_path / "nei.yaml").startswith("/nei.yaml: Filen finnes ikke")
    assert why(tmp_path).startswith(": Dette er en mappe")
    assert why(latin).startswith("/latin.yaml:2: Filen er ikke UTF-8")
    assert why(large).startswith("/large.yaml: Filen er større enn 20 MB")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "Bærum kommune"}, "id: «Bærum kommune» kan ikke være id; bruk små bokstaver a–z, sifre og bindestrek, som «barum-kommune»."),
        ({"language": "nynorsk"}, "language: «nynorsk» er ukjent; mente du «nn»?"),
        ({"name": "x" * 121}, "name: Teksten er lengre enn 120 tegn; kort den ned."),
        ({"name": " "}, "name: Verdien mangler; fyll den ut, eller fjern nøkkelen om den kan utelates."),
        ({"places": None}, "places: Verdien mangler; fyll den ut, eller fjern nøkkelen om den kan utelates."),
        ({"places": "kontoret"}, "places: «kontoret» er ikke en liste; skriv [a, b], eller «- » foran hver linje."),
        ({"rules": ["a"]}, "rules: En liste er ikke nøkler med verdier; skriv «nøkkel: verdi» på linjene under."),
        ({"day": {"day_starts": "08.00"}}, "day.day_starts: «08.00» er ikke et klokkeslett; skriv timer og minutter med kolon, som 08:30."),
        ({"day": {"slot_minutes": 7}}, "day: Dagens lengde og start_every_minutes må gå opp i slot_minutes; bruk 15 og 30."),
        ({"people": [person(position_percent="mye")]}, "people.0.position_percent: «mye» er ikke et helt tall; skriv bare sifre."),
        ({"people": [person(position_percent=120)]}, "people.0.position_percent: «120» er utenfor grensene; skriv et tall fra 1 til 100."),
        ({"people": [person(working_days=["tirsdag"])]}, "people.0.working_days.0: «tirsdag» er ukjent; mente du «tuesday»?"),
        ({"people": [person(absences=[{"first_day": "4. mars", "last_day": "2027-03-05"}])]}, "people.0.absences.0.first_day: «4. mars» er ikke en dato; skriv år-måned-dag, som 2027-01-11."),
        ({"people": [person(absences=[{"first_day": "2027-03-05", "last_day": "9999-12-31"}])]}, "people.0.absences.0.last_day: Datoen er for langt unna; skriv en i halvåret."),
        ({"people": [person(busy=[{"start": "2027-03-05 10:00", "end": "9999-12-31 23:59"}])]}, "people.0.busy.0.end: Tidspunktet er for langt unna; skriv et i halvåret."),
        ({"people": [person(busy=[{"start": "2027", "end": "2027-03-05 10:00"}])]}, "people.0.busy.0.start: «2027» er ikke et tidspunkt; skriv dato og klokkeslett, som 2027-01-11 09:00."),
        ({"units": [unit(coordinates={"latitude": 6642000, "longitude": 10.5})]}, "units.0.coordinates.latitude: Breddegraden «6642000» ligger utenfor Norge; dette ser ut som meter (UTM); gjør det om til grader (WGS 84) fra 57.5 til 81.5."),
        ({"units": [unit(coordinates={"latitude": 55.1, "longitude": 10.5})]}, "units.0.coordinates.latitude: Breddegraden «55.1» ligger utenfor Norge; skriv grader fra 57.5 til 81.5."),
        ({"units": [unit(coordinates={"latitude": "59,9", "longitude": 10.5})]}, "units.0.coordinates.latitude: «59,9» er ikke et tall; skriv det med punktum, som 59.91."),
        ({"units": [unit(telefon="1")]}, "units.0.telefon: Nøkkelen «telefon» er ukjent; her kan stå id, name, municipality, type, owner, grades, language_form, zone, coordinates, children, feeds, planning_days, visit_weekday eller leadership."),
        ({"series": [{**series(), "frequency": {"per_halfyear": 2}}]}, "series.0.frequency: Én av nøklene per_month, per_half_year, per_year, per_school_year, every_weeks, weekday_of_month, dates, reserved_slots eller by_size må stå her; mente du «per_half_year» der det står «per_halfyear»?"),
        ({"series": [{key: value for key, value in series().items() if key != "frequency"}]}, "series.0.frequency: Serien sier ikke hvor ofte den møtes; skriv det under frequency, som «per_half_year: 2»."),
        ({"series": [{**series(), "frequency": None}]}, "series.0.frequency: Serien sier ikke hvor ofte den møtes; skriv det under frequency, som «per_half_year: 2»."),
        ({"series": [{**series(), "frequency": {"per_school_year": 3}}]}, "series.0.frequency: Et ulikt antall møter kan ikke deles likt på høst og vår; skriv under in_autumn hvor mange som er om høsten."),
        ({"series": [{**series(), "frequency": {"weekday_of_month": "torsdag", "nth": "last", "when_closed": "skip"}}]}, "series.0.frequency.weekday_of_month: «torsdag» er ukjent; mente du «thursday»?"),
        ({"series": [{**series(), "frequency": {"by_size": [{"up_to": 40, "then": {"per_half_year": 1}}, {"up_to": 90, "then": {"per_half_year": 2}}]}}]}, "series.0.frequency: Båndene må stå fra de minste enhetene til de største, alle med up_to unntatt det siste; ordne dem slik."),
        ({"series": [{**series(), "frequency": {"by_size": [{"up_to": 40, "then": {"per_month": 9}}, {"then": {"per_month": 1}}]}}]}, "series.0.frequency.by_size.0.then.per_month: «9» er utenfor grensene; skriv et tall fra 1 til 4."),
        ({"series": [{**series(), "attendance": [{"contact": "ppt", "part": {}}]}]}, "series.0.attendance.0.part: En del av møtet er enten de første eller de siste minuttene; skriv bare én av first_minutes og last_minutes."),
        ({"series": [{**series(), "attendance": [{"contact": "ppt", "level": "welcome", "substitutes": True}]}]}, "series.0.attendance.0: Bare de som må være med, kan ha stedfortreder; sett level til required, eller fjern substitutes."),
        ({"series": [{**series(), "attendance": [{"contact": "ppt", "may_change": True}]}]}, "series.0.attendance.0: may_change gjelder bare der det er flere å velge mellom; sett which til either, eller fjern may_change."),
        ({"series": [{**series(), "place": "vika", "digital": True}]}, "series.0: Møtene kan bare holdes på én måte; behold én av place, rooms og digital."),
        ({"contacts": {"vika": {"ppt": "PPT 1"}}}, "contacts.vika.ppt: «PPT 1» kan ikke være id; bruk små bokstaver a–z, sifre og bindestrek, som «ppt-1»."),
        ({"contacts": {"vika": {"ppt": []}}}, "contacts.vika.ppt: Listen må ha minst 1; legg til det som mangler."),
        ({"contacts": {"vika": {"ppt": ["a", "b", "c"]}}}, "contacts.vika.ppt: Listen kan ha høyst 2; fjern noen."),
        ({"staffing": {"order": ["travel", "travel"]}}, "staffing: Det samme målet står to ganger i order; fjern det ene."),
        ({"staffing": {"order": ["fairnes"]}}, "staffing.order.0: «fairnes» er ukjent; mente du «fairness»?"),
        ({"staffing": {"order": ["rettferdighet"]}}, "staffing.order.0: «rettferdighet» er ukjent; mente du «fairness»?"),
        ({"staffing": {"order": "travel"}}, "staffing.order: «travel» er ikke en liste; skriv [a, b], eller «- » foran hver linje."),
        ({"staffing": {"services": {"ppt": {"hours_per_unit": -1}}}}, "staffing.services.ppt.hours_per_unit: «-1» er utenfor grensene; skriv et tall fra 0 til 500."),
        ({"staffing": {"services": {"ppt": {"hours_per_child": "1,5"}}}}, "staffing.services.ppt.hours_per_child: «1,5» er ikke et tall; skriv det med punktum, som 59.91."),
        ({"staffing": {"services": {"ppt": {"most_percent": 0}}}}, "staffing.services.ppt.most_percent: «0» er utenfor grensene; skriv et tall fra 1 til 100."),
        ({"staffing": {"services": {"ppt": {"second": {"type": ["primary"]}}}}}, "staffing.services.ppt.second.type: Nøkkelen «type» er ukjent; mente du «types»?"),
        ({"staffing": {"services": {"ppt": 4}}}, "staffing.services.ppt: «4» er ikke nøkler med verdier; skriv «nøkkel: verdi» på linjene under."),
        ({"staffing": {"forbidden": {"vika": {"ppt": "ppt-01"}}}}, "staffing.forbidden.vika.ppt: «ppt-01» er ikke en liste; skriv [a, b], eller «- » foran hver linje."),
        ({"staffing": {"last": {"vika": {"ppt": ["a", "b", "c"]}}}}, "staffing.last.vika.ppt: Listen kan ha høyst 2; fjern noen."),
        ({"units": [unit(language_form="nynorsk")]}, "units.0.language_form: «nynorsk» er ukjent; mente du «nn»?"),
        ({"people": [person(serves={"language_forms": ["bokmål"]})]}, "people.0.serves.language_forms.0: «bokmål» er ukjent; mente du «nb»?"),
        ({"people": [person(serves="alle")]}, "people.0.serves: «alle» er ikke nøkler med verdier; skriv «nøkkel: verdi» på linjene under."),
        ({"series": [{**series(), "frequency": {"per_month": 9}}]}, "series.0.frequency.per_month: «9» er utenfor grensene; skriv et tall fra 1 til 4."),
        ({"series": [{**series(), "window": {"months": [13]}}]}, "series.0.window.months.0: «13» er utenfor grensene; skriv et tall fra 1 til 12."),
        ({"series": [{**series(), "frequency": {"dates": []}}]}, "series.0.frequency.dates: Listen må ha minst 1; legg til det som mangler."),
        ({"contacts": {"Vika skole": {}}}, "contacts.Vika skole: «Vika skole» kan ikke være id; bruk små bokstaver a–z, sifre og bindestrek, som «vika-skole»."),
        ({"rules": {"same_weekday": {"weight": "høy"}}}, "rules.same_weekday.weight: «høy» er ukjent; mente du «high»?"),
        ({"rules": {"same_weekday": {"styrke": "low"}}}, "rules.same_weekday.styrke: Nøkkelen «styrke» er ukjent; her kan stå weight."),
        ({"rules": {"same_weekday": True}}, "rules.same_weekday: Under en regel skal det stå nøkler, eller «false» for å utelate den; skriv en av delene."),
        ({"rules": {"meeting_hours": {"lunch_start": 11.30}}}, "rules.meeting_hours.lunch_start: «11.3» er ikke et klokkeslett; skriv timer og minutter med kolon, som 08:30."),
        ({"rules": {"meeting_hours": {"first": "15:00", "last": "08:00"}}}, "rules.meeting_hours: Tidsrommet må slutte etter at det begynner; rett det ene klokkeslettet."),
    ],
)  # fmt: skip
def test_a_faulty_value_is_told_alone_with_the_way_out(
    changes: Document, told: str, tmp_path: Path
) -> None:
    assert faults(tmp_path, **changes) == [told]


def test_a_faulty_section_hides_no_fault_elsewhere(tmp_path: Path) -> None:
    # Without the semester nothing is said of windows; without people nobody is called unknown.
    told = faults(
        tmp_path,
        semester={"name": "Vår", "first_day": "i dag", "last_day": "2027-06-18"},
        people="mange",
        units=[unit(feeds=["nes"])],
        series=[{**series(), "window": {"first_day": "2029-01-01"}}],
    )

    assert [line.split(":")[0] for line in told] == [
        "people",
        "semester.first_day",
        "units.0.feeds.0",
    ]


def test_holidays_left_out_are_those_of_norway_and_an_empty_list_is_none(tmp_path: Path) -> None:
    silent = {key: value for key, value in whole().items() if key != "holidays"}

    assumed, _ = read(yaml.safe_dump(silent), tmp_path)
    none, _ = read(yaml.safe_dump(whole(holidays=[])), tmp_path)

    assert assumed.holidays == public_holidays(date(2027, 1, 4), date(2027, 6, 18))
    assert date(2027, 5, 17) in assumed.public_holidays
    assert none.holidays == ()


def test_assumed_holidays_count_as_closed_days_in_the_checks(tmp_path: Path) -> None:
    # 25 and 26 March 2027 are Maundy Thursday and Good Friday.
    easter = {"first_day": "2027-03-25", "last_day": "2027-03-26"}
    silent = {key: value for key, value in whole().items() if key != "holidays"}

    (told,) = refused(yaml.safe_dump({**silent, "series": [series(window=easter)]}), tmp_path)

    assert "ingen åpne dager" in told


def test_rules_are_set_up_and_left_out(tmp_path: Path) -> None:
    stated = {"same_weekday": False, "same_time": {"weight": "high"}, "even_load": None}

    problem, rules = read(yaml.safe_dump(whole(rules=stated)), tmp_path)

    by_name = {rule.name(): rule for rule in rules}
    assert "same_weekday" not in by_name
    assert len(rules) == len(RULES) - 1
    assert by_name["same_time"].model_dump(mode="json") == {"weight": "high"}
    assert problem.rules == {
        "same_weekday": False,
        "same_time": {"weight": "high"},
        "even_load": {},
    }


def test_a_number_is_the_same_however_it_is_written(tmp_path: Path) -> None:
    texts = [
        f"{yaml.safe_dump(whole())}rules: {{most_meetings_per_day: {{most: {three}}}}}\n"
        for three in ("3", "'3'", "03")
    ]

    assert len({read(text, tmp_path)[0].digest for text in texts}) == 1


# --- every error that the models can raise ---------------------------------------------------

BAD_VALUES: tuple[object, ...] = (
    None, True, "", " ", "x y", "Å", "-1", "0", "99999999", "1e400", "nan", "2.5", "9" * 5000,
    "2027-02-30", "2027-01-11T25:00", "25:61", "x" * 200, [], ["x y"], [None], [["a"]], {},
    {"x": "y"}, {"x y": None}, {"per_month": "9"}, {"together": "x"}, {"contact": None},
)  # fmt: skip
ENGLISH = ("should", "input", "valid ", "field required", "permitted", "extra")


def models(annotation: object) -> Iterator[type[BaseModel]]:
    """Every model that an annotation leads to."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for info in annotation.model_fields.values():
            yield from models(info.annotation)
    for inner in get_args(annotation):
        yield from models(inner)


EVERY_MODEL = list(dict.fromkeys(model for kind in (Problem, *RULES) for model in models(kind)))


def test_no_word_of_pydantic_reaches_anybody() -> None:
    types: set[str] = set()
    for model in EVERY_MODEL:
        for field in [*model.model_fields, "ukjent"]:
            for bad in BAD_VALUES:
                given = {field: bad}
                try:
                    model.model_validate(given)
                except ValidationError as error:
                    types |= {each["type"] for each in error.errors()}
                for _, sentence in salvage(model, given, {}).mistakes:
                    assert sentence != TOGETHER, (model, given)
                    for text in (sentence.nb, sentence.nn):
                        assert text.endswith((".", "?")), (model, given, text)
                        unquoted = text.split("»")[-1].lower()
                        assert not [word for word in ENGLISH if word in unquoted], text
                        assert "{" not in text.replace("«{", "")

    assert types >= {
        "missing", "extra_forbidden", "string_type", "string_pattern_mismatch", "string_too_short",
        "string_too_long", "enum", "literal_error", "int_parsing", "int_type", "int_parsing_size",
        "float_parsing", "float_type", "greater_than_equal", "less_than_equal",
        "date_from_datetime_parsing", "date_type", "time_parsing", "time_type",
        "datetime_from_date_parsing", "datetime_type", "tuple_type", "dict_type", "model_type",
        "too_short", "unknown_form",
    }  # fmt: skip


def test_every_code_that_our_models_raise_has_its_sentence() -> None:
    codes = {
        node.exc.args[0].value
        for room in ("planner/domain", "constraints")
        for file in (CHECKOUT / room).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and getattr(node.exc.func, "id", "") == "ValueError"
        and isinstance(node.exc.args[0], ast.Constant)
    }

    assert codes == OUR_CODES.keys()


def test_of_very_many_mistakes_it_is_only_told_that_there_are() -> None:
    given = whole(people=[1] * 3000)

    found = salvage(Problem, given, {})

    assert found.model is None
    assert [place for place, _ in found.mistakes] == [()]
    assert "Her er mer enn 2000 feil" in found.mistakes[0][1].nb
