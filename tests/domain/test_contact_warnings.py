"""Pinned contacts who cannot do what they are asked to: a sentence each, and never a fault."""

# The sentences stand in one piece, as people read them.
# ruff: noqa: E501

import pytest

from planner.domain.contact_warnings import contact_warnings
from planner.domain.words import Phrase
from tests.instances import Document, person, problem, series, unit

ALL_SPRING = [{"first_day": "2027-01-01", "last_day": "2027-06-30"}]
FEBRUARY = {"first_day": "2027-02-01", "last_day": "2027-02-26"}
MONDAYS_CLOSED = [
    {
        "id": "skolerute",
        "municipality": "lillevik",
        "unit_types": ["primary"],
        # Every Monday of a half-year that ends on Friday 15 January.
        "closed": [
            {"name": "Stengt", "first_day": "2027-01-04"},
            {"name": "Stengt", "first_day": "2027-01-11"},
        ],
    }
]
TWO_WEEKS = {"name": "Kort", "first_day": "2027-01-04", "last_day": "2027-01-15"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param(
            {"people": [person(serves={"language_forms": ["nn"]})]},
            Phrase(
                nb="PP-rådgiver 01 er satt opp som kontakt fra PPT for Vika skole, men kan ikke ha enheten etter serves; velg en annen under contacts, eller utvid serves.",
                nn="PP-rådgiver 01 er sett opp som kontakt frå PPT for Vika skole, men kan ikkje ha eininga etter serves; vel ein annan under contacts, eller utvid serves.",
            ),
            id="not qualified",
        ),
        pytest.param(
            {"people": [person(absences=ALL_SPRING)]},
            Phrase(
                nb="PP-rådgiver 01 er satt opp som kontakt fra PPT for Vika skole, men er borte hele halvåret; velg en annen under contacts, eller rett fraværet.",
                nn="PP-rådgiver 01 er sett opp som kontakt frå PPT for Vika skole, men er borte heile halvåret; vel ein annan under contacts, eller rett fråværet.",
            ),
            id="away all the time",
        ),
        pytest.param(
            {
                "semester": TWO_WEEKS,
                "school_calendars": MONDAYS_CLOSED,
                "people": [person(working_days=["monday"])],
            },
            Phrase(
                nb="PP-rådgiver 01 er satt opp som kontakt fra PPT for Vika skole, men er ikke på jobb noen av dagene enheten har åpent; velg en annen under contacts, eller rett arbeidsdagene eller fraværet.",
                nn="PP-rådgiver 01 er sett opp som kontakt frå PPT for Vika skole, men er ikkje på jobb nokon av dagane eininga har ope; vel ein annan under contacts, eller rett arbeidsdagane eller fråværet.",
            ),
            id="at work on closed days only",
        ),
        pytest.param(
            {"people": [person(absences=[FEBRUARY])], "series": [series(window=FEBRUARY)]},
            Phrase(
                nb="PP-rådgiver 01 er satt opp som kontakt fra PPT for Vika skole, men kan ikke være på noen av møtene der kontakten må være med; velg en annen under contacts, eller utvid vinduet til seriene.",
                nn="PP-rådgiver 01 er sett opp som kontakt frå PPT for Vika skole, men kan ikkje vere på nokon av møta der kontakten må vere med; vel ein annan under contacts, eller utvid vindauget til seriane.",
            ),
            id="away at every meeting",
        ),
    ],
)
def test_what_a_pinned_contact_cannot_do_is_told(changes: Document, sentence: Phrase) -> None:
    assert list(contact_warnings(problem(**changes))) == [sentence]


def test_one_person_with_many_units_is_one_sentence() -> None:
    names = [f"skole-{number}" for number in range(1, 9)]
    away = problem(
        units=[unit(name) for name in names],
        people=[person(absences=ALL_SPRING, serves={"types": ["special"]})],
        contacts={name: {"ppt": "ppt-01"} for name in names},
    )

    unqualified, absent = contact_warnings(away)

    # Five are named, and 8 - 5 = 3 counted.
    assert "Skole-5 skole og 3 til, men kan ikke ha enhetene etter serves;" in unqualified.nb
    assert "Skole-5 skole og 3 til, men er borte hele halvåret;" in absent.nb


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="nothing is odd"),
        pytest.param({"contacts": {}, "people": [person(serves=None)]}, id="nobody is pinned"),
        pytest.param(
            {"people": [person(absences=[FEBRUARY])]}, id="there are meetings at other times"
        ),
        pytest.param(
            {
                "people": [person(), person("helse-01", absences=ALL_SPRING)],
                "contacts": {"vika": {"ppt": "ppt-01", "helse": "helse-01"}},
            },
            id="no series asks for the contact",
        ),
        pytest.param(
            {
                "people": [person(absences=[FEBRUARY])],
                "series": [
                    series(window=FEBRUARY, attendance=[{"contact": "ppt", "level": "as_needed"}])
                ],
            },
            id="the meetings can do without",
        ),
    ],
)
def test_what_is_not_odd_is_not_told(changes: Document) -> None:
    assert list(contact_warnings(problem(**changes))) == []


def test_nothing_says_why_somebody_is_away() -> None:
    away = problem(people=[person(absences=ALL_SPRING)])

    (sentence,) = contact_warnings(away)

    assert not [word for word in ("syk", "permisjon", "sjuk") if word in sentence.nb + sentence.nn]
