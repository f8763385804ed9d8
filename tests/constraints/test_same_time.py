from constraints.same_time import SameTime
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series

THREE = problem(series=[series(frequency={"per_half_year": 3})])


def test_one_time_of_day_on_any_weekday_is_what_is_wished() -> None:
    at_nine = plan(THREE, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-03-09T09:00"})

    assert missed(SameTime(), THREE, at_nine) == []


def test_each_meeting_off_the_commonest_time_counts() -> None:
    # 12.30, 09.00, 12.30: 3 – 2 = 1 off.
    meetings = plan(
        THREE,
        {
            "rt.vika.1": "2027-01-14T12:30",
            "rt.vika.2": "2027-03-11T09:00",
            "rt.vika.3": "2027-05-13T12:30",
        },
    )

    assert missed(SameTime(), THREE, meetings) == [1]
    assert said(SameTime(), THREE, meetings) == [
        (
            "Ressursteam, Vika skole begynner kl. 09.00 torsdag 11. mars, "
            "mens serien ellers begynner kl. 12.30."
        )
    ]
    assert said(SameTime(), THREE, meetings, "nn") == [
        (
            "Ressursteam, Vika skole byrjar kl. 09.00 torsdag 11. mars, "
            "medan serien elles byrjar kl. 12.30."
        )
    ]


def test_of_two_equally_common_times_the_earlier_is_the_usual_one() -> None:
    meetings = plan(THREE, {"rt.vika.1": "2027-01-14T12:30", "rt.vika.2": "2027-03-11T09:00"})

    assert said(SameTime(), THREE, meetings) == [
        (
            "Ressursteam, Vika skole begynner kl. 12.30 torsdag 14. januar, "
            "mens serien ellers begynner kl. 09.00."
        )
    ]
