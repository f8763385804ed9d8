from datetime import date

from constraints.order_between_series import OrderBetweenSeries
from planner.domain.problem import Problem
from tests.constraints.requirements import broken, said
from tests.instances import Document, plan, problem, series, unit

RULE = OrderBetweenSeries()


def slt_and_politirad(**after: object) -> Problem:
    """Two SLT meetings and two of politiråd, which come after them."""
    together: Document = {"scope": {"together": None}, "place": "vika"}
    return problem(
        series=[
            series("slt", name="SLT", **together),
            series("politirad", name="Politiråd", after=[{"series": "slt", **after}], **together),
        ]
    )


A_WEEK_LATER = slt_and_politirad(least_days=7, most_days=14)


def test_exactly_the_least_and_exactly_the_most_keep_it() -> None:
    # SLT ends on 14 January; + 7 = 21 January, + 14 = 28 January.
    for day in ("2027-01-21", "2027-01-28"):
        on_the_edge = plan(
            A_WEEK_LATER,
            {"slt.alle.2": "2027-01-14T14:00", "politirad.alle.1": f"{day}T08:00"},
        )

        assert broken(RULE, A_WEEK_LATER, on_the_edge) == []


def test_a_day_too_early_and_a_day_too_late_break_it() -> None:
    early = plan(
        A_WEEK_LATER,
        {"slt.alle.2": "2027-01-14T09:00", "politirad.alle.1": "2027-01-20T09:00"},
    )
    late = plan(
        A_WEEK_LATER,
        {"slt.alle.2": "2027-01-14T09:00", "politirad.alle.1": "2027-01-29T09:00"},
    )

    assert broken(RULE, A_WEEK_LATER, early) == [
        RULE.violation(
            meetings=("slt.alle.2", "politirad.alle.1"),
            day=date(2027, 1, 20),
            before="2027-01-14",
            limit="least",
            days=7,
        )
    ]
    assert said(RULE, A_WEEK_LATER, early) == [
        (
            (
                "Politiråd står onsdag 20. januar, men skal stå minst 7 dager etter "
                "SLT torsdag 14. januar."
            ),
            (
                "Politiråd står onsdag 20. januar, men skal stå minst 7 dagar etter "
                "SLT torsdag 14. januar."
            ),
        )
    ]
    assert said(RULE, A_WEEK_LATER, late) == [
        (
            (
                "Politiråd står fredag 29. januar, men skal stå høyst 14 dager etter "
                "SLT torsdag 14. januar."
            ),
            (
                "Politiråd står fredag 29. januar, men skal stå høgst 14 dagar etter "
                "SLT torsdag 14. januar."
            ),
        )
    ]


def test_the_last_of_one_series_and_the_first_of_the_next_are_bound_and_no_others() -> None:
    # Meeting 2 of politiråd stands before SLT ends, and meeting 1 of SLT long before: neither is
    # a matter of this rule.
    turned = plan(
        A_WEEK_LATER,
        {
            "slt.alle.1": "2026-09-01T09:00",
            "slt.alle.2": "2027-01-14T09:00",
            "politirad.alle.1": "2027-01-21T09:00",
            "politirad.alle.2": "2027-01-05T09:00",
        },
    )

    assert broken(RULE, A_WEEK_LATER, turned) == []


def test_without_a_place_for_either_nothing_is_asked() -> None:
    alone = plan(A_WEEK_LATER, {"politirad.alle.1": "2027-01-05T09:00"})

    assert broken(RULE, A_WEEK_LATER, alone) == []


def test_with_each_meetings_of_the_same_number_are_bound() -> None:
    each = slt_and_politirad(each=True)
    second_too_early = plan(
        each,
        {
            "slt.alle.1": "2027-01-14T09:00",
            "politirad.alle.1": "2027-01-15T09:00",
            "slt.alle.2": "2027-03-11T09:00",
            "politirad.alle.2": "2027-03-11T12:00",
        },
    )

    assert [violation.meetings for violation in broken(RULE, each, second_too_early)] == [
        ("slt.alle.2", "politirad.alle.2")
    ]


def test_meetings_above_the_least_bind_where_they_are_held() -> None:
    one_or_two = problem(
        series=[
            series(frequency={"per_half_year": 1, "at_most": 2}),
            series("overgang", name="Overgangsmøte", after=[{"series": "rt", "most_days": 10}]),
        ]
    )
    starts = {"rt.vika.1": "2027-01-14T09:00", "overgang.vika.1": "2027-02-11T09:00"}

    # Most is counted from meeting 2 of ressursteam, which has no place.
    assert broken(RULE, one_or_two, plan(one_or_two, starts)) == []
    after_both = plan(one_or_two, {**starts, "rt.vika.2": "2027-02-12T09:00"})
    assert [each.meetings for each in broken(RULE, one_or_two, after_both)] == [
        ("rt.vika.2", "overgang.vika.1")
    ]


def test_units_are_bound_to_themselves_and_a_meeting_without_units_to_all() -> None:
    both = [unit("vika"), unit("nes")]
    following: list[Document] = [{"series": "rt"}]
    each_unit = problem(units=both, series=[series(), series("overgang", after=following)])
    for_all = problem(
        units=both,
        series=[series(), series("slt", scope={"together": None}, place="vika", after=following)],
    )
    nes_late = {"rt.vika.2": "2027-01-14T09:00", "rt.nes.2": "2027-05-13T09:00"}

    kept = plan(each_unit, {**nes_late, "overgang.vika.1": "2027-02-11T09:00"})
    assert broken(RULE, each_unit, kept) == []
    too_early = plan(for_all, {**nes_late, "slt.alle.1": "2027-02-11T09:00"})
    assert [each.meetings for each in broken(RULE, for_all, too_early)] == [
        ("rt.nes.2", "slt.alle.1")
    ]
