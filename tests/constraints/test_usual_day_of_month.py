from constraints.usual_day_of_month import UsualDayOfMonth
from planner.domain.problem import Problem
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series


def last_thursday(*, usual: bool = True, **changes: object) -> Problem:
    """On the last Thursday of the month, or the one before when that is closed."""
    frequency = {
        "weekday_of_month": "thursday",
        "nth": "last",
        "when_closed": "previous",
        "usual": usual,
    }
    return problem(series=[series(frequency=frequency)], **changes)


USUALLY = last_thursday()


def test_the_last_thursday_of_each_month_is_kept() -> None:
    thursdays = plan(USUALLY, {"rt.vika.1": "2027-01-28T09:00", "rt.vika.2": "2027-02-25T12:00"})

    assert missed(UsualDayOfMonth(), USUALLY, thursdays) == []


def test_any_other_day_of_the_month_counts() -> None:
    # Thursday 21 January is not the last; Wednesday 24 February is no Thursday.
    off = plan(USUALLY, {"rt.vika.1": "2027-01-21T09:00", "rt.vika.2": "2027-02-24T09:00"})

    assert missed(UsualDayOfMonth(), USUALLY, off) == [1, 1]
    assert said(UsualDayOfMonth(), USUALLY, off)[1] == (
        "Ressursteam, Vika skole står onsdag 24. februar, men skal som regel stå "
        "torsdag 25. februar."
    )
    assert said(UsualDayOfMonth(), USUALLY, off, "nn")[0] == (
        "Ressursteam, Vika skole står torsdag 21. januar, men skal som regel stå "
        "torsdag 28. januar."
    )


def test_when_it_is_closed_the_day_that_the_series_says_is_the_usual_one() -> None:
    # 25 March 2027 is Maundy Thursday; the Thursday before is 18 March.
    easter = last_thursday(holidays=[{"name": "Skjærtorsdag", "first_day": "2027-03-25"}])
    before = plan(easter, {"rt.vika.3": "2027-03-18T09:00"})

    assert missed(UsualDayOfMonth(), easter, before) == []


def test_a_series_that_must_stand_on_the_day_has_nothing_to_wish() -> None:
    must = last_thursday(usual=False)

    assert missed(UsualDayOfMonth(), must, plan(must, {"rt.vika.1": "2027-01-21T09:00"})) == []
