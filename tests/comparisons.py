"""A small what-if for the tests, its alternatives made by hand: no engine is asked.

Vika and Nes skole have two Ressursteam each, with PP-rådgiver 01 and Helsesykepleier 01.
PP-rådgiver 01 is away in the first week of March, in which ``rt.vika.2`` stands; it is the 26th of
February.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from constraints import RULES
from planner.application.alternatives import Alternative, Comparison, Policy
from planner.application.baseline import baseline_of
from planner.application.situation import Situation, situation_of
from planner.domain.diff import Change, diff, in_order
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.domain.scenario_applied import applied
from planner.domain.words import Language
from planner.engine.check import check
from planner.engine.rulebook import rulebook
from tests.instances import Document, person, plan, problem, series, unit

TODAY = date(2027, 2, 26)
AWAY: Document = {"away": "ppt-01", "first_day": "2027-03-01", "last_day": "2027-03-05"}
STARTS = {
    "rt.vika.1": "2027-01-05T09:00",
    "rt.vika.2": "2027-03-04T09:00",
    "rt.nes.1": "2027-01-12T09:00",
    "rt.nes.2": "2027-03-11T09:00",
}
MOVED = {"rt.vika.2": "2027-03-11T09:00", "rt.nes.2": "2027-03-11T11:00"}
"""PP-rådgiver 01 cannot be at both schools at once, so Nes makes room, if only over lunch."""


def two_schools(language: Language = "nb", **changes: object) -> Problem:
    contacts = {"ppt": "ppt-01", "helse": "helse-01"}
    whole: Document = {
        "language": language,
        "units": [unit(), unit("nes")],
        "people": [person("ppt-01"), person("ppt-02"), person("helse-01")],
        "contacts": {"vika": contacts, "nes": contacts},
        "school_calendars": [
            {"id": "rute", "municipality": "lillevik", "unit_types": ["primary"], "closed": []}
        ],
        "series": [series(attendance=[{"contact": "ppt"}, {"contact": "helse"}])],
    }
    return problem(**{**whole, **changes})


def what_if(
    *changes: Mapping[str, object],
    ours: Problem | None = None,
    starts: Mapping[str, str] = STARTS,
    locked: tuple[str, ...] = (),
) -> Situation:
    """What a scenario breaks; without changes PP-rådgiver 01 is away."""
    ours = ours or two_schools()
    stated = {"name": "Første uke i mars", "changes": changes or (AWAY,), "locked": locked}
    scenario = Scenario.model_validate(stated)
    return situation_of(baseline_of(ours, RULES, plan(ours, starts)), scenario, today=TODAY)


def alternative(
    situation: Situation,
    policy: Policy,
    starts: Mapping[str, str | None],
    people: Mapping[str, tuple[str, ...]] | None = None,
    *,
    least: int = 10,
    same_as: Policy | None = None,
) -> Alternative:
    """The published plan with some meetings at other times, or at none, or with other people."""
    scenario, before = situation.scenario, situation.before
    after = applied(scenario, before, substitutes=policy is not Policy.MOVE)
    if policy is Policy.CANCEL:
        after = after.model_copy(update={"cancelled": situation.forced})
    there: dict[str, str | None] = {
        each.id: each.start.isoformat()[:16] for each in situation.published.meetings
    }
    there |= starts
    new = plan(after, {name: start for name, start in there.items() if start}, people)
    published = _without(situation.original, situation.gone)
    gone = (Change(each, None, forced=True) for each in situation.gone)
    forced = {*situation.forced, *scenario.moves}
    return Alternative(
        policy=policy,
        problem=after,
        plan=new,
        report=check(after, new, rulebook(RULES, after.rules)),
        changes=in_order((*diff(published, new, forced), *gone)),
        weight=10,
        least=least,
        seconds=0.25,
        same_as=same_as,
    )


def _without(published: Plan, gone: Collection[PlacedMeeting]) -> Plan:
    meetings = tuple(each for each in published.meetings if each not in gone)
    return published.model_copy(update={"meetings": meetings})


def comparison(language: Language = "nb") -> Comparison:
    """Moving (with a knock-on change, not proven), a substitute, the same again, cancelling."""
    situation = what_if(ours=two_schools(language))
    instead = {"rt.vika.2": ("ppt-02", "helse-01")}
    return Comparison(
        situation,
        (
            alternative(situation, Policy.MOVE, MOVED, least=8),
            alternative(situation, Policy.SUBSTITUTE, {}, instead),
            alternative(situation, Policy.EITHER, {}, instead, same_as=Policy.SUBSTITUTE),
            alternative(situation, Policy.CANCEL, {"rt.vika.2": None}),
        ),
    )
