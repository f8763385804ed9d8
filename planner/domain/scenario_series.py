"""What a scenario changes of series: which there are, how often they meet, and on which days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from planner.domain.attendance import Attendance, ContactOf, FromService, Level, Named, OneOf
from planner.domain.frequency import (
    BySize,
    EveryWeeks,
    Frequency,
    OnDates,
    PerHalfYear,
    WeekdayOfMonth,
)
from planner.domain.grid import monday_of
from planner.domain.people import Person
from planner.domain.problem import Problem
from planner.domain.scenario import (
    AddSeries,
    ExtraMeeting,
    NewFrequency,
    RemoveSeries,
    ScenarioChange,
    ServiceDays,
)
from planner.domain.schoolcalendar import Weekday
from planner.domain.scope import Groups
from planner.domain.series import DaysBetween, Series
from planner.domain.window import Window

LONGEST_STEM = 48
"""Letters of a series' id that its extra meetings have in theirs, which may not be too long."""

Days = tuple[Weekday, ...]


def with_series_changed(problem: Problem, change: ScenarioChange) -> Problem:
    """The problem after a change of series; any other change leaves it as it is."""
    match change:
        case AddSeries(add_series=series):
            return _with_series(problem, *problem.series, series)
        case RemoveSeries(remove_series=name):
            others = (each for each in problem.series if each.id != name)
            return _with_series(problem, *(_not_after(each, name) for each in others))
        case ExtraMeeting():
            return _with_series(problem, *problem.series, _extra(problem, change))
        case NewFrequency():
            changed = (
                _with_frequency(each, change) if each.id == change.frequency_of else each
                for each in problem.series
            )
            return _with_series(problem, *changed)
        case ServiceDays(service_days=service, becomes=days):
            return _on_other_days(problem, service, days)
        case _:
            return problem


def _with_series(problem: Problem, *series: Series) -> Problem:
    return problem.model_copy(update={"series": series})


def _not_after(series: Series, gone: str) -> Series:
    """A series without its place after one that is there no more."""
    after = tuple(each for each in series.after if each.series != gone)
    return series.model_copy(update={"after": after})


def _with_frequency(series: Series, change: NewFrequency) -> Series:
    days_between = change.days_between or series.days_between
    return series.model_copy(update={"frequency": change.becomes, "days_between": days_between})


def _extra(problem: Problem, change: ExtraMeeting) -> Series:
    """A series of one more meeting with the people, length and place of another series."""
    series = problem.series_by_id[change.extra_meeting]
    extra = f"{series.id[:LONGEST_STEM]}-ekstra"
    names = (extra if number == 1 else f"{extra}-{number}" for number in count(1))
    lines = tuple(
        line.model_copy(update={"at_meetings": None, "at_least": None})
        for line in series.attendance
        if line.at_meetings is None or line.at_meetings.holds(1)
    )
    return series.model_copy(
        update={
            "id": next(name for name in names if name not in problem.series_by_id),
            "name": f"{series.name} (ekstra)",
            "name_nn": series.name_nn and f"{series.name_nn} (ekstra)",
            "scope": series.scope if change.units is None else Groups(groups=(change.units,)),
            "frequency": PerHalfYear(per_half_year=1),
            "window": Window(first_day=change.first_day, last_day=change.last_day),
            "days_between": DaysBetween(),
            "after": (),
            "attendance": lines,
        }
    )


def _on_other_days(problem: Problem, service: str, days: Days) -> Problem:
    """The problem with a service at work on some weekdays, and what goes by its days moved."""
    people = tuple(
        _at_work_on(person, days) if person.service == service else person
        for person in problem.people
    )
    series = (
        _moved(each, days) if _requires(each, service, problem) else each for each in problem.series
    )
    return _with_series(problem, *series).model_copy(update={"people": people})


def _at_work_on(person: Person, days: Days) -> Person:
    only = person.only_days
    moved = None if only is None else tuple(dict.fromkeys(_same_week(day, days) for day in only))
    return person.model_copy(update={"working_days": days, "only_days": moved})


def _requires(series: Series, service: str, problem: Problem) -> bool:
    """Whether a series cannot meet without somebody from a service."""
    return any(
        line.level is Level.REQUIRED and _services(line, problem) == {service}
        for line in series.attendance
    )


def _services(line: Attendance, problem: Problem) -> set[str]:
    """The services that those come from whom a line asks."""
    match line:
        case ContactOf(contact=service) | FromService(service=service):
            return {service}
        case OneOf(one_of=services):
            return set(services)
        case Named(person=name):
            return {person.service for person in problem.people if person.id == name}


def _moved(series: Series, days: Days) -> Series:
    """A series whose days are fixed to weekdays, on the same weeks' days among some others."""
    window = series.window
    if window.weekdays is not None and not set(window.weekdays) & set(days):
        window = window.model_copy(update={"weekdays": days})
    return series.model_copy(
        update={"frequency": _frequency(series.frequency, days), "window": window}
    )


def _frequency(frequency: Frequency, days: Days) -> Frequency:
    match frequency:
        case EveryWeeks(weekday=Weekday() as weekday, first_day=first):
            update = {
                "weekday": _among(weekday, days),
                "first_day": first and _same_week(first, days),
            }
            return frequency.model_copy(update=update)
        case WeekdayOfMonth(weekday_of_month=weekday):
            return frequency.model_copy(update={"weekday_of_month": _among(weekday, days)})
        case OnDates(dates=dates):
            return OnDates(dates=tuple(dict.fromkeys(_same_week(day, days) for day in dates)))
        case BySize(by_size=bands):
            return frequency.model_copy(
                update={
                    "by_size": tuple(
                        band.model_copy(update={"then": _frequency(band.then, days)})
                        for band in bands
                    )
                }
            )
        case _:
            return frequency


def _among(weekday: Weekday, days: Days) -> Weekday:
    return weekday if weekday in days else days[0]


def _same_week(day: date, days: Days) -> date:
    """A day, or the first of some weekdays in its week when it is none of them."""
    return day if Weekday.of(day) in days else monday_of(day) + timedelta(days=days[0].number)
