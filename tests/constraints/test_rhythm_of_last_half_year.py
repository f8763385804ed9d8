from constraints.rhythm_of_last_half_year import RhythmOfLastHalfYear
from constraints.same_weekday import SameWeekday
from planner.domain.problem import Problem
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series, unit

WISH = RhythmOfLastHalfYear()
TUESDAYS_AT_NINE = {"rt.vika": {"weekday": "tuesday", "start": "09:00"}}


def after(rhythm: dict[str, dict[str, str]], **changes: object) -> Problem:
    """The minimal problem when the groups of last half-year had a rhythm."""
    return problem(last_rhythm=rhythm, **changes)


CONTINUED = after(TUESDAYS_AT_NINE)


def test_the_weekday_and_time_of_last_half_year_are_what_is_wished() -> None:
    tuesdays = plan(CONTINUED, {"rt.vika.1": "2027-01-12T09:00", "rt.vika.2": "2027-03-09T09:00"})

    assert missed(WISH, CONTINUED, tuesdays) == []


def test_another_weekday_counts_twice_and_another_time_once() -> None:
    meetings = plan(CONTINUED, {"rt.vika.1": "2027-01-12T12:30", "rt.vika.2": "2027-03-11T10:00"})

    assert missed(WISH, CONTINUED, meetings) == [1, 2, 1]
    assert said(WISH, CONTINUED, meetings) == [
        (
            "Ressursteam, Vika skole begynner kl. 12.30 tirsdag 12. januar, "
            "mens det vanlige klokkeslettet forrige halvår var 09.00."
        ),
        (
            "Ressursteam, Vika skole står torsdag 11. mars, "
            "mens den vanlige ukedagen forrige halvår var tirsdag."
        ),
        (
            "Ressursteam, Vika skole begynner kl. 10.00 torsdag 11. mars, "
            "mens det vanlige klokkeslettet forrige halvår var 09.00."
        ),
    ]
    assert said(WISH, CONTINUED, meetings, "nn") == [
        (
            "Ressursteam, Vika skole byrjar kl. 12.30 tysdag 12. januar, "
            "medan det vanlege klokkeslettet førre halvår var 09.00."
        ),
        (
            "Ressursteam, Vika skole står torsdag 11. mars, "
            "medan den vanlege vekedagen førre halvår var tysdag."
        ),
        (
            "Ressursteam, Vika skole byrjar kl. 10.00 torsdag 11. mars, "
            "medan det vanlege klokkeslettet førre halvår var 09.00."
        ),
    ]


def test_a_rhythm_may_be_a_weekday_alone_or_a_time_alone() -> None:
    friday_at_ten = {"rt.vika.1": "2027-01-15T10:00"}
    weekday, start = (
        after({"rt.vika": rhythm}) for rhythm in ({"weekday": "tuesday"}, {"start": "09:00"})
    )

    assert missed(WISH, weekday, plan(weekday, friday_at_ten)) == [2]
    assert missed(WISH, start, plan(start, friday_at_ten)) == [1]


def test_a_group_without_a_rhythm_may_stand_anywhen() -> None:
    two = after(TUESDAYS_AT_NINE, units=[unit(), unit("nes")])

    assert missed(WISH, two, plan(two, {"rt.nes.1": "2027-01-15T10:00"})) == []


def test_a_meeting_whose_window_does_not_hold_the_weekday_is_not_blamed() -> None:
    # Friday 15 January is given from outside; at nine o'clock it could have begun all the same.
    fixed = after(TUESDAYS_AT_NINE, series=[series(frequency={"dates": ["2027-01-15"]})])

    assert missed(WISH, fixed, plan(fixed, {"rt.vika.1": "2027-01-15T09:00"})) == []
    assert missed(WISH, fixed, plan(fixed, {"rt.vika.1": "2027-01-15T10:00"})) == [1]


def test_a_time_that_no_slot_begins_at_counts_for_every_meeting() -> None:
    between = after({"rt.vika": {"start": "09:05"}})

    assert missed(WISH, between, plan(between, {"rt.vika.1": "2027-01-12T09:00"})) == [1]


def test_both_together_cost_less_than_this_half_years_own_weekday() -> None:
    assert 3 * WISH.price < SameWeekday().price
