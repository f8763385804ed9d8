"""Which meeting of a version is which of the version before, and what tells them apart for ever."""

from __future__ import annotations

from planner.domain.audience import Audience, AudienceKind
from planner.domain.lineage import Lineage
from planner.domain.problem import Problem
from planner.domain.publication import History
from tests.instances import history, plan, problem, series, unit

FIRST, SECOND, THIRD = "2026-11-10T12:00", "2026-11-11T12:00", "2026-11-12T12:00"


def with_frequency(meetings: int, **changes: object) -> Problem:
    return problem(series=[series(frequency={"per_half_year": meetings})], **changes)


TWO, THREE = with_frequency(2), with_frequency(3)


def days(lineage: Lineage) -> list[str | None]:
    """On which day it was in each revision; `None` where it was cancelled."""
    return [
        f"{each.told.span[0]:%d.%m}" if each.told is not None else None
        for each in lineage.revisions
    ]


def became(published: History) -> list[list[str | None]]:
    """The days of every meeting that ever was, in the order of when they were published."""
    return [days(each) for each in published.lineages]


def test_what_stays_has_one_revision() -> None:
    once = plan(TWO, {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-04-08T09:00"})

    assert became(history((TWO, once, FIRST), (TWO, once, SECOND))) == [["04.02"], ["08.04"]]


def test_a_meeting_with_another_number_is_the_same_one() -> None:
    # Three a half-year instead of two: what stood on 8 April is now the third, and in March there
    # is a new one, which has the number of the second.
    before = plan(TWO, {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-05-20T09:00"})
    after = plan(
        THREE,
        {
            "rt.vika.1": "2027-02-04T09:00",
            "rt.vika.2": "2027-03-18T09:00",
            "rt.vika.3": "2027-05-20T09:00",
        },
    )

    published = history((TWO, before, FIRST), (THREE, after, SECOND))

    assert became(published) == [["04.02"], ["20.05"], ["18.03"]]
    assert len({each.root for each in published.lineages}) == 3


def test_a_meeting_that_is_moved_and_numbered_anew_is_the_same_one() -> None:
    # The first of two and the first of three are one; the second goes on to be the second.
    before = plan(TWO, {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-05-20T09:00"})
    after = plan(THREE, {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-05-27T09:00"})

    published = history((TWO, before, FIRST), (THREE, after, SECOND))

    assert became(published) == [["04.02"], ["20.05", "27.05"]]


def test_a_number_that_another_meeting_had_makes_no_other_meeting_of_it() -> None:
    # The second becomes the third of three, and is the second again when there are two.
    before = plan(TWO, {"rt.vika.2": "2027-05-20T09:00"})
    between = plan(THREE, {"rt.vika.2": "2027-03-18T09:00", "rt.vika.3": "2027-05-20T09:00"})
    after = plan(TWO, {"rt.vika.1": "2027-03-18T09:00", "rt.vika.2": "2027-05-20T09:00"})

    published = history((TWO, before, FIRST), (THREE, between, SECOND), (TWO, after, THIRD))

    assert became(published) == [["20.05"], ["18.03"]]
    assert len({each.root for each in published.lineages}) == 2


def test_what_comes_back_under_its_id_is_the_same_meeting() -> None:
    both = plan(TWO, {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-04-08T09:00"})
    one = plan(TWO, {"rt.vika.2": "2027-04-08T09:00"})
    back = plan(TWO, {"rt.vika.1": "2027-02-18T09:00", "rt.vika.2": "2027-04-08T09:00"})

    published = history((TWO, both, FIRST), (TWO, one, SECOND), (TWO, back, THIRD))

    assert became(published) == [["04.02", None, "18.02"], ["08.04"]]


def test_a_unit_that_is_away_for_a_version_has_its_meetings_back() -> None:
    nes = with_frequency(1, units=[unit(), unit("nes")])
    without = with_frequency(1)
    starts = {"rt.vika.1": "2027-02-04T09:00", "rt.nes.1": "2027-02-05T09:00"}
    alone = {"rt.vika.1": "2027-02-04T09:00"}

    published = history(
        (nes, plan(nes, starts), FIRST),
        (without, plan(without, alone), SECOND),
        (nes, plan(nes, starts), THIRD),
    )

    assert became(published) == [["04.02"], ["05.02", None, "05.02"]]


def test_what_was_cancelled_does_not_come_back_as_another_meeting_of_its_number() -> None:
    # Number 1 of two was cancelled; number 1 of three is none of those that were there.
    cancelled = plan(TWO, {"rt.vika.2": "2027-05-20T09:00"})
    both = plan(TWO, {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-05-20T09:00"})
    three = plan(THREE, {"rt.vika.1": "2027-01-21T09:00", "rt.vika.3": "2027-05-20T09:00"})

    published = history((TWO, both, FIRST), (TWO, cancelled, SECOND), (THREE, three, THIRD))

    assert became(published) == [["04.02", None], ["20.05"], ["21.01"]]
    assert len({each.root for each in published.lineages}) == 3


def test_roots_do_not_depend_on_what_else_is_published() -> None:
    starts = {"rt.vika.1": "2027-02-04T09:00"}
    other = with_frequency(2, id="storevik")

    alone = history((TWO, plan(TWO, starts), FIRST))
    together = history((other, plan(other, starts), FIRST), (TWO, plan(TWO, starts), SECOND))

    assert [each.root for each in alone.lineages] == [each.root for each in together.lineages[1:]]
    assert together.lineages[0].root != together.lineages[1].root


def test_everybody_it_ever_concerned_is_known() -> None:
    starts = {"rt.vika.1": "2027-02-04T09:00"}
    nobody = problem(series=[series(attendance=[])])

    published = history((TWO, plan(TWO, starts), FIRST), (nobody, plan(nobody, starts), SECOND))
    (lineage,) = published.lineages

    assert set(lineage.audiences) == {
        Audience(AudienceKind.UNIT, "vika"),
        Audience(AudienceKind.PERSON, "ppt-01"),
        Audience(AudienceKind.SERVICE, "ppt"),
        Audience(AudienceKind.SERIES, "rt"),
    }
    assert lineage.appearance_for(Audience(AudienceKind.PERSON, "ppt-02")) is None


def test_a_longer_history_goes_on_where_a_shorter_one_ended() -> None:
    before = plan(TWO, {"rt.vika.2": "2027-05-20T09:00"})
    between = plan(THREE, {"rt.vika.2": "2027-03-18T09:00", "rt.vika.3": "2027-05-20T09:00"})
    after = plan(TWO, {"rt.vika.1": "2027-03-18T09:00"})
    whole = history((TWO, before, FIRST), (THREE, between, SECOND), (TWO, after, THIRD))
    alone = History(versions=whole.versions)

    for length in range(4):
        shorter = History(versions=whole.versions[:length])
        assert len(shorter.lineages) <= len(alone.lineages)
        longer = History(versions=whole.versions).after(shorter)
        assert longer.lineages == alone.lineages


def test_nothing_is_taken_over_from_a_history_of_other_versions() -> None:
    other = history((TWO, plan(TWO, {"rt.vika.1": "2027-02-02T09:00"}), FIRST))
    assert became(other) == [["02.02"]]
    ours = history((TWO, plan(TWO, {"rt.vika.1": "2027-02-09T09:00"}), FIRST)).after(other)

    assert became(ours) == [["09.02"]]
