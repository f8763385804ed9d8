"""Contacts that were chosen before the dates, chosen anew where dates force it."""

from constraints import RULES
from planner.application.planning import plan_semester
from planner.engine.rulebook import rulebook
from tests.instances import person, plan, problem, series

BOOK = rulebook(RULES, {})

# The nurse works on Tuesdays only, and PP-rådgiver 01 never does: together they can be nowhere.
NURSE = person("helse-01", working_days=["tuesday"])
NEVER_TUESDAY = person("ppt-01", working_days=["monday", "wednesday", "thursday", "friday"])
BOTH = [series(attendance=[{"contact": "ppt"}, {"contact": "helse"}])]
PROPOSED = {"vika": {"ppt": ("ppt-01",)}}


def test_somebody_else_is_chosen_when_dates_force_it() -> None:
    ours = problem(
        people=[NURSE, NEVER_TUESDAY, person("ppt-02")],
        contacts={"vika": {"helse": "helse-01"}},
        series=BOTH,
    )

    outcome = plan_semester(ours, BOOK, seconds=5, seed=1, workers=1, proposed=PROPOSED)

    assert len(outcome.plan.meetings) == 2
    assert outcome.plan.contacts["vika"]["ppt"] == ("ppt-02",)
    assert outcome.report.requirements_broken == 0
    assert any(
        "PP-rådgiver 02 er kontakt for Vika skole i stedet for PP-rådgiver 01" in note
        for note in outcome.report.notes
    )


def test_a_contact_that_the_problem_names_is_never_changed() -> None:
    ours = problem(
        people=[NURSE, NEVER_TUESDAY, person("ppt-02")],
        contacts={"vika": {"helse": "helse-01", "ppt": "ppt-01"}},
        series=BOTH,
    )

    outcome = plan_semester(ours, BOOK, seconds=5, seed=1, workers=1)

    assert outcome.plan.meetings == ()
    assert outcome.plan.contacts == {"vika": {"helse": ("helse-01",), "ppt": ("ppt-01",)}}


def test_nobody_is_changed_when_nothing_is_won() -> None:
    # PP-rådgiver 02 is never there on a Tuesday either.
    ours = problem(
        people=[NURSE, NEVER_TUESDAY, person("ppt-02", working_days=["monday"])],
        contacts={"vika": {"helse": "helse-01"}},
        series=BOTH,
    )

    outcome = plan_semester(ours, BOOK, seconds=5, seed=1, workers=1, proposed=PROPOSED)

    assert outcome.plan.meetings == ()
    assert outcome.plan.contacts["vika"]["ppt"] == ("ppt-01",)


def test_the_contact_of_a_meeting_that_stays_is_not_changed() -> None:
    ours = problem(
        people=[NURSE, NEVER_TUESDAY, person("ppt-02")],
        contacts={"vika": {"helse": "helse-01"}},
        series=BOTH,
    )
    kept = plan(ours, {"rt.vika.1": "2027-02-01 09:00"}, {"rt.vika.1": ("helse-01", "ppt-01")})
    kept = kept.model_copy(update={"contacts": PROPOSED})

    outcome = plan_semester(ours, BOOK, seconds=5, seed=1, workers=1, kept=kept)

    assert [meeting.id for meeting in outcome.plan.meetings] == ["rt.vika.1"]
    assert outcome.plan.contacts["vika"]["ppt"] == ("ppt-01",)
