"""Ingen har møter når de ikke er tilgjengelige.

Ingen blir satt opp i et møte, eller i sin del av et møte, som overlapper med en annen avtale eller
et fravær. Planen vet bare når, aldri hvorfor.

Formel: for hvert møte m, hver deltaker p og hvert tidsrom t der p ikke er tilgjengelig:
slutt(m) ≤ start(t) eller slutt(t) ≤ start(m), der start(m) og slutt(m) er deltakerens egne.
Enhet: én deltaker i ett møte.
Kilde: personvernet: fravær lagres som «ikke tilgjengelig» uten grunn (GDPR artikkel 5 og 9).
Dekker ikke: faste fridager (`working_days`), andre møter i planen (`no_double_booking`) og den som
bare er velkommen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, clock, day_in_words, same
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class NoMeetingWhenAway(Requirement):
    """Nobody is at a meeting while busy or absent."""

    title: ClassVar[Phrase] = Phrase(
        nb="Ingen møter under fravær og andre avtaler",
        nn="Ingen møte under fråvær og andre avtalar",
    )
    ban: ClassVar[Phrase | None] = Phrase(
        nb="{subject} ikke er tilgjengelig", nn="{subject} ikkje er tilgjengeleg"
    )

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Close each resource while it is away."""
        for resource, availability in problem.availability.items():
            for span in availability.away():
                mask = problem.grid.span_mask(span.start, span.end)
                timetable.close(resource, mask, self.name())

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each participant of each meeting who is away during some of it."""
        for participant, meetings in plan.by_participant.items():
            away = problem.availability[participant].away()
            for meeting in meetings:
                start, end = meeting.span_of(participant)
                if any(span.start < end and start < span.end for span in away):
                    yield self.violation(
                        meetings=(meeting.id,),
                        participants=(participant,),
                        day=meeting.day,
                        part=int((start, end) != (meeting.start, meeting.end)),
                        start=clock(start),
                        end=clock(end),
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Who, the meeting and its time; never why, nor how long they are away."""
        assert violation.day is not None
        phrase = (
            Phrase(
                nb="{who} er med på {meeting} {day} kl. {start}–{end}, men er ikke ledig da.",
                nn="{who} er med på {meeting} {day} kl. {start}–{end}, men er ikkje ledig då.",
            )
            if violation.facts["part"]
            else Phrase(
                nb="{meeting} står {day} kl. {start}–{end}, men {who} er ikke tilgjengelig da.",
                nn="{meeting} står {day} kl. {start}–{end}, men {who} er ikkje tilgjengeleg då.",
            )
        )
        return phrase.with_facts(
            who=same(problem.resource_name(violation.participants[0])),
            day=day_in_words(violation.day),
            meeting=problem.title(violation.meetings[0]),
            **violation.facts,
        ).text(language)
