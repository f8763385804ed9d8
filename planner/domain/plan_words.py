"""A plan as people read it: where a meeting is, how somebody is there, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.attendance import Level
from planner.domain.words import Phrase, clock, same

if TYPE_CHECKING:
    from planner.domain.plan import Attendee, PlacedMeeting
    from planner.domain.problem import Problem

DIGITAL = same("Digitalt møte")
AS_NEEDED = same("ved behov")
WELCOME = Phrase(nb="velkommen", nn="velkomen")
ALWAYS = same("")


def place_in_words(problem: Problem, meeting: PlacedMeeting) -> str | None:
    """Where a meeting is: "Rom 2, Rådhuset"; `None` when it is nowhere in particular."""
    if problem.series_by_id[meeting.series].digital:
        return DIGITAL.text(problem.language)
    if meeting.place is None:
        return None
    place = problem.places_by_id[meeting.place].name
    return f"{problem.rooms_by_id[meeting.room].name}, {place}" if meeting.room else place


def presence_in_words(attendee: Attendee, meeting: PlacedMeeting) -> Phrase:
    """How somebody is at a meeting: "ved behov, kl. 10.00–10.30".

    Empty for somebody who is always there, all the time.
    """
    if attendee.attendance is Level.REQUIRED and attendee.start is attendee.end is None:
        return ALWAYS
    notes = {Level.AS_NEEDED: [AS_NEEDED], Level.WELCOME: [WELCOME]}.get(attendee.attendance, [])
    if attendee.start or attendee.end:
        start, end = meeting.span_of(attendee.id)
        notes.append(same(f"kl. {clock(start)}–{clock(end)}"))
    return Phrase(nb=", ".join(note.nb for note in notes), nn=", ".join(note.nn for note in notes))


def due_in_words(title: str) -> str:
    """What is due, and that it is: "Frist: Overgangsskjema"."""
    return title if title.casefold().startswith("frist") else f"Frist: {title}"
