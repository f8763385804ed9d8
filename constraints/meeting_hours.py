"""Møtene står i møtetiden og ikke over lunsj.

Ingen møter begynner før møtetiden, slutter etter den eller overlapper med lunsjen.

Formel: for hvert møte m: først ≤ start(m), slutt(m) ≤ sist, og slutt(m) ≤ lunsjstart eller
lunsjslutt ≤ start(m).
Enhet: ett møte.
Kilde: antatt vanlig arbeidstid; eneste kilde med klokkeslett er kl. 09–11 (Sund). Lederen kan endre
tidene og ta bort lunsjen.
Dekker ikke: hvilke minutter møter kan begynne på (`day.start_every_minutes` i oppgaven) og den
enkeltes avtaler (`no_meeting_when_away`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import ClassVar

from pydantic import model_validator

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, clock, day_in_words
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Timetable


class MeetingHours(Requirement):
    """Every meeting stands between two times of day and clear of lunch; no lunch when `None`."""

    title: ClassVar[Phrase] = Phrase(nb="Møtetid og lunsj", nn="Møtetid og lunsj")
    ban: ClassVar[Phrase | None] = Phrase(
        nb="tidspunktet er utenfor møtetiden eller i lunsjen",
        nn="tidspunktet er utanfor møtetida eller i lunsjen",
    )

    first: time = time(8, 0)
    last: time = time(15, 30)
    lunch_start: time | None = time(11, 30)
    lunch_end: time | None = time(12, 0)

    @model_validator(mode="after")
    def _in_order(self) -> MeetingHours:
        if self.first >= self.last:
            raise ValueError("hours_out_of_order")
        if (self.lunch_start is None) != (self.lunch_end is None):
            raise ValueError("lunch_half_stated")
        if self.lunch_start and self.lunch_end and self.lunch_start >= self.lunch_end:
            raise ValueError("lunch_out_of_order")
        return self

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Ban every start that takes a meeting outside the hours or into lunch."""
        grid = problem.grid
        shut = grid.daily_mask(time.min, self.first) | grid.daily_mask(self.last, time.max)
        if self.lunch_start and self.lunch_end:
            shut |= grid.daily_mask(self.lunch_start, self.lunch_end)
        banned: dict[int, int] = {}
        for meeting in timetable.meetings.values():
            if meeting.slots not in banned:
                banned[meeting.slots] = grid.starts_touching(shut, meeting.slots)
            timetable.forbid(meeting.id, banned[meeting.slots], self.name(), problem.id)

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting outside the hours or over lunch."""
        del problem
        for meeting in plan.meetings:
            start, end = meeting.start.time(), meeting.end.time()
            outside = start < self.first or end > self.last or meeting.end.date() != meeting.day
            if outside or self._is_over_lunch(start, end):
                yield self.violation(
                    meetings=(meeting.id,),
                    day=meeting.day,
                    start=clock(meeting.start),
                    end=clock(meeting.end),
                    broken="hours" if outside else "lunch",
                )

    def _is_over_lunch(self, start: time, end: time) -> bool:
        if self.lunch_start is None or self.lunch_end is None:
            return False
        return start < self.lunch_end and self.lunch_start < end

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, its time, and the hours or the lunch that it does not keep to."""
        assert violation.day is not None
        if violation.facts["broken"] == "hours":
            first, last = self.first, self.last
            phrase = Phrase(
                nb="{meeting} står {day} kl. {start}–{end}, utenfor møtetiden kl. {first}–{last}.",
                nn="{meeting} står {day} kl. {start}–{end}, utanfor møtetida kl. {first}–{last}.",
            )
        else:
            assert self.lunch_start is not None
            assert self.lunch_end is not None
            first, last = self.lunch_start, self.lunch_end
            phrase = Phrase(
                nb="{meeting} står {day} kl. {start}–{end}, over lunsjen kl. {first}–{last}.",
                nn="{meeting} står {day} kl. {start}–{end}, over lunsjen kl. {first}–{last}.",
            )
        return phrase.with_facts(
            meeting=problem.title(violation.meetings[0]),
            day=day_in_words(violation.day),
            start=violation.facts["start"],
            end=violation.facts["end"],
            first=f"{first:%H.%M}",
            last=f"{last:%H.%M}",
        ).text(language)
