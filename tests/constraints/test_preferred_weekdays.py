from constraints.preferred_weekdays import PreferredWeekdays
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series

TUESDAY_OR_THURSDAY = problem(series=[series(preferred_weekdays=["tuesday", "thursday"])])


def test_any_of_the_preferred_weekdays_will_do() -> None:
    tuesday_and_thursday = plan(
        TUESDAY_OR_THURSDAY, {"rt.vika.1": "2027-01-12T09:00", "rt.vika.2": "2027-03-11T09:00"}
    )

    assert missed(PreferredWeekdays(), TUESDAY_OR_THURSDAY, tuesday_and_thursday) == []


def test_a_meeting_on_another_weekday_counts() -> None:
    friday = plan(
        TUESDAY_OR_THURSDAY, {"rt.vika.1": "2027-01-15T09:00", "rt.vika.2": "2027-03-11T09:00"}
    )

    assert missed(PreferredWeekdays(), TUESDAY_OR_THURSDAY, friday) == [1]
    assert said(PreferredWeekdays(), TUESDAY_OR_THURSDAY, friday) == [
        (
            "Ressursteam, Vika skole står fredag 15. januar, "
            "mens serien helst skal stå på tirsdager eller torsdager."
        )
    ]
    assert said(PreferredWeekdays(), TUESDAY_OR_THURSDAY, friday, "nn") == [
        (
            "Ressursteam, Vika skole står fredag 15. januar, "
            "medan serien helst skal stå på tysdagar eller torsdagar."
        )
    ]


def test_a_series_without_preferences_may_stand_on_any_weekday() -> None:
    free = problem()

    assert missed(PreferredWeekdays(), free, plan(free, {"rt.vika.1": "2027-01-15T09:00"})) == []


def test_a_meeting_that_can_stand_on_no_preferred_weekday_is_not_blamed() -> None:
    # Friday 15 January is given from outside, Thursday 14 January is what the series prefers.
    fixed = problem(
        series=[series(frequency={"dates": ["2027-01-15"]}, preferred_weekdays=["thursday"])]
    )

    assert missed(PreferredWeekdays(), fixed, plan(fixed, {"rt.vika.1": "2027-01-15T09:00"})) == []
