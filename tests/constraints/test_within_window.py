from datetime import date

import pytest

from constraints.within_window import WithinWindow
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series

RULE = WithinWindow()
MONTHLY = problem(series=[series(frequency={"per_month": 1})])


@pytest.mark.parametrize("day", ["2027-02-01", "2027-02-26"])
def test_the_first_and_the_last_day_are_inside(day: str) -> None:
    assert broken(RULE, MONTHLY, plan(MONTHLY, {"rt.vika.2": f"{day}T09:00"})) == []


def test_the_day_before_is_outside() -> None:
    early = plan(MONTHLY, {"rt.vika.2": "2027-01-29T09:00"})

    assert broken(RULE, MONTHLY, early) == [
        RULE.violation(meetings=("rt.vika.2",), day=date(2027, 1, 29))
    ]
    assert said(RULE, MONTHLY, early) == [
        (
            (
                "Ressursteam, Vika skole står fredag 29. januar, "
                "men skal stå fra 1. februar til 28. februar."
            ),
            (
                "Ressursteam, Vika skole står fredag 29. januar, "
                "men skal stå frå 1. februar til 28. februar."
            ),
        )
    ]


def test_the_months_at_the_edges_end_with_the_half_year() -> None:
    after_the_end = plan(MONTHLY, {"rt.vika.6": "2027-06-21T09:00"})

    assert said(RULE, MONTHLY, after_the_end) == [
        (
            "Ressursteam, Vika skole står mandag 21. juni, men skal stå fra 1. juni til 18. juni.",
            "Ressursteam, Vika skole står måndag 21. juni, men skal stå frå 1. juni til 18. juni.",
        )
    ]


def test_a_meeting_with_a_date_stands_on_that_date() -> None:
    # Tuesdays every six weeks from 19 January: 19 January, 2 March, 13 April, 25 May.
    six_weeks = {"every_weeks": 6, "weekday": "tuesday", "first_day": "2027-01-19"}
    fixed = problem(series=[series(frequency=six_weeks)])
    moved = plan(fixed, {"rt.vika.1": "2027-01-19T09:00", "rt.vika.2": "2027-03-03T09:00"})

    assert said(RULE, fixed, moved) == [
        (
            "Ressursteam, Vika skole står onsdag 3. mars, men skal stå tirsdag 2. mars.",
            "Ressursteam, Vika skole står onsdag 3. mars, men skal stå tysdag 2. mars.",
        )
    ]


def test_months_of_a_series_are_named() -> None:
    spring = problem(series=[series(window={"first_day": "2027-01-11", "months": [1, 3, 4]})])
    february = plan(spring, {"rt.vika.1": "2027-02-10T09:00"})

    assert said(RULE, spring, february) == [
        (
            (
                "Ressursteam, Vika skole står onsdag 10. februar, "
                "men skal stå fra 11. januar til 18. juni i januar, mars og april."
            ),
            (
                "Ressursteam, Vika skole står onsdag 10. februar, "
                "men skal stå frå 11. januar til 18. juni i januar, mars og april."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("window", "nb", "nn"),
    [
        ({"months": [2, 3]}, "i februar og mars", "i februar og mars"),
        ({"iso_weeks": [5, 7]}, "i uke 5 og 7", "i veke 5 og 7"),
        ({"week_parity": "odd"}, "i oddetallsuker", "i oddetalsveker"),
        ({"week_parity": "even"}, "i partallsuker", "i partalsveker"),
        (
            {"weekdays": ["monday", "tuesday"]},
            "på mandager eller tirsdager",
            "på måndagar eller tysdagar",
        ),
    ],
)
def test_the_sentence_says_what_the_window_asks(
    window: dict[str, object], nb: str, nn: str
) -> None:
    # Friday 9 April 2027 is in week 14; Friday 16 April is in week 15.
    narrow = problem(series=[series(window=window)])
    day = "2027-04-09" if window.get("week_parity") == "odd" else "2027-04-16"

    ((said_nb, said_nn),) = said(RULE, narrow, plan(narrow, {"rt.vika.1": f"{day}T09:00"}))
    assert said_nb.endswith(f"men skal stå fra 4. januar til 18. juni {nb}.")
    assert said_nn.endswith(f"men skal stå frå 4. januar til 18. juni {nn}.")
