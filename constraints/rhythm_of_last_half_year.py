"""Møtene står på samme ukedag og klokkeslett som forrige halvår.

Møter som hadde en fast ukedag eller et fast klokkeslett forrige halvår, har det helst i dette
halvåret også, så folk kan beholde vanene sine. Ukedagen betyr mest og teller dobbelt. Begge til
sammen koster mindre enn et møte på en annen ukedag enn resten av serien.

Formel: to ganger antallet plasserte møter på en annen ukedag enn forrige halvår, pluss antallet
som begynner på et annet klokkeslett.
Enhet: ett møte på et annet klokkeslett; ett på en annen ukedag er to.
Kilde: planer som er like høst og vår: «tirsdag hver 6. uke» (Tinn), kl. 09–11 hele året (Sund).
Dekker ikke: møter uten kjent rytme fra forrige halvår, møter som etter vinduet sitt ikke kan stå
på ukedagen, og at serien holder seg til én dag (`same_weekday`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from planner.domain.meetings import Meeting
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.rhythm import LastRhythm
from planner.domain.words import WEEKDAYS, Language, Phrase, clock, day_in_words
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Timetable

WEEKDAY, TIME = 2, 1

OTHER_WEEKDAY = Phrase(
    nb="{meeting} står {day}, mens den vanlige ukedagen forrige halvår var {usual}.",
    nn="{meeting} står {day}, medan den vanlege vekedagen førre halvår var {usual}.",
)
OTHER_TIME = Phrase(
    nb="{meeting} begynner kl. {time} {day}, mens det vanlige klokkeslettet forrige halvår var "
    "{usual}.",
    nn="{meeting} byrjar kl. {time} {day}, medan det vanlege klokkeslettet førre halvår var "
    "{usual}.",
)


class RhythmOfLastHalfYear(Wish):
    """Meetings stand on the weekday, and begin at the time, of last half-year."""

    title: ClassVar[Phrase] = Phrase(
        nb="Samme rytme som forrige halvår", nn="Same rytme som førre halvår"
    )
    unit_price: ClassVar[int] = 3

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Price the other weekdays, and the other times, of each meeting with a rhythm."""
        grid, name = problem.grid, self.name()
        other_days = [
            grid.days_mask(day for day in grid.days if day.weekday() != weekday)
            for weekday in range(5)
        ]
        for meeting, rhythm in _with_rhythm(problem):
            weekday = _usual_weekday(meeting, rhythm, problem)
            if weekday is not None:
                price = self.price * WEEKDAY
                timetable.price_starts(meeting.id, other_days[weekday], price, name)
            if rhythm.start is not None:
                other_times = grid.everything & ~grid.daily_start(rhythm.start)
                timetable.price_starts(meeting.id, other_times, self.price * TIME, name)

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each meeting on another weekday, and each at another time."""
        for meeting, rhythm in _with_rhythm(problem):
            placed = plan.placed.get(meeting.id)
            if placed is None:
                continue
            weekday = _usual_weekday(meeting, rhythm, problem)
            if weekday is not None and placed.day.weekday() != weekday:
                yield self.violation(
                    WEEKDAY, meetings=(meeting.id,), day=placed.day, weekday=weekday
                )
            if rhythm.start is not None and placed.start.time() != rhythm.start:
                begins, usual = clock(placed.start), clock(rhythm.start)
                yield self.violation(
                    TIME, meetings=(meeting.id,), day=placed.day, time=begins, usual=usual
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which meeting, when it stands, and the weekday or the time of last half-year."""
        assert violation.day is not None
        facts = violation.facts
        title, day = problem.title(violation.meetings[0]), day_in_words(violation.day)
        if "weekday" in facts:
            usual = WEEKDAYS[int(facts["weekday"])]
            sentence = OTHER_WEEKDAY.with_facts(meeting=title, day=day, usual=usual)
        else:
            sentence = OTHER_TIME.with_facts(meeting=title, day=day, **facts)
        return sentence.text(language)


def _with_rhythm(problem: Problem) -> Iterator[tuple[Meeting, LastRhythm]]:
    """Each meeting whose group had a rhythm last half-year, and the rhythm."""
    if problem.last_rhythm:
        for meeting in problem.meetings.values():
            if meeting.group in problem.last_rhythm:
                yield meeting, problem.last_rhythm[meeting.group]


def _usual_weekday(meeting: Meeting, rhythm: LastRhythm, problem: Problem) -> int | None:
    """The weekday of a rhythm, 0 for Monday; `None` when the meeting's window does not hold it."""
    if rhythm.weekday is None:
        return None
    number = rhythm.weekday.number
    days = (day for day in problem.grid.days if day.weekday() == number)
    return number if any(meeting.window.holds(day) for day in days) else None
