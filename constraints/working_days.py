"""Ingen har møter utenom arbeidsdagene sine.

Den som arbeider deltid med faste fridager, blir ikke satt opp på dem. Det samme gjelder ledelsen
ved enhetene, når den har faste dager uten møter.

Formel: for hvert møte m og hver deltaker p: ukedag(m) ∈ arbeidsdager(p).
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
        by_weekdays: dict[tuple[str, ...], int] = {}
        for resource, availability in problem.availability.items():
            weekdays = availability.working_days
            if weekdays not in by_weekdays:
                by_weekdays[weekdays] = problem.grid.everything & ~problem.grid.days_where(
                    availability.works_on
                )
            if by_weekdays[weekdays]:
                timetable.close(resource, by_weekdays[weekdays], self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each participant of each meeting who does not work on its weekday."""
        for participant, meetings in plan.by_participant.items():
            availability = problem.availability[participant]
            for meeting in meetings:
                if not availability.works_on(meeting.day):
                    yield self.violation(
                        meetings=(meeting.id,), participants=(participant,), day=meeting.day
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, the weekday they do not work, and the meeting."""
        assert violation.day is not None
        participant = violation.participants[0]
        phrase = (
            Phrase(
                nb="{meeting} står {day}, men ledelsen ved {who} har ikke møter på {weekday}er.",
                nn="{meeting} står {day}, men leiinga ved {who} har ikkje møte på {weekday}ar.",
            )
            if participant in problem.units_by_id
            else Phrase(
                nb="{meeting} står {day}, men {who} arbeider ikke på {weekday}er.",
                nn="{meeting} står {day}, men {who} arbeider ikkje på {weekday}ar.",
            )
        )
        return phrase.with_facts(
            who=same(problem.resource_name(participant)),
            weekday=weekday_name(violation.day),
            day=day_in_words(violation.day),
            meeting=problem.title(violation.meetings[0]),
        ).text(language)
