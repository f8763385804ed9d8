"""Den publiserte planen blir stående.

Når en publisert plan endres, blir så mange møter som mulig stående som de er. Et flyttet eller
avlyst møte veier mer jo flere det gjelder, en annen deltaker veier mindre, og tre ganger så mye
veier det som kommer for sent: et møte som er før fristen for saksliste er ute (sju dager om serien
ikke sier noe), eller som flyttes dit.

Formel: for hvert publisert møte, med n deltakere, enheter og rom som fortsatt er bedt:
flyttet 10 + n, avlyst 10 + 5 · n, og 5 for hver som går ut eller kommer til; hver del · 3 når den
er for sen.
Enhet: ett poeng etter formelen.
Kilde: varsel til deltakerne og frist for saksliste (Gjerstad, Indre Fosen: minst en uke før).
Dekker ikke: møter som ikke er publisert, og møter som problemet ikke har lenger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.published import Kept, kept_meetings
from planner.domain.words import Language, Phrase, listed, same, span_in_words
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Quota, Timetable

MEETING, PERSON, LATE = 10, 5, 3

CANCELLED = Phrase(nb="{meeting} er avlyst {before}.", nn="{meeting} er avlyst {before}.")
MOVED = Phrase(
    nb="{meeting} er flyttet fra {before} til {after}.",
    nn="{meeting} er flytta frå {before} til {after}.",
)
OTHERS = Phrase(
    nb="{meeting} {before} har andre deltakere eller et annet rom: {who}.",
    nn="{meeting} {before} har andre deltakarar eller eit anna rom: {who}.",
)


class KeepsPublishedPlan(Wish):
    """Published meetings keep their time, their people and their room."""

    title: ClassVar[Phrase] = Phrase(
        nb="Den publiserte planen blir stående", nn="Den publiserte planen blir ståande"
    )
    ban: ClassVar[Phrase | None] = Phrase(nb="planen ligger fast der", nn="planen ligg fast der")
    unit_price: ClassVar[int] = 1
    keeps_published: ClassVar[bool] = True

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price every other start, leaving it out, and each who leaves or joins."""
        grid = problem.grid
        for kept in kept_meetings(problem):
            meeting, name, factor = kept.before.id, self.name(), _factor(kept)
            start = grid.slot_at(kept.before.start)
            elsewhere = grid.everything & ~(0 if start is None else 1 << start)
            soon = elsewhere & grid.days_where(kept.is_late)
            moved = self.price * (MEETING + len(kept.asked))
            timetable.price_starts(meeting, elsewhere, moved * factor, name)
            timetable.price_starts(meeting, soon, moved * (LATE - factor), name)
            timetable.price_omission(meeting, self.price * MEETING * factor, name)
            each = self.price * PERSON * factor
            timetable.quota(Quota(name, (meeting,), kept.asked, len(kept.asked), each))
            if kept.others:
                timetable.quota(Quota(name, (meeting,), kept.others, 0, each, most=0))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each published meeting that does not stand as it stood."""
        for kept in kept_meetings(problem):
            after = plan.placed.get(kept.before.id)
            present = set(after.participants) if after else set()
            left = [each for each in kept.asked if each not in present]
            joined = [each for each in kept.others if each in present]
            amount = PERSON * _factor(kept) * (len(left) + len(joined))
            if after is None:
                amount += MEETING * _factor(kept)
            elif after.start != kept.before.start:
                factor = LATE if kept.is_late(after.day) else _factor(kept)
                amount += (MEETING + len(kept.asked)) * factor
            if amount:
                yield self.violation(
                    amount,
                    meetings=(kept.before.id,),
                    participants=(*left, *joined),
                    day=kept.before.day,
                    before=kept.before.start.isoformat(),
                    after=after.start.isoformat() if after else "",
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, and from when to when, or whom it concerns."""
        meeting, facts = violation.meetings[0], violation.facts
        before, after = (
            _in_words(str(facts[when]), problem.meetings[meeting].minutes)
            for when in ("before", "after")
        )
        sentence = OTHERS if after == before else MOVED if facts["after"] else CANCELLED
        names = [same(problem.resource_name(each)) for each in violation.participants]
        title, who = problem.title(meeting), listed(names)
        return sentence.with_facts(meeting=title, before=before, after=after, who=who).text(
            language
        )


def _factor(kept: Kept) -> int:
    """How much heavier it weighs to change a meeting that is soon to be held."""
    return LATE if kept.is_late(kept.before.day) else 1


def _in_words(start: str, minutes: int) -> Phrase:
    """When a meeting is; nothing for one that has no start."""
    if not start:
        return same("")
    moment = datetime.fromisoformat(start)
    return span_in_words(moment, moment + timedelta(minutes=minutes))
