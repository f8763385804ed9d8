"""Alternatives in figures: what each of them costs people, requirements and wishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.application.alternatives import Alternative, Comparison, Policy
from planner.application.change_words import ChangeWords, people_to_tell
from planner.application.situation import Situation
from planner.application.wording import whole
from planner.domain.diff import Change
from planner.domain.plan import PlacedMeeting
from planner.domain.words import Phrase, same
from planner.engine.rule import Wish

POLICIES: dict[Policy, Phrase] = {
    Policy.MOVE: Phrase(nb="Flytt", nn="Flytt"),
    Policy.SUBSTITUTE: Phrase(nb="Stedfortreder", nn="Stadfortredar"),
    Policy.EITHER: Phrase(nb="Begge deler", nn="Begge delar"),
    Policy.CANCEL: Phrase(nb="Med avlysning", nn="Med avlysing"),
}
BEFORE_AND_AFTER = same("{before} → {after}")
PROVEN, NOT_PROVEN = same("bevist"), Phrase(nb="ikke bevist", nn="ikkje bevist")


@dataclass(frozen=True, slots=True)
class WishCost:
    """What one wish cost in the published plan, and what it costs in an alternative."""

    wish: Wish
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Figures:
    """An alternative in figures.

    Parameters
    ----------
    forced, knock_on
        Changes of meetings that could not stay, and of those that make room for others.
    moved, restaffed, cancelled
        Changes by what becomes of the meeting; one may be both moved and restaffed.
    without_place
        Meetings that must be held and have no place.
    people
        People who have to know of a change.
    late
        Changes that come later than the notice people should have.
    wishes
        The wishes that cost anything before or after, those that became dearer first.
    """

    forced: int
    knock_on: int
    moved: int
    restaffed: int
    cancelled: int
    without_place: int
    people: int
    late: int
    requirements_broken: int
    wishes: tuple[WishCost, ...]
    proven: bool

    @property
    def wishes_before(self) -> int:
        """What the wishes cost in the published plan."""
        return sum(each.before for each in self.wishes)

    @property
    def wishes_after(self) -> int:
        """What they cost in the alternative."""
        return sum(each.after for each in self.wishes)


ROWS: tuple[tuple[Phrase, Callable[[Figures], Phrase]], ...] = (
    (Phrase(nb="Må endres", nn="Må endrast"), lambda each: _number(each.forced)),
    (Phrase(nb="Følgeendringer", nn="Følgjeendringar"), lambda each: _number(each.knock_on)),
    (Phrase(nb="Flyttet", nn="Flytta"), lambda each: _number(each.moved)),
    (Phrase(nb="Andre deltakere", nn="Andre deltakarar"), lambda each: _number(each.restaffed)),
    (Phrase(nb="Avlyst", nn="Avlyst"), lambda each: _number(each.cancelled)),
    (Phrase(nb="Uten plass", nn="Utan plass"), lambda each: _number(each.without_place)),
    (Phrase(nb="Personer det gjelder", nn="Personar det gjeld"), lambda each: _number(each.people)),
    (Phrase(nb="Sene endringer", nn="Seine endringar"), lambda each: _number(each.late)),
    (Phrase(nb="Brudd på krav", nn="Brot på krav"), lambda each: _number(each.requirements_broken)),
    (
        Phrase(nb="Ønsker, poeng", nn="Ønske, poeng"),
        lambda each: BEFORE_AND_AFTER.with_facts(
            before=whole(each.wishes_before), after=whole(each.wishes_after)
        ),
    ),
    (
        Phrase(nb="Minste endring", nn="Minste endring"),
        lambda each: PROVEN if each.proven else NOT_PROVEN,
    ),
)
"""The rows of the table in which alternatives stand side by side."""


COUNTED = (
    "forced", "knock_on", "moved", "restaffed", "cancelled", "without_place", "people", "late",
    "requirements_broken", "wishes_before", "wishes_after",
)  # fmt: skip
"""The figures that machines are told."""


def _number(number: int) -> Phrase:
    return same(whole(number))


def figures_of(situation: Situation, alternative: Alternative) -> Figures:
    """Count what an alternative changes."""
    words = ChangeWords(situation, alternative)
    changes = alternative.changes
    meetings = alternative.problem.meetings
    return Figures(
        forced=len(alternative.forced),
        knock_on=len(alternative.knock_on),
        moved=sum(each.is_moved for each in changes),
        restaffed=sum(each.is_restaffed for each in changes),
        cancelled=sum(each.is_cancelled and not words.is_without_place(each) for each in changes),
        without_place=sum(not meetings[each.id].optional for each in alternative.plan.unplaced),
        people=len(people_to_tell(words, changes)),
        late=sum(map(words.is_late, changes)),
        requirements_broken=len(situation.unmet_in(alternative.report)),
        wishes=tuple(_wishes(situation, alternative)),
        proven=alternative.proven,
    )


def broken_at_once(situation: Situation) -> tuple[str, ...]:
    """What of the published plan does not hold, a sentence each; new meetings are no part of it."""
    placed = situation.published.placed.keys()
    return tuple(each.sentence for each in situation.broken if not placed.isdisjoint(each.meetings))


def broken_by(situation: Situation, alternative: Alternative) -> tuple[str, ...]:
    """The requirements that an alternative does not keep, a sentence each, with why if known."""
    reasons: dict[tuple[str, ...], str] = {
        (each.id,): " ".join(each.reasons) for each in alternative.plan.unplaced
    }
    return tuple(
        (not each.participants and reasons.get(each.meetings)) or each.sentence
        for each in situation.unmet_in(alternative.report)
    )


def _wishes(situation: Situation, alternative: Alternative) -> list[WishCost]:
    """Every wish that costs anything; what the changes themselves weigh is none of them."""
    before = situation.baseline.report.cost.by_rule
    after = alternative.report.cost.by_rule
    costs = [
        WishCost(rule, before.get(rule.name(), 0), after.get(rule.name(), 0))
        for rule in situation.rules
        if isinstance(rule, Wish) and not rule.keeps_published
    ]
    costs = [each for each in costs if each.before or each.after]
    return sorted(costs, key=lambda each: (each.before - each.after, -each.after))


def comparison_as_facts(comparison: Comparison) -> dict[str, Any]:
    """A comparison for machines, as docs/formats.md has it."""
    situation = comparison.situation
    return {
        "problem": situation.before.id,
        "plan": situation.original.fingerprint,
        "scenario": situation.scenario.name,
        "forced": list(situation.forced),
        "gone": [each.id for each in situation.gone],
        "broken": [each.model_dump(mode="json") for each in situation.broken],
        "alternatives": [
            _alternative_as_facts(number, situation, each)
            for number, each in enumerate(comparison.alternatives, start=1)
        ],
    }


def folder_name(number: int, policy: Policy) -> str:
    """The folder of an alternative, numbered from 1: "1-move"."""
    return f"{number}-{policy}"


def _alternative_as_facts(
    number: int, situation: Situation, alternative: Alternative
) -> dict[str, Any]:
    figures = figures_of(situation, alternative)
    words = ChangeWords(situation, alternative)
    return {
        "policy": alternative.policy.value,
        "same_as": alternative.same_as.value if alternative.same_as else None,
        "folder": folder_name(number, alternative.policy),
        "plan": alternative.plan.fingerprint,
        "proven": alternative.proven,
        "weight": alternative.weight,
        "least": alternative.least,
        "seconds": round(alternative.seconds, 3),
        "figures": {name: getattr(figures, name) for name in COUNTED},
        "wishes": {
            each.wish.name(): {"before": each.before, "after": each.after}
            for each in figures.wishes
        },
        "changes": [_change_as_facts(each, words) for each in alternative.changes],
    }


def _change_as_facts(change: Change, words: ChangeWords) -> dict[str, Any]:
    return {
        "meeting": change.meeting.id,
        "title": change.meeting.title,
        "forced": change.forced,
        "late": words.is_late(change),
        "before": _meeting_as_facts(change.before),
        "after": _meeting_as_facts(change.after),
        "joined": list(change.joined),
        "left": list(change.left),
        "affected": list(change.affected),
    }


def _meeting_as_facts(meeting: PlacedMeeting | None) -> Mapping[str, Any] | None:
    if meeting is None:
        return None
    return meeting.model_dump(mode="json", include={"start", "end", "room", "units", "people"})
