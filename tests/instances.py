"""Small problems and plans for the tests, as few words as a test needs to be read alone.

The minimal problem: Vika skole with PP-rådgiver 01 as its contact, and "Ressursteam" (90 minutes)
twice in the spring of 2027, as the meetings ``rt.vika.1`` and ``rt.vika.2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count

from planner.domain.attendance import Level
from planner.domain.deadlines import deadlines_of
from planner.domain.grid import OSLO
from planner.domain.needs import Need
from planner.domain.plan import Attendee, PlacedMeeting, Plan, UnplacedMeeting
from planner.domain.problem import Problem
from planner.domain.publication import History, Version
from planner.domain.staffing import ContactsByUnit
from planner.engine.effort import Effort
from planner.engine.staffing import Staffing, staff

Document = dict[str, object]

ROLES = {"ppt": "PP-rådgiver", "helse": "Helsesykepleier", "barnevern": "Barnevernskontakt"}
"""What people of a service are called, by the service's id."""


def unit(name: str = "vika", /, **changes: object) -> Document:
    """A primary school in Lillevik: ``unit("vika")`` has that id and is called "Vika skole"."""
    return {
        "id": name,
        "name": f"{name.capitalize()} skole",
        "municipality": "lillevik",
        "type": "primary",
        **changes,
    }


def person(name: str = "ppt-01", /, **changes: object) -> Document:
    """A member of a service: ``person("helse-02")`` is "Helsesykepleier 02" of "helse"."""
    service, number = name.split("-")
    return {"id": name, "name": f"{ROLES[service]} {number}", "service": service, **changes}


def series(name: str = "rt", /, **changes: object) -> Document:
    """Ressursteam for each unit with its PPT contact, two meetings of 90 minutes."""
    return {
        "id": name,
        "name": "Ressursteam",
        "scope": {"each_unit": {}},
        "frequency": {"per_half_year": 2},
        "minutes": 90,
        "attendance": [{"contact": "ppt"}],
        **changes,
    }


def document(**changes: object) -> Document:
    """The minimal problem as its file would hold it, some fields changed."""
    return {
        "id": "lillevik",
        "name": "Lillevik kommune",
        "semester": {"name": "Vår 2027", "first_day": "2027-01-04", "last_day": "2027-06-18"},
        "services": [{"id": service, "name": service.upper()} for service in ROLES],
        "units": [unit()],
        "people": [person()],
        "contacts": {"vika": {"ppt": "ppt-01"}},
        "series": [series()],
        **changes,
    }


def problem(**changes: object) -> Problem:
    """The minimal problem, some fields changed."""
    return Problem.model_validate(document(**changes))


def who_covers_what(**changes: object) -> Problem:
    """Three weeks in which two schools ask for people in every way there is.

    PP-rådgiver 01 is away in the first week, and Nes has nobody from child welfare and only one
    contact from PPT. So some meetings have substitutes, and some lack somebody.
    """
    away = {"first_day": "2027-01-04", "last_day": "2027-01-08"}
    whole: Document = {
        "semester": {"name": "Vår 2027", "first_day": "2027-01-04", "last_day": "2027-01-22"},
        "units": [unit(), unit("nes")],
        "people": [
            person("ppt-01", absences=[away]),
            person("ppt-02"),
            person("ppt-03", serves={"ids": ["vika"]}),
            person("helse-01"),
            person("helse-02"),
            person("barnevern-01"),
        ],
        "contacts": {
            "vika": {"ppt": ["ppt-01", "ppt-02"], "helse": "helse-01", "barnevern": "barnevern-01"},
            "nes": {"ppt": "ppt-02", "helse": "helse-02"},
        },
        "series": [
            series(
                frequency={"every_weeks": 1},
                attendance=[
                    {"contact": "ppt", "substitutes": True},
                    {"contact": "barnevern"},
                    {"service": "helse", "may_change": True},
                ],
            ),
            series(
                "drofting",
                frequency={"per_half_year": 1, "at_most": 2},
                minutes=60,
                attendance=[
                    {"contact": "ppt", "which": "both", "substitutes": True},
                    {"contact": "helse", "level": "as_needed", "at_least": 1},
                ],
            ),
            series(
                "samtale",
                frequency={"per_half_year": 2},
                minutes=60,
                attendance=[
                    {"contact": "ppt", "which": "either", "substitutes": True},
                    {"one_of": ["barnevern", "helse"]},
                ],
            ),
            series(
                "overgang",
                scope={"groups": [["vika", "nes"]]},
                frequency={"per_half_year": 1},
                attendance=[
                    {"contact": "ppt", "of": "all", "substitutes": True},
                    {"service": "helse", "count": 2},
                    {"contact": "barnevern", "of": "all"},
                ],
            ),
        ],
    }
    return problem(**{**whole, **changes})


def staffed(problem: Problem, proposed: ContactsByUnit | None = None) -> Staffing:
    """Who serves what, chosen with time enough: each look at the clock takes a millisecond."""
    ticks = count()
    return staff(problem, Effort(lambda: 20 - next(ticks) / 1000), proposed=proposed)


def plan(
    problem: Problem,
    starts: Mapping[str, str],
    people: Mapping[str, tuple[str, ...]] | None = None,
) -> Plan:
    """A plan with these meetings at these local times; the others are unplaced.

    Parameters
    ----------
    starts
        Local start by meeting id, as "2027-01-05T09:00"; need not be on the problem's grid.
    people
        Ids of the people who are there, by meeting id. A meeting that is not named has as many as
        each of its needs counts, the first of the candidates. A room is the first of its rooms.
    """
    meetings = tuple(
        _placed(problem, meeting, start, (people or {}).get(meeting))
        for meeting, start in starts.items()
    )
    return Plan(
        problem=problem.id,
        problem_digest=problem.digest,
        semester=problem.semester.name,
        meetings=meetings,
        unplaced=tuple(
            UnplacedMeeting(id=meeting, reasons=())
            for meeting in problem.meetings
            if meeting not in starts
        ),
        deadlines=deadlines_of(meetings, problem),
    )


def history(*published: tuple[Problem, Plan, str]) -> History:
    """What was published: problem, plan and local time, as "2026-12-01T12:00", in this order."""
    return History(
        versions=tuple(
            Version(
                number=number, published_at=datetime.fromisoformat(at), problem=of, plan=planned
            )
            for number, (of, planned, at) in enumerate(published, start=1)
        )
    )


def _placed(
    problem: Problem, name: str, start: str, people: tuple[str, ...] | None
) -> PlacedMeeting:
    meeting = problem.meetings[name]
    begins = datetime.fromisoformat(start).replace(tzinfo=OSLO)
    return PlacedMeeting(
        id=name,
        series=meeting.series,
        title=problem.title(name).text(problem.language),
        start=begins,
        end=begins + timedelta(minutes=meeting.minutes),
        place=meeting.place,
        units=meeting.units,
        people=tuple(
            _attendee(problem, need, candidate, begins, meeting.minutes)
            for need in meeting.needs
            for candidate in _those_of(need, people)
        ),
        room=next(iter(meeting.rooms), None),
    )


def _those_of(need: Need, people: tuple[str, ...] | None) -> tuple[str, ...]:
    if people is not None:
        return tuple(each for each in need.candidates if each in people)
    return need.candidates if need.level is Level.WELCOME else need.candidates[: need.count]


def _attendee(problem: Problem, need: Need, name: str, begins: datetime, minutes: int) -> Attendee:
    first, last = need.part.minutes_of(minutes) if need.part else (None, None)
    return Attendee(
        id=name,
        service=problem.people_by_id[name].service,
        attendance=need.level,
        start=None if first is None else begins + timedelta(minutes=first),
        end=None if last is None else begins + timedelta(minutes=last),
    )
