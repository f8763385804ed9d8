"""A person's own meetings in what is published."""

from __future__ import annotations

from planner.application.own_meetings import own_meetings
from planner.application.publishing import publish
from planner.domain.publication import History
from tests.instances import person, plan, problem, series
from tests.publications import BOOK, NOON, OURS, planned


def published(*days: int) -> History:
    """A history with a version for each day of the second meeting."""
    there = History()
    for day in days:
        there = publish(there, OURS, planned(day), BOOK, at=NOON, anyway=True).history
    return there


def test_what_stands_is_told_in_the_order_of_time() -> None:
    found = own_meetings(published(4, 11), "ppt-01")

    told = [(each.id, each.start.date().isoformat(), each.version) for each in found]
    assert told == [("rt.vika.1", "2027-02-02", 2), ("rt.vika.2", "2027-05-11", 2)]


def test_others_have_none_of_them() -> None:
    assert own_meetings(published(4), "ppt-02") == ()
    assert own_meetings(published(4), "vika") == ()


def test_a_meeting_that_feeds_do_not_call_by_name_is_not_named_here_either() -> None:
    discreet = {"name": "Reservert tid", "name_nn": "Reservert tid (nn)"}
    ours = problem(people=[person()], series=[series(discreet=discreet)])
    made = plan(ours, {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-04T09:00"})
    there = publish(History(), ours, made, BOOK, at=NOON, anyway=True).history

    assert {each.title for each in own_meetings(there, "ppt-01")} == {"Reservert tid"}
    assert {each.title for each in own_meetings(there, "ppt-01", language="nn")} == {
        "Reservert tid (nn)"
    }
