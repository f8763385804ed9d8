"""What mends a situation: what may be done, what stays, and what is left when nothing helps."""

from __future__ import annotations

from datetime import date

import pytest

from constraints import RULES
from planner.application.alternatives import Alternative, Policy
from planner.application.baseline import baseline_of
from planner.application.situation import Situation, situation_of
from planner.application.what_if import compare, mended
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.engine import mending
from planner.engine.check import check
from tests.comparisons import AWAY, STARTS, TODAY, two_schools, what_if
from tests.instances import Document, person, plan, problem, series, unit

TWO_DAYS: Document = {"away": "ppt-01", "first_day": "2027-03-04", "last_day": "2027-03-05"}


def by(policy: Policy, situation: Situation) -> Alternative:
    return mended(situation, policy, seconds=30)


def unmet(situation: Situation, alternative: Alternative) -> list[str]:
    """The rules that held before and do not hold now."""
    return [each.rule for each in situation.newly_unmet_in(alternative.report)]


def starts_of(alternative: Alternative) -> dict[str, str]:
    return {each.id: each.start.isoformat()[:16] for each in alternative.plan.meetings}


def test_moving_moves_only_what_has_to_and_nobody_else_comes() -> None:
    situation = what_if()

    moved = by(Policy.MOVE, situation)

    assert moved.proven
    assert [each.meeting.id for each in moved.changes] == ["rt.vika.2"]
    assert moved.changes[0].is_moved
    assert not moved.changes[0].is_restaffed
    assert unmet(situation, moved) == []


def test_a_substitute_lets_every_meeting_stand_where_it_stood() -> None:
    instead = by(Policy.SUBSTITUTE, what_if())

    assert instead.proven
    assert starts_of(instead) == STARTS
    (change,) = instead.changes
    assert (change.left, change.joined, change.forced) == (("ppt-01",), ("ppt-02",), True)


def test_only_the_substitutes_that_are_named_come() -> None:
    named = two_schools(
        people=[person("ppt-01"), person("ppt-02"), person("ppt-03"), person("helse-01")]
    )
    situation = what_if({**AWAY, "substitutes": ["ppt-03"]}, ours=named)

    assert by(Policy.SUBSTITUTE, situation).changes[0].joined == ("ppt-03",)


def test_nothing_is_changed_when_nothing_is_broken() -> None:
    situation = what_if({"away": "ppt-02", "first_day": "2027-03-01", "last_day": "2027-03-05"})

    assert (situation.broken, situation.forced) == ((), ())
    for policy in Policy:
        same = by(policy, situation)
        assert (same.changes, same.weight, same.proven) == ((), 0, True)


def test_what_cannot_stay_is_cancelled_only_where_that_is_allowed() -> None:
    """Whoever is away all spring can come to no meeting, and there is nobody else."""
    alone = two_schools(people=[person("ppt-01"), person("helse-01")])
    situation = what_if(
        {"away": "ppt-01", "first_day": "2027-03-01", "last_day": "2027-06-18"}, ours=alone
    )

    left = by(Policy.EITHER, situation)
    cancelled = by(Policy.CANCEL, situation)

    lost = {"rt.vika.2", "rt.nes.2"}
    assert [*unmet(situation, left)] == ["meeting_held", "meeting_held"]
    assert left.proven  # two solves agree that nothing can be done
    assert unmet(situation, cancelled) == []
    assert set(cancelled.problem.cancelled) == lost
    assert all(each.is_cancelled for each in cancelled.changes)
    assert {each.reasons for each in cancelled.plan.unplaced} == {
        ("Ressursteam, Vika skole er avlyst.",),
        ("Ressursteam, Nes skole er avlyst.",),
    }
    again = check(cancelled.problem, cancelled.plan, situation.rules)
    assert again.requirements_broken == 0


def test_a_new_meeting_is_never_cancelled_before_it_was_there() -> None:
    """Vika is closed on the only days on which an extra meeting may stand."""
    days = {"first_day": "2027-04-12", "last_day": "2027-04-16"}
    situation = what_if(
        {"extra_meeting": "rt", "units": ["vika"], **days}, {"closed": "vika", **days}
    )

    left = by(Policy.CANCEL, situation)

    assert left.problem.cancelled == ()
    assert unmet(situation, left) == ["meeting_held"]


@pytest.mark.parametrize("how", ["locked", "frozen", "held"])
def test_what_is_fixed_never_moves(how: str) -> None:
    scenario: Document = {"name": "Hva om", "changes": [TWO_DAYS]}
    today = TODAY
    if how == "locked":
        scenario["locked"] = ["rt.vika.2"]
    elif how == "frozen":
        scenario["freeze_days"] = 10
    else:
        today = date(2027, 3, 5)
    ours = two_schools()
    baseline = baseline_of(ours, RULES, plan(ours, STARTS))
    situation = situation_of(baseline, Scenario.model_validate(scenario), today=today)

    assert "rt.vika.2" in situation.fixed
    assert situation.forced == ()
    for policy in Policy:
        assert starts_of(by(policy, situation)) == STARTS
    assert bool(unmet(situation, by(Policy.MOVE, situation))) == (how != "held")


def test_nothing_is_moved_to_today_or_before_the_end_of_the_freeze() -> None:
    ours = two_schools()
    baseline = baseline_of(ours, RULES, plan(ours, STARTS))
    away: Document = {"away": "ppt-01", "first_day": "2027-03-08", "last_day": "2027-06-18"}
    for freeze_days, opens in ((0, date(2027, 2, 27)), (9, date(2027, 3, 7))):
        scenario = Scenario.model_validate(
            {"name": "Hva om", "changes": [away], "freeze_days": freeze_days}
        )
        moved = by(Policy.MOVE, situation_of(baseline, scenario, today=TODAY))
        after = [each.after for each in moved.changes if each.after is not None]
        assert all(each.day >= opens for each in after)


def test_a_meeting_moved_by_hand_stays_there_and_others_make_room() -> None:
    clash: Document = {"move": "rt.vika.2", "to": "2027-03-11T09:00"}

    situation = what_if(clash)
    moved = by(Policy.MOVE, situation)

    assert situation.forced == ("rt.nes.2",)
    assert starts_of(moved)["rt.vika.2"] == "2027-03-11T09:00"
    assert starts_of(moved)["rt.nes.2"] != "2027-03-11T09:00"
    assert {each.meeting.id: each.forced for each in moved.changes} == {
        "rt.vika.2": True,
        "rt.nes.2": True,
    }


def test_what_was_broken_or_without_a_place_before_is_let_be() -> None:
    """Nes meets over lunch, as somebody published it, and Vika's first meeting has no place."""
    starts = {
        "rt.vika.2": "2027-03-04T09:00",
        "rt.nes.1": "2027-01-12T09:00",
        "rt.nes.2": "2027-03-18T11:00",
    }
    situation = what_if(starts=starts)

    moved = by(Policy.MOVE, situation)

    assert "rt.nes.2" in situation.fixed
    assert [each.meeting.id for each in moved.changes] == ["rt.vika.2"]
    assert [each.id for each in moved.plan.unplaced] == ["rt.vika.1"]
    assert unmet(situation, moved) == []


def test_fixed_meetings_may_fill_a_day_beyond_what_is_allowed() -> None:
    """The nurse has two locked meetings on a day of one; Lia's meeting goes there without her."""
    names = ("vika", "nes", "lia")
    three = two_schools(
        units=[unit(name) for name in names],
        people=[person(each) for each in ("ppt-01", "ppt-02", "ppt-03", "helse-01")],
        contacts={
            name: {"ppt": f"ppt-0{number}", "helse": "helse-01"}
            for number, name in enumerate(names, start=1)
        },
        series=[
            series(
                frequency={"per_half_year": 1},
                window={"first_day": "2027-03-04", "last_day": "2027-03-05"},
                attendance=[{"contact": "ppt"}, {"contact": "helse", "level": "as_needed"}],
            )
        ],
    )
    starts = {
        "rt.vika.1": "2027-03-04T09:00",
        "rt.nes.1": "2027-03-04T12:30",
        "rt.lia.1": "2027-03-05T09:00",
    }
    situation = what_if(
        {"rule": "most_meetings_per_day", "becomes": {"most": 1}},
        {"away": "ppt-03", "first_day": "2027-03-05", "last_day": "2027-03-05"},
        ours=three,
        starts=starts,
        locked=("rt.vika.1", "rt.nes.1"),
    )

    moved = by(Policy.MOVE, situation)

    assert moved.proven
    (change,) = moved.changes
    assert (change.meeting.id, change.is_moved, change.left) == ("rt.lia.1", True, ("helse-01",))
    assert unmet(situation, moved) == ["most_meetings_per_day"]


def test_a_unit_that_is_gone_leaves_the_others_meetings_standing() -> None:
    both = problem(
        units=[unit(), unit("nes")],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
        school_calendars=[
            {"id": "rute", "municipality": "lillevik", "unit_types": ["primary"], "closed": []}
        ],
        series=[series(), series("felles", scope={"together": {}}, frequency={"per_half_year": 1})],
    )
    starts = {**STARTS, "felles.alle.1": "2027-04-06T09:00"}
    situation = what_if({"remove_unit": "nes"}, ours=both, starts=starts)

    assert {each.id for each in situation.gone} == {"rt.nes.1", "rt.nes.2"}
    assert situation.published.placed["felles.alle.1"].units == ("vika",)
    assert situation.broken == ()


def test_when_more_is_allowed_the_same_plan_is_taken_if_nothing_is_better() -> None:
    found = compare(what_if(), list(Policy), seconds=30)

    assert [each.policy for each in found.alternatives] == list(Policy)
    assert [each.same_as for each in found.alternatives] == [
        None,
        None,
        Policy.SUBSTITUTE,
        Policy.SUBSTITUTE,
    ]
    assert found.mends


def test_without_time_there_is_an_answer_that_says_it_is_not_proven() -> None:
    hurried = mended(what_if(), Policy.MOVE, seconds=0)

    assert not hurried.proven
    assert "rt.vika.2" not in starts_of(hurried) or hurried.changes
    assert {each.id for each in hurried.plan.meetings} | {
        each.id for each in hurried.plan.unplaced
    } == STARTS.keys()


def test_many_new_meetings_are_placed_around_those_that_are_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mending, "MANY", 1)
    more: Document = {"frequency_of": "rt", "becomes": {"per_half_year": 4}}
    situation = what_if(more)

    found = mended(situation, Policy.EITHER, seconds=5)

    assert len(situation.forced) == 4
    assert unmet(situation, found) == []
    assert found.weight == 0
    assert found.proven


@pytest.mark.parametrize("each", [5, 17])
def test_new_meetings_fill_their_own_quota_and_no_published_one_is_changed_for_it(
    each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the new meetings are few or, with a limit of ten, many: nothing weighs anything."""
    monkeypatch.setattr(mending, "MANY", 10)
    counted: list[Document] = [
        {"contact": "ppt"},
        {"contact": "helse", "level": "as_needed", "at_least": 3},
    ]
    ours = two_schools(
        series=[series(frequency={"per_half_year": 2}, minutes=60, attendance=counted)]
    )
    advisers = dict.fromkeys(STARTS, ("ppt-01",))
    more: Document = {"frequency_of": "rt", "becomes": {"per_half_year": each}}
    situation = situation_of(
        baseline_of(ours, RULES, plan(ours, STARTS, advisers)),
        Scenario.model_validate({"name": "Hva om", "changes": [more]}),
        today=date(2027, 1, 4),
    )

    found = mended(situation, Policy.EITHER, seconds=20)

    assert (found.weight, found.least, unmet(situation, found)) == (0, 0, [])
    assert all(change.is_new for change in found.changes)


def test_a_shortage_from_before_is_let_be() -> None:
    """The nurse should be at one meeting of each school, and was published at none."""
    ours = two_schools(
        series=[
            series(
                attendance=[
                    {"contact": "ppt"},
                    {"contact": "helse", "level": "as_needed", "at_least": 1},
                ]
            )
        ]
    )
    baseline = baseline_of(ours, RULES, plan(ours, STARTS, dict.fromkeys(STARTS, ("ppt-01",))))
    closed: Document = {"closed": "vika", "first_day": "2027-03-01", "last_day": "2027-03-05"}
    scenario = Scenario.model_validate({"name": "Hva om", "changes": [closed]})

    moved = by(Policy.EITHER, situation_of(baseline, scenario, today=TODAY))

    assert moved.proven
    assert [each.meeting.id for each in moved.changes] == ["rt.vika.2"]


def test_that_a_contact_is_lacking_is_no_reason_to_cancel() -> None:
    ours = two_schools(contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}})
    situation = what_if(
        {"closed": "vika", "first_day": "2027-03-01", "last_day": "2027-03-05"}, ours=ours
    )

    found = by(Policy.CANCEL, situation)

    assert found.problem.cancelled == ()
    assert [each.is_moved for each in found.changes] == [True]


def test_a_meeting_may_be_moved_into_another_room() -> None:
    """Two days of one meeting each; Nes has room A on the only other day."""
    ours = two_schools(
        day={
            "day_starts": "08:00",
            "day_ends": "09:30",
            "slot_minutes": 30,
            "start_every_minutes": 30,
        },
        rules={
            "meeting_hours": {
                "first": "08:00",
                "last": "09:30",
                "lunch_start": None,
                "lunch_end": None,
            }
        },
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
        places=[{"id": "hus", "name": "Hus"}],
        rooms=[{"id": name, "name": name.upper(), "place": "hus"} for name in ("a", "b")],
        series=[
            series(
                frequency={"per_half_year": 1},
                window={"first_day": "2027-03-04", "last_day": "2027-03-05"},
                attendance=[{"contact": "ppt"}],
                rooms=["a", "b"],
            )
        ],
    )
    starts = {"rt.vika.1": "2027-03-04T08:00", "rt.nes.1": "2027-03-05T08:00"}

    closed: Document = {"closed": "vika", "first_day": "2027-03-04"}
    scenario = Scenario.model_validate({"name": "Hva om", "changes": [closed]})
    baseline = baseline_of(ours, RULES, plan(ours, starts))

    moved = by(Policy.MOVE, situation_of(baseline, scenario, today=date(2027, 1, 4)))

    (change,) = moved.changes
    assert change.after is not None
    assert (change.after.day, change.after.room) == (date(2027, 3, 5), "b")


def test_a_rule_may_be_relaxed_and_a_stricter_one_breaks_what_stood() -> None:
    stricter: Document = {"rule": "meeting_hours", "becomes": {"first": "10:00"}}

    situation = what_if(stricter)

    assert set(situation.forced) == {"rt.vika.2", "rt.nes.2"}  # those of January are held
    assert unmet(situation, by(Policy.MOVE, situation)) == []


def test_the_plan_that_keeps_the_most_is_asked_for_even_when_the_leader_left_the_rule_out() -> None:
    ours = two_schools(rules={"keeps_published_plan": False})

    moved = by(Policy.MOVE, what_if(ours=ours))

    assert len(moved.changes) == 1


def test_a_scenario_of_another_version_of_the_plan_is_refused() -> None:
    ours = two_schools()
    published = plan(ours, STARTS)
    scenario = Scenario.model_validate(
        {"name": "Hva om", "changes": [AWAY], "plan": "0123456789ab"}
    )

    with pytest.raises(UnreadableInput) as refused:
        situation_of(baseline_of(ours, RULES, published), scenario, today=TODAY)

    assert str(refused.value) == (
        "plan: Scenariet er laget mot planversjon 0123456789ab, men planen du oppga er versjon "
        f"{published.fingerprint}; oppgi planen det er laget mot, eller ta det over på denne "
        "planen med --rebase."
    )


@pytest.mark.parametrize(
    ("changes", "more", "sentence"),
    [
        (
            {"move": "rt.vika.9", "to": "2027-03-11T09:00"},
            {},
            "changes: Møtet «rt.vika.9» har ingen plass i planen; mente du «rt.vika.2»?",
        ),
        (
            AWAY,
            {"locked": ["slt.alle.1"]},
            (
                "locked.0: Møtet «slt.alle.1» har ingen plass i planen; oppgi id-en til et møte "
                "som står i plan.json."
            ),
        ),
        (
            {"move": "rt.vika.2", "to": "2027-03-11T09:07"},
            {},
            (
                "changes: torsdag 11. mars kl. 09.07 er ikke et tidspunkt der møter kan begynne; "
                "velg et annet, innenfor halvåret og dagen i problemfilen."
            ),
        ),
        (
            {"move": "rt.vika.2", "to": "2027-03-11T09:00"},
            {"locked": ["rt.vika.2"]},
            "locked: Møtet «rt.vika.2» er låst, og kan ikke flyttes; ta bort det ene.",
        ),
    ],
)
def test_meetings_that_are_not_there_are_told(
    changes: Document, more: Document, sentence: str
) -> None:
    ours: Problem = two_schools()
    scenario = Scenario.model_validate({"name": "Hva om", "changes": [changes], **more})

    with pytest.raises(UnreadableInput) as refused:
        situation_of(baseline_of(ours, RULES, plan(ours, STARTS)), scenario, today=TODAY)

    assert str(refused.value) == sentence
