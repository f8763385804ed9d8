"""Møtene i en serie begynner på samme klokkeslett.

Alle møtene i en serie ved en enhet begynner helst på samme tid på dagen gjennom halvåret, så
klokkeslettet er lett å huske og resten av dagen lett å legge opp.

Formel: antall plasserte møter i gruppen minus antallet på det vanligste klokkeslettet.
Enhet: ett møte på et annet klokkeslett enn gruppens vanligste.
Kilde: faste møteplaner i kommunene, der møtene går «kl. 09.00–11.00» hele året (Sund).
Dekker ikke: ukedagen (`same_weekday`) og når på dagen møter kan være (`meeting_hours`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, clock, day_in_words, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Rhythm, Timetable


class SameTime(Wish):
    """The meetings of a group begin at one time of day."""

    title: ClassVar[Phrase] = Phrase(
        nb="Samme klokkeslett i serien", nn="Same klokkeslett i serien"
    )
    unit_price: ClassVar[int] = 4

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Draw the meetings of each group to one time of day."""
        for group in problem.groups:
            if len(group.meetings) > 1:
                meetings = tuple(meeting.id for meeting in group.meetings)
                timetable.rhythm(Rhythm(self.name(), meetings, "time", self.price))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting off its group's commonest time of day; the earlier one wins a draw."""
        for group in problem.groups:
            placed = [plan.placed[each.id] for each in group.meetings if each.id in plan.placed]
            times = Counter(clock(meeting.start) for meeting in placed)
            if len(times) > 1:
                usual = min(times, key=lambda time: (-times[time], time))
                for meeting in placed:
                    if clock(meeting.start) != usual:
                        yield self.violation(
                            meetings=(meeting.id,),
                            day=meeting.day,
                            time=clock(meeting.start),
                            usual=usual,
                        )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its day and time, and the series' usual time."""
        assert violation.day is not None
        return (
            Phrase(
                nb="{meeting} begynner kl. {time} {day}, mens serien ellers begynner kl. {usual}.",
                nn="{meeting} byrjar kl. {time} {day}, medan serien elles byrjar kl. {usual}.",
            )
            .with_facts(
                meeting=problem.title(violation.meetings[0]),
                time=same(str(violation.facts["time"])),
                day=day_in_words(violation.day),
                usual=same(str(violation.facts["usual"])),
            )
            .text(language)
        )
