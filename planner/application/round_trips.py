"""The way that people go to their meetings: from the workplace, from one to the next, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planner.domain.people import Person
from planner.domain.plan import PlacedMeeting
from planner.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Travel:
    """How far a plan sends one person in all.

    Parameters
    ----------
    minutes
        On all journeys; each one to or from a place without coordinates stands for the problem's
        `unknown_minutes`.
    journeys
        From one place to another.
    guessed
        How many of the journeys are to or from a place without coordinates.
    whole
        Whether the whole way is in it. It is not for whoever goes out and has no workplace: then
        only the way between meetings is. Nor is it when a meeting that is not digital has no place.
    """

    minutes: int = 0
    journeys: int = 0
    guessed: int = 0
    whole: bool = True

    @property
    def known(self) -> bool:
        """Whether the minutes say something: most journeys are measured and few are left out."""
        if not self.whole:
            return self.minutes > 0 and not self.guessed
        return 2 * self.guessed <= self.journeys


def travel_of(problem: Problem, person: Person, meetings: Iterable[PlacedMeeting]) -> Travel:
    """Add up somebody's journeys; digital meetings and those without a place take none.

    `meetings` are that person's, in the order of time.
    """
    days: defaultdict[date, list[str]] = defaultdict(list)
    somewhere = False
    for meeting in meetings:
        if meeting.place is not None:
            days[meeting.day].append(meeting.place)
        elif not problem.series_by_id[meeting.series].digital:
            somewhere = True
    home = [person.workplace] if person.workplace else []
    journeys = [
        (origin, destination)
        for places in days.values()
        for origin, destination in pairwise([*home, *places, *home])
        if origin != destination
    ]
    return Travel(
        minutes=sum(problem.travel_minutes(*journey) for journey in journeys),
        journeys=len(journeys),
        guessed=sum(None in map(problem.coordinates_of, journey) for journey in journeys),
        whole=not somewhere and bool(home or not days),
    )
