"""What is wrong with a scenario, each fault told once with its way out."""

import pytest

from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.domain.scenario_faults import scenario_faults
from tests.instances import Document, person, problem, series, unit

DAYS: Document = {"first_day": "2027-03-01", "last_day": "2027-03-26"}
LEAVES: Document = {"leaves": "ppt-02", "from_day": "2027-03-01"}
NEW: Document = {"contact_of": "vika", "service": "ppt"}
OFTEN: Document = {"frequency_of": "rt", "becomes": {"per_half_year": 3}}
EXTRA: Document = {"extra_meeting": "rt", **DAYS}
PERIOD: Document = {"school_calendar": "skolerute", "period": "Ferie", "first_day": "2027-03-01"}
WEDNESDAYS: Document = {"service_days": "ppt", "becomes": ["wednesday"]}


def lillevik() -> Problem:
    calendar = {"id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"]}
    twice = [{"name": "Fri", "first_day": day} for day in ("2027-02-22", "2027-02-23")]
    return problem(
        units=[unit(), unit("nes")],
        people=[person(name) for name in ("ppt-01", "ppt-02", "ppt-03", "helse-01")],
        contacts={"vika": {"ppt": ["ppt-01", "ppt-02"]}, "nes": {"ppt": "ppt-02"}},
        staffing={"forbidden": {"vika": {"ppt": ["ppt-03"]}}},
        school_calendars=[{**calendar, "closed": twice}],
        series=[series(), series("slt", after=[{"series": "rt"}])],
    )


def told(*changes: Document) -> list[tuple[str, str]]:
    """Path and sentence of every fault; each is told in nynorsk, too."""
    scenario = Scenario.model_validate({"name": "Prøve", "changes": changes})
    faults = list(scenario_faults(scenario, lillevik()))
    for fault in faults:
        assert " ikke " not in fault.sentence.nn
        assert "{" not in fault.sentence.nn
    return [(".".join(map(str, fault.path)), fault.sentence.nb) for fault in faults]


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"away": "ppt-1", **DAYS}, "away", "Personen «ppt-1» finnes ikke; mente du «ppt-01»?"),
        ({"closed": "vik", "first_day": "2027-03-01"}, "closed", "mente du «vika»?"),
        ({"remove_unit": "lia"}, "remove_unit", "Enheten «lia» finnes ikke"),
        ({"remove_series": "st"}, "remove_series", "mente du «slt»?"),
        ({**EXTRA, "units": ["nez"]}, "units.0", "mente du «nes»?"),
        ({"service_days": "pp", "becomes": ["monday"]}, "service_days", "mente du «ppt»?"),
        ({**NEW, "service": "pp", "becomes": "ppt-03"}, "becomes", "Tjenesten «pp» finnes ikke"),
        ({**PERIOD, "school_calendar": "skoleruta"}, "school_calendar", "mente du «skolerute»?"),
        ({**PERIOD, "school_calendar": "x"}, "school_calendar", "velg en som står under"),
        (
            {"away": "ppt-01", "first_day": "2026-12-28", "last_day": "2027-01-08"},
            "first_day",
            "28. desember 2026 er utenfor halvåret, som er fra 4. januar 2027 til 18. juni 2027",
        ),
        ({**LEAVES, "from_day": "2027-06-19"}, "from_day", "19. juni 2027 er utenfor halvåret"),
        (
            {"away": "ppt-01", **DAYS, "substitutes": ["ppt-03", "ppt-01"]},
            "substitutes.1",
            "PP-rådgiver 01 kan ikke komme i stedet for seg selv",
        ),
        (
            {**LEAVES, "replaced_by": "helse-01"},
            "replaced_by",
            "Helsesykepleier 01 hører til tjenesten «helse», ikke «ppt»; velg en fra «ppt».",
        ),
        ({**LEAVES, "replaced_by": "ppt-02"}, "replaced_by", "i stedet for seg selv"),
        ({**NEW, "becomes": "ppt-01"}, "becomes", "PP-rådgiver 01 er alt kontakt for Vika skole"),
        ({**NEW, "becomes": "ppt-03"}, "becomes", "PP-rådgiver 03 skal ikke ha Vika skole"),
        ({**NEW, "becomes": "helse-01"}, "becomes", "hører til tjenesten «helse»"),
        (
            {**NEW, "contact_of": "nes", "becomes": "ppt-03", "instead_of": "ppt-01"},
            "instead_of",
            "PP-rådgiver 01 er ikke kontakt for Nes skole; mente du «ppt-02»?",
        ),
        (
            {"add_unit": unit("lia"), "contacts": {"ppt": "helse-01"}},
            "contacts.ppt",
            "hører til tjenesten «helse», ikke «ppt»",
        ),
        ({**PERIOD, "period": "Fri"}, "period", "flere perioder som heter «Fri»"),
        (EXTRA, "", "Serien møtes i 2 grupper; skriv under units hvilke enheter møtet er for."),
        ({**EXTRA, "units": ["nes", "nes"]}, "units.1", "Enheten «nes» står to ganger"),
        # What only shows when the change is made.
        ({"add_person": person("ppt-01")}, "", "Id-en «ppt-01» er alt brukt av person"),
        ({"add_unit": unit("lia", type="special")}, "", "Ingen skolerute gjelder for enheter"),
        (
            {"frequency_of": "rt", "becomes": {"dates": ["2027-08-01"]}},
            "",
            "1. august ligger utenfor",
        ),
        ({"remove_unit": "vika"}, "", ""),
    ],
)
def test_each_fault_is_told_once_with_its_way_out(change: Document, path: str, words: str) -> None:
    if not words:
        assert told(change) == []
        return

    ((where, sentence),) = told(change)

    assert where == ".".join(filter(None, ("changes.0", path)))
    assert words in sentence


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (OFTEN, OFTEN, "bestemmer det samme"),
        (PERIOD, {**PERIOD, "period": "ferie"}, "bestemmer det samme"),
        (WEDNESDAYS, WEDNESDAYS, "bestemmer det samme"),
        ({"rule": "r", "becomes": False}, {"rule": "r", "becomes": None}, "bestemmer det samme"),
        (
            {"move": "rt.vika.1", "to": "2027-03-01T09:00"},
            {"move": "rt.vika.1", "to": "2027-03-02T09:00"},
            "bestemmer det samme",
        ),
        (
            {**LEAVES, "replaced_by": "ppt-01"},
            {**NEW, "contact_of": "nes", "becomes": "ppt-01"},
            "bestemmer det samme",
        ),
        (LEAVES, LEAVES, "bestemmer det samme"),
        ({"remove_series": "slt"}, {"remove_series": "slt"}, "bestemmer det samme"),
        ({"remove_series": "rt"}, OFTEN, "«rt» fjernes av en annen endring"),
        (
            {"remove_unit": "nes"},
            {"closed": "nes", "first_day": "2027-03-01"},
            "«nes» fjernes av en annen endring",
        ),
        (LEAVES, {"away": "ppt-01", **DAYS, "substitutes": ["ppt-02"]}, "«ppt-02» slutter selv"),
    ],
)
def test_changes_that_contradict_each_other_are_told(
    first: Document, second: Document, words: str
) -> None:
    ((path, sentence),) = told(first, second)

    assert path == "changes.1"
    assert words in sentence


def test_changes_that_agree_are_no_fault() -> None:
    days: Document = {"first_day": "2027-04-05", "last_day": "2027-04-09"}

    assert (
        told(
            {"away": "ppt-01", **DAYS},
            {"away": "ppt-01", **days},
            LEAVES,
            {**NEW, "contact_of": "nes", "becomes": "ppt-03"},
            {"add_unit": unit("lia")},
            {"closed": "lia", "first_day": "2027-03-01"},
            {"add_person": person("ppt-04")},
            {"contact_of": "lia", "service": "ppt", "becomes": "ppt-04"},
        )
        == []
    )


def test_what_comes_of_sound_changes_is_told_with_the_one_that_brings_it() -> None:
    found = told(
        {"away": "ppt-9", **DAYS},
        {"closed": "vika", "first_day": "2027-03-01"},
        PERIOD,
        {"add_person": person("helse-01")},
    )

    assert [path for path, _ in found] == ["changes.0.away", "changes.3"]
