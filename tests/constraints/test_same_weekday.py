from constraints.same_weekday import SameWeekday
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series

MONTHLY = problem(series=[series(frequency={"per_month": 1})])  # six: January to June


def test_one_weekday_all_through_is_what_is_wished() -> None:
    thursdays = plan(MONTHLY, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-02-11T12:30"})

    assert missed(SameWeekday(), MONTHLY, thursdays) == []


def test_each_meeting_off_the_commonest_weekday_counts() -> None:
    # Thursday, Thursday, Friday, Thursday, Monday: 5 – 3 = 2 off.
    days = ("2027-01-14", "2027-02-11", "2027-03-12", "2027-04-15", "2027-05-10")
    meetings = plan(
        MONTHLY, {f"rt.vika.{number}": f"{day}T09:00" for number, day in enumerate(days, start=1)}
    )

    assert missed(SameWeekday(), MONTHLY, meetings) == [1, 1]
    assert said(SameWeekday(), MONTHLY, meetings) == [
        "Ressursteam, Vika skole står fredag 12. mars, mens serien ellers er på torsdager.",
        "Ressursteam, Vika skole står mandag 10. mai, mens serien ellers er på torsdager.",
    ]
    assert said(SameWeekday(), MONTHLY, meetings, "nn") == [
        "Ressursteam, Vika skole står fredag 12. mars, medan serien elles er på torsdagar.",
        "Ressursteam, Vika skole står måndag 10. mai, medan serien elles er på torsdagar.",
    ]


def test_of_two_equally_common_weekdays_the_earlier_is_the_usual_one() -> None:
    friday_and_monday = plan(
        MONTHLY, {"rt.vika.1": "2027-01-15T09:00", "rt.vika.2": "2027-02-08T09:00"}
    )

    assert said(SameWeekday(), MONTHLY, friday_and_monday) == [
        "Ressursteam, Vika skole står fredag 15. januar, mens serien ellers er på mandager.",
    ]


def test_a_series_at_another_unit_may_have_another_weekday() -> None:
    two_schools = problem(
        units=[
            {"id": "vika", "name": "Vika skole", "municipality": "lillevik", "type": "primary"},
            {"id": "nes", "name": "Nes skole", "municipality": "lillevik", "type": "primary"},
        ]
    )
    meetings = plan(two_schools, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-15T09:00"})

    assert missed(SameWeekday(), two_schools, meetings) == []
