"""Publishing: what becomes a new version, what does not, and what it says has changed."""

from datetime import UTC, datetime, timedelta

import pytest

from constraints import RULES
from planner.application.publishing import Publication, publish
from planner.domain.errors import UnreadableInput
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import History
from planner.engine.rulebook import rulebook
from tests.instances import person, plan, problem, series

BOOK = rulebook(RULES, {})
OURS = problem()
STARTS = {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-04T09:00"}
MOVED = STARTS | {"rt.vika.2": "2027-05-11T09:00"}
NOON = datetime(2026, 12, 1, 12, tzinfo=OSLO)
NOTHING = History()


def published(
    history: History,
    ours: Problem,
    made: Plan,
    *,
    at: datetime = NOON,
    note: str = "",
    page: str | None = None,
    expected: int | None = None,
    anyway: bool = False,
) -> Publication:
    return publish(
        history, ours, made, BOOK, at=at, note=note, page=page, expected=expected, anyway=anyway
    )


FIRST = published(NOTHING, OURS, plan(OURS, STARTS), page="https://plan.lillevik.no/")


def test_the_first_version_has_all_that_was_said_of_it() -> None:
    made = plan(OURS, STARTS)

    done = published(NOTHING, OURS, made, note="Klar", page="https://plan.lillevik.no/", expected=0)

    (version,) = done.history.versions
    assert done.published
    assert done.changes == ()
    assert (version.number, version.published_at, version.note) == (1, NOON, "Klar")
    assert (version.page, version.problem, version.plan) == (
        "https://plan.lillevik.no/",
        OURS,
        made,
    )


def test_a_version_stands_alone_with_the_contacts_that_were_chosen_for_it() -> None:
    ours = problem(contacts={})
    made = plan(ours, STARTS).model_copy(update={"contacts": {"vika": {"ppt": ("ppt-01",)}}})

    done = published(NOTHING, ours, made, anyway=True)

    assert done.version.problem.contact("vika", "ppt") == "ppt-01"


def test_the_very_same_is_not_published_again() -> None:
    again = published(FIRST.history, OURS, plan(OURS, STARTS), at=NOON + timedelta(days=1))

    assert (again.published, again.stands) == (False, True)
    assert again.history == FIRST.history


@pytest.mark.parametrize(
    ("ours", "starts", "page"),
    [
        (OURS, MOVED, None),
        (problem(name="Lillevik"), STARTS, None),
        (OURS, STARTS, "https://plan.lillevik.no/ny"),
        (OURS, STARTS, ""),
    ],
    ids=["plan", "problem", "page", "no page"],
)
def test_whatever_differs_is_a_new_version(
    ours: Problem, starts: dict[str, str], page: str | None
) -> None:
    again = published(FIRST.history, ours, plan(ours, starts), page=page)

    assert (again.published, again.stands) == (True, False)
    assert again.history.versions[0] == FIRST.version


def test_the_page_is_as_in_the_version_before_unless_it_is_said() -> None:
    kept = published(FIRST.history, OURS, plan(OURS, MOVED))
    taken_away = published(FIRST.history, OURS, plan(OURS, MOVED), page="")

    assert kept.version.page == "https://plan.lillevik.no/"
    assert taken_away.version.page is None


def test_what_has_no_place_is_published_only_when_it_is_said() -> None:
    made = plan(OURS, {"rt.vika.1": STARTS["rt.vika.1"]})

    held_back = published(FIRST.history, OURS, made)
    anyway = published(FIRST.history, OURS, made, anyway=True)

    assert held_back.broken == anyway.broken
    assert held_back.broken == (
        "Ressursteam, Vika skole: møte 2 av 2 har ikke fått plass i planen.",
    )
    assert (held_back.published, held_back.history) == (False, FIRST.history)
    assert anyway.published


def test_what_has_no_place_is_told_also_when_no_rule_asks_for_it() -> None:
    ours = problem(rules={"meeting_held": False}, language="nn")
    made = plan(ours, {"rt.vika.1": STARTS["rt.vika.1"]})

    done = publish(NOTHING, ours, made, rulebook(RULES, ours.rules), at=NOON)

    assert done.broken == ("Ressursteam, Vika skole har ikkje fått plass i planen.",)
    assert not done.published


def test_versions_are_a_second_apart_whatever_the_clock_says() -> None:
    back = published(FIRST.history, OURS, plan(OURS, MOVED), at=NOON - timedelta(days=1))
    at_once = published(back.history, OURS, plan(OURS, STARTS), at=NOON + timedelta(seconds=1.9))

    moments = [each.published_at for each in at_once.history.versions]
    assert moments == [NOON, NOON + timedelta(seconds=1), NOON + timedelta(seconds=2)]


def test_there_is_an_order_also_in_the_hour_that_comes_twice() -> None:
    # 25 October 2026: 02.59 summer time is 00.59 UTC, and the clock shows 02.10 again at 01.10 UTC.
    summer, winter = (
        datetime(2026, 10, 25, hour, minute, tzinfo=UTC) for hour, minute in ((0, 59), (1, 10))
    )
    before = published(NOTHING, OURS, plan(OURS, STARTS), at=summer)

    after = published(before.history, OURS, plan(OURS, MOVED), at=winter)

    moments = [each.published_at.astimezone(UTC) for each in after.history.versions]
    assert moments == [summer, winter]


@pytest.mark.parametrize("expected", [0, 2])
def test_another_newest_version_than_was_expected_is_refused(expected: int) -> None:
    with pytest.raises(UnreadableInput) as refused:
        published(FIRST.history, OURS, plan(OURS, MOVED), expected=expected)

    (fault,) = refused.value.faults
    assert fault.sentence.nb == (
        f"Nyeste versjon er 1, ikke {expected}: noen kan ha publisert i mellomtiden. Se hva som er "
        "publisert, og prøv på nytt med --expect 1."
    )
    assert published(FIRST.history, OURS, plan(OURS, MOVED), expected=1).published


@pytest.mark.parametrize(
    "page",
    [
        "plan.lillevik.no",
        "ftp://plan.lillevik.no/",
        "javascript:alert(1)",
        "https://leder:passord@plan.lillevik.no/",
        "https://leder@plan.lillevik.no/",
        "https:///var",
        "https://plan.lillevik.no/vår",
        "https://plan.lillevik.no/a b",
        "https://plan.lillevik.no/\r\nATTENDEE:x",
        "https://[::1/",
        "https://plan.lillevik.no:hei/",
        "https://plan.lillevik.no/" + 500 * "a",
    ],
)
def test_the_address_of_the_page_must_be_one_that_everybody_may_have(page: str) -> None:
    with pytest.raises(UnreadableInput, match="Adressen til siden må begynne med https://"):
        published(NOTHING, OURS, plan(OURS, STARTS), page=page)


def test_every_fault_is_told_at_once_in_the_language_of_the_problem() -> None:
    ours = problem(language="nn")
    note = f"Gjelder 018190 00049. {500 * 'x'}"  # 21 + 1 + 500 characters

    with pytest.raises(UnreadableInput) as refused:
        published(NOTHING, ours, plan(ours, STARTS), note=note, page="x", expected=1)

    assert [fault.path for fault in refused.value.faults] == [
        ("note",), ("note",), ("page",), ("expect",),
    ]  # fmt: skip
    first, second, *_ = (
        fault.sentence.text(refused.value.language) for fault in refused.value.faults
    )
    assert first == "Teksten har 522 teikn, og det er plass til 500; skriv han kortare."
    assert second.startswith("Dette ser ut til å innehalde eit fødselsnummer")
    assert "018190" not in str(refused.value)


TWO = problem(
    people=[person("ppt-01"), person("ppt-02")],
    series=[
        series(attendance=[{"service": "ppt"}]),
        series("samtale", frequency={"per_half_year": 1}),
    ],
)


def test_the_changes_are_those_since_the_version_before() -> None:
    before = published(NOTHING, TWO, plan(TWO, STARTS, {"rt.vika.1": ("ppt-01",)}), anyway=True)
    starts = {"rt.vika.2": MOVED["rt.vika.2"], "samtale.vika.1": "2027-03-02T12:00"}

    after = published(before.history, TWO, plan(TWO, starts), anyway=True)

    (cancelled, new, moved) = after.changes
    assert (cancelled.meeting.id, cancelled.is_cancelled) == ("rt.vika.1", True)
    assert (new.meeting.id, new.is_new) == ("samtale.vika.1", True)
    assert (moved.meeting.id, moved.is_moved) == ("rt.vika.2", True)


def test_a_meeting_that_has_another_number_in_a_new_frequency_is_no_change() -> None:
    # The two there were stand for the first and the second of three.
    three = problem(series=[series(frequency={"per_half_year": 3})])
    starts = {f"rt.vika.{number}": start for number, start in enumerate(STARTS.values(), start=1)}

    after = published(
        FIRST.history, three, plan(three, starts | {"rt.vika.3": "2027-06-08T09:00"}), anyway=True
    )

    assert [(change.meeting.id, change.is_new) for change in after.changes] == [("rt.vika.3", True)]


def test_a_meeting_that_is_shorter_or_elsewhere_is_a_change() -> None:
    # 60 minutes instead of 90; and in a place of its own instead of at the school.
    short = problem(series=[series(minutes=60)])
    radhuset = {"id": "radhuset", "name": "Rådhuset"}
    elsewhere = problem(places=[radhuset], series=[series(place="radhuset")])

    shorter = published(FIRST.history, short, plan(short, STARTS), anyway=True)
    moved_out = published(FIRST.history, elsewhere, plan(elsewhere, STARTS), anyway=True)

    assert [(change.meeting.id, change.is_moved) for change in shorter.changes] == [
        ("rt.vika.1", True), ("rt.vika.2", True),
    ]  # fmt: skip
    assert [(change.meeting.id, change.is_moved) for change in moved_out.changes] == [
        ("rt.vika.1", False), ("rt.vika.2", False),
    ]  # fmt: skip


def test_the_changes_are_what_feeds_tell() -> None:
    # By its number the first of two would be the first of three, and moved; but it stays on 4 May.
    before = plan(OURS, {"rt.vika.1": "2027-05-04T09:00", "rt.vika.2": "2027-05-11T09:00"})
    stood = published(NOTHING, OURS, before, anyway=True)
    three = problem(series=[series(frequency={"per_half_year": 3})])
    starts = ("2027-02-02T09:00", "2027-03-16T09:00", "2027-05-04T09:00")
    made = plan(three, {f"rt.vika.{number}": start for number, start in enumerate(starts, start=1)})

    after = published(stood.history, three, made, anyway=True)

    new, moved = after.changes
    assert (new.meeting.id, new.is_new) == ("rt.vika.1", True)
    assert (moved.meeting.id, moved.is_moved) == ("rt.vika.2", True)
    told = [[each.told for each in lineage.revisions] for lineage in after.history.lineages]
    assert [[f"{each.span[0]:%d.%m}" for each in theirs if each] for theirs in told] == [
        ["04.05"], ["11.05", "16.03"], ["02.02"],
    ]  # fmt: skip


def test_another_half_year_is_published_beside_the_one_that_stands() -> None:
    autumn = {"name": "Høst 2027", "first_day": "2027-08-16", "last_day": "2027-12-17"}
    theirs = problem(id="lillevik-h27", semester=autumn)
    made = plan(theirs, {"rt.vika.1": "2027-09-07T09:00", "rt.vika.2": "2027-11-09T09:00"})

    done = published(FIRST.history, theirs, made)
    again = published(done.history, OURS, plan(OURS, STARTS))

    assert (done.published, done.before, done.changes, done.version.page) == (True, None, (), None)
    assert (again.published, again.stands, again.before) == (False, True, FIRST.version)


def test_a_half_year_that_got_another_id_is_published_only_when_it_is_said() -> None:
    renamed = problem(id="lillevik-2")

    held_back = published(FIRST.history, renamed, plan(renamed, STARTS))
    done = published(FIRST.history, renamed, plan(renamed, STARTS), anyway=True)
    again = published(done.history, renamed, plan(renamed, MOVED))

    assert not held_back.published
    assert "heter problemet «lillevik». Gi problemet den id-en igjen" in held_back.broken[0]
    assert done.published
    assert again.published
