"""From a published version to what can be told of its meetings and deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.announcement import (
    Announcement,
    DeadlineAnnouncement,
    MeetingAnnouncement,
    Presence,
)
from planner.domain.audience import Audience, AudienceKind
from planner.domain.deadlines import AGENDA, agenda_day, milestones_of
from planner.domain.meetings import title_of
from planner.domain.plan_words import due_in_words, place_in_words, presence_in_words
from planner.domain.words import Phrase

if TYPE_CHECKING:
    from planner.domain.plan import PlacedMeeting
    from planner.domain.problem import Problem
    from planner.domain.publication import Version
    from planner.domain.series import Series


def announced_meetings(version: Version) -> dict[str, MeetingAnnouncement]:
    """What can be told of each meeting, by its id."""
    services = {name: number for number, name in enumerate(version.problem.services_by_id)}
    return {meeting.id: _meeting(version, meeting, services) for meeting in version.plan.meetings}


def announced_milestones(version: Version) -> dict[str, DeadlineAnnouncement]:
    """What can be told of each milestone, by its id."""
    problem = version.problem
    return {
        deadline.id: DeadlineAnnouncement(
            language=problem.language,
            title=_due(milestone.phrase),
            day=deadline.day,
            meeting=None,
            audiences=(
                *(Audience(AudienceKind.UNIT, each) for each in deadline.units),
                *(Audience(AudienceKind.SERVICE, each) for each in deadline.services),
            ),
        )
        for milestone, deadline in zip(problem.milestones, milestones_of(problem), strict=True)
    }


def announced_agendas(version: Version) -> dict[str, DeadlineAnnouncement]:
    """What can be told of the agendas that are due, by the ids of their meetings."""
    return {
        meeting.id: agenda
        for meeting in version.plan.meetings
        for agenda in _agenda(version.problem, meeting)
    }


def coarse_title_of(told: Announcement | None, problem: Problem) -> Phrase | None:
    """What a meeting of some version would be called in a problem that is discreet about it."""
    if not isinstance(told, MeetingAnnouncement):
        return None
    series = problem.series_by_id.get(told.series)
    units = tuple(problem.units_by_id[each] for each in told.units if each in problem.units_by_id)
    if series is None or series.discreet is None or not series.discreet.covers(units):
        return None
    return series.discreet.phrase


def _meeting(
    version: Version, meeting: PlacedMeeting, services: dict[str, int]
) -> MeetingAnnouncement:
    problem = version.problem
    series = problem.series_by_id[meeting.series]
    announcement = MeetingAnnouncement(
        language=problem.language,
        title=_title(problem, meeting),
        span=(meeting.start, meeting.end),
        place=place_in_words(problem, meeting),
        series=series.id,
        units=meeting.units,
        # In an order of their own: that a plan names them in another one is no change.
        people=tuple(
            Presence(
                person=each.id,
                service=each.service,
                level=each.attendance,
                span=meeting.span_of(each.id),
                name=problem.people_by_id[each.id].name,
                role=problem.services_by_id[each.service].name,
                how=presence_in_words(each, meeting),
            )
            for each in sorted(meeting.people, key=lambda who: (services[who.service], who.id))
        ),
        hosts=tuple(problem.units_by_id[each].name for each in meeting.units),
        convener=_convener_name(problem, series),
        anonymous=series.anonymous,
        keeps_minutes=series.keeps_minutes,
        agenda_day=agenda_day(meeting, problem),
        page=version.page,
        coarse_title=series.discreet.phrase if series.discreet else None,
    )
    if series.discreet and _is_discreet(problem, series, meeting):
        return announcement.coarse(series.discreet.phrase)
    return announcement


def _agenda(problem: Problem, meeting: PlacedMeeting) -> Iterator[DeadlineAnnouncement]:
    series = problem.series_by_id[meeting.series]
    day = agenda_day(meeting, problem)
    if day is None:
        return
    coarse = _due(series.discreet.phrase) if series.discreet else None
    title = AGENDA.with_facts(title=_title(problem, meeting))
    yield DeadlineAnnouncement(
        language=problem.language,
        title=coarse if coarse and _is_discreet(problem, series, meeting) else title,
        day=day,
        meeting=(meeting.start, meeting.end),
        audiences=(
            *(Audience(AudienceKind.UNIT, each) for each in meeting.units),
            *_convener(problem, series),
            Audience(AudienceKind.SERIES, series.id),
        ),
        coarse_title=coarse,
    )


def _title(problem: Problem, meeting: PlacedMeeting) -> Phrase:
    """As `Problem.title`, which would first work out all that the problem asks for."""
    number = int(meeting.id.rpartition(".")[2])
    return title_of(problem.series_by_id[meeting.series], meeting.units, number, problem)


def _is_discreet(problem: Problem, series: Series, meeting: PlacedMeeting) -> bool:
    units = tuple(problem.units_by_id[each] for each in meeting.units)
    return series.discreet is not None and series.discreet.covers(units)


def _convener(problem: Problem, series: Series) -> Iterator[Audience]:
    """The service or person that convenes the meetings; none where it is the hosting unit."""
    if series.convener is not None:
        service = series.convener in problem.services_by_id
        kind = AudienceKind.SERVICE if service else AudienceKind.PERSON
        yield Audience(kind, series.convener)


def _convener_name(problem: Problem, series: Series) -> str | None:
    if series.convener is None:
        return None
    service = problem.services_by_id.get(series.convener)
    return service.name if service else problem.people_by_id[series.convener].name


def _due(title: Phrase) -> Phrase:
    return Phrase(nb=due_in_words(title.nb), nn=due_in_words(title.nn))
