"""Days by which something is due, without a meeting: milestones, and agendas before meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from planner.domain.model import Day, Id, Model, Name
from planner.domain.scope import chosen_units
from planner.domain.unitfilter import UnitFilter
from planner.domain.words import Phrase

if TYPE_CHECKING:
    from planner.domain.plan import PlacedMeeting
    from planner.domain.problem import Problem

AGENDA_ENDING = ".agenda"
"""Of the id of a deadline, after that of the meeting whose agenda is due."""

AGENDA = Phrase(nb="Frist for saksliste: {title}", nn="Frist for sakliste: {title}")


class Milestone(Model):
    """A deadline that the leader states: the transition form in May."""

    id: Id
    name: Name
    name_nn: Name | None = None
    day: Day
    units: UnitFilter | None = None
    services: tuple[Id, ...] = ()

    @property
    def phrase(self) -> Phrase:
        """The name in both languages."""
        return Phrase(nb=self.name, nn=self.name_nn or self.name)


class Deadline(Model):
    """A day by which something is due, and whom it concerns.

    `meeting` is the meeting whose agenda is due; `None` for a milestone.
    """

    id: str
    kind: Literal["agenda", "milestone"]
    title: str
    day: Day
    meeting: str | None = None
    units: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


def milestones_of(problem: Problem) -> tuple[Deadline, ...]:
    """The milestones of a problem, in the order they are stated."""
    return tuple(
        Deadline(
            id=each.id,
            kind="milestone",
            title=each.phrase.text(problem.language),
            day=each.day,
            units=tuple(unit.id for unit in chosen_units(each.units, problem))
            if each.units is not None
            else (),
            services=each.services,
        )
        for each in problem.milestones
    )


def deadlines_of(meetings: Iterable[PlacedMeeting], problem: Problem) -> tuple[Deadline, ...]:
    """Milestones, and the agendas of placed meetings, by day."""
    agendas = (agenda_deadline(meeting, problem) for meeting in meetings)
    deadlines = [*milestones_of(problem), *(each for each in agendas if each is not None)]
    return tuple(sorted(deadlines, key=lambda each: (each.day, each.id)))


def agenda_day(meeting: PlacedMeeting, problem: Problem) -> date | None:
    """The day on which an agenda is due: so many days before, back to an open day."""
    days = problem.series_by_id[meeting.series].agenda_days
    if days is None:
        return None
    day = meeting.day - timedelta(days=days)
    while day > problem.semester.first_day and not problem.is_open(day, ()):
        day -= timedelta(days=1)
    return day


def agenda_deadline(meeting: PlacedMeeting, problem: Problem) -> Deadline | None:
    """By when the agenda of a placed meeting is due, if there is a day for it."""
    day = agenda_day(meeting, problem)
    if day is None:
        return None
    title = AGENDA.with_facts(title=problem.title(meeting.id)).text(problem.language)
    return Deadline(
        id=f"{meeting.id}{AGENDA_ENDING}",
        kind="agenda",
        title=title,
        day=day,
        meeting=meeting.id,
        units=meeting.units,
    )
