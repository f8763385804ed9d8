from datetime import date

from constraints.keeps_published_plan import KeepsPublishedPlan
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.published import Published
from planner.engine.rule import Weight
from tests.constraints.wishes import missed, said
from tests.instances import person, plan, problem, series

STARTS = {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-03-11T09:00"}
EITHER = problem(
    people=[person("ppt-01"), person("ppt-02")],
    series=[series(attendance=[{"service": "ppt"}])],
)
FIRST = {"rt.vika.1": ("ppt-01",), "rt.vika.2": ("ppt-01",)}
KEEP = KeepsPublishedPlan(weight=Weight.LOW)


def kept(today: str = "2027-01-01", whole: Problem = EITHER) -> Problem:
    """The problem with its plan published: PP-rådgiver 01 and Vika at both meetings."""
    published = plan(whole, STARTS, people=FIRST)
    return whole.with_published(
        Published(meetings=published.meetings, today=date.fromisoformat(today))
    )


def changed(to: str = STARTS["rt.vika.2"]) -> Plan:
    """The plan with the second meeting at another time."""
    return plan(EITHER, {**STARTS, "rt.vika.2": to}, people=FIRST)


def test_nothing_is_missed_without_a_published_plan_or_when_all_stays() -> None:
    assert missed(KEEP, EITHER, changed(to="2027-03-12T09:00")) == []
    assert missed(KEEP, kept(), changed()) == []


def test_a_moved_meeting_weighs_ten_and_one_for_each_who_has_to_come_another_time() -> None:
    later = changed(to="2027-03-12T09:00")

    assert missed(KEEP, kept(), later) == [10 + 2]
    assert said(KEEP, kept(), later) == [
        (
            "Ressursteam, Vika skole er flyttet fra torsdag 11. mars kl. 09.00–10.30 til fredag "
            "12. mars kl. 09.00–10.30."
        )
    ]
    assert said(KEEP, kept(), later, "nn") == [
        (
            "Ressursteam, Vika skole er flytta frå torsdag 11. mars kl. 09.00–10.30 til fredag "
            "12. mars kl. 09.00–10.30."
        )
    ]


def test_who_leaves_and_who_joins_weigh_five_each() -> None:
    other = plan(EITHER, STARTS, people={**FIRST, "rt.vika.2": ("ppt-02",)})
    both = plan(EITHER, STARTS, people={**FIRST, "rt.vika.2": ("ppt-01", "ppt-02")})

    assert missed(KEEP, kept(), other) == [5 + 5]
    assert missed(KEEP, kept(), both) == [5]
    assert said(KEEP, kept(), other) == [
        (
            "Ressursteam, Vika skole torsdag 11. mars kl. 09.00–10.30 har andre deltakere eller et "
            "annet rom: PP-rådgiver 01 og PP-rådgiver 02."
        )
    ]


def test_a_cancelled_meeting_weighs_ten_and_five_for_each() -> None:
    cancelled = plan(EITHER, {"rt.vika.1": STARTS["rt.vika.1"]}, people=FIRST)

    assert missed(KEEP, kept(), cancelled) == [10 + 5 * 2]
    assert said(KEEP, kept(), cancelled) == [
        ("Ressursteam, Vika skole er avlyst torsdag 11. mars kl. 09.00–10.30.")
    ]


def test_what_comes_too_late_weighs_three_times() -> None:
    soon = kept("2027-03-05")  # six days before the second meeting; seven would be enough
    away = changed(to="2027-03-19T09:00")

    assert missed(KEEP, kept("2027-03-04"), away) == [12]
    assert missed(KEEP, soon, away) == [3 * 12]
    assert missed(KEEP, kept("2027-02-20"), changed(to="2027-02-24T09:00")) == [3 * 12]


def test_the_time_of_notice_is_that_of_the_agenda() -> None:
    early = problem(
        people=[person("ppt-01"), person("ppt-02")],
        series=[series(attendance=[{"service": "ppt"}], agenda_days=14)],
    )
    away = plan(early, {**STARTS, "rt.vika.2": "2027-03-30T09:00"}, people=FIRST)

    assert missed(KEEP, kept("2027-02-25", early), away) == [12]
    assert missed(KEEP, kept("2027-02-26", early), away) == [3 * 12]


def test_who_is_asked_no_more_weighs_nothing() -> None:
    without = EITHER.model_copy(update={"people": EITHER.people[1:]})
    published = Published(
        meetings=plan(EITHER, STARTS, people=FIRST).meetings, today=date(2027, 1, 1)
    )
    other = plan(without, STARTS, people={"rt.vika.1": ("ppt-02",), "rt.vika.2": ("ppt-02",)})

    assert missed(KEEP, without.with_published(published), other) == [5, 5]  # each who joins
