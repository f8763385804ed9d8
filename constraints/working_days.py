"""Ingen har møter utenom arbeidsdagene sine.

Den som arbeider deltid med faste fridager, blir ikke satt opp på dem. Det samme gjelder ledelsen
ved enhetene, når den har faste dager uten møter. Den som kommer utenfra på bestemte dager
(`only_days`), blir bare satt opp på dem.

Formel: for hvert møte m og hver deltaker p: ukedag(m) ∈ arbeidsdager(p); har p bestemte dager:
dag(m) ∈ bestemte dager(p).
Enhet: én deltaker i ett møte på en dag som ikke er deltakerens arbeidsdag.
Kilde: om lag en firedel av staben arbeider deltid i eksemplet fra Bærum.
Dekker ikke: enkeltdager og tidsrom deltakeren er borte (`no_meeting_when_away`), og stengte dager
(`no_meeting_on_closed_days`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, day_in_words, same, weekday_name
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class WorkingDays(Requirement):
    """Nobody is at a meeting on a weekday that is not a working day of theirs."""

    title: ClassVar[Phrase] = Phrase(
        nb="Møter bare på arbeidsdager", nn="Møte berre på arbeidsdagar"
    )
    ban: ClassVar[Phrase | None] = Phrase(
        nb="{subject} ikke har arbeidsdag", nn="{subject} ikkje har arbeidsdag"
    )

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Close each resource on the days it does not work."""
        off: dict[object, int] = {}
        for resource, availability in problem.availability.items():
            days = (availability.working_days, availability.only_days)
            if days not in off:
                at_work = problem.grid.days_where(availability.works_on)
                off[days] = problem.grid.everything & ~at_work
            if off[days]:
                timetable.close(resource, off[days], self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each participant of each meeting who does not work on its weekday."""
        for participant, meetings in plan.by_participant.items():
            availability = problem.availability[participant]
            for meeting in meetings if participant not in problem.rooms_by_id else ():
                if not availability.works_on(meeting.day):
                    yield self.violation(
                        meetings=(meeting.id,), participants=(participant,), day=meeting.day
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, the meeting, and the weekday they do not work, or that they have their own days."""
        assert violation.day is not None
        participant = violation.participants[0]
        if problem.availability[participant].only_days is not None:
            phrase = Phrase(
                nb="{meeting} står {day}, men {who} kan bare møte på bestemte dager.",
                nn="{meeting} står {day}, men {who} kan berre møte på bestemte dagar.",
            )
        elif participant in problem.units_by_id:
            phrase = Phrase(
                nb="{meeting} står {day}, men ledelsen ved {who} har ikke møter på {weekday}er.",
                nn="{meeting} står {day}, men leiinga ved {who} har ikkje møte på {weekday}ar.",
            )
        else:
            phrase = Phrase(
                nb="{meeting} står {day}, men {who} arbeider ikke på {weekday}er.",
                nn="{meeting} står {day}, men {who} arbeider ikkje på {weekday}ar.",
            )
        return phrase.with_facts(
            who=same(problem.resource_name(participant)),
            weekday=weekday_name(violation.day),
            day=day_in_words(violation.day),
            meeting=problem.title(violation.meetings[0]),
        ).text(language)
