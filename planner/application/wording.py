"""What the report says beyond its fixed words: numbers, days and what is counted, in Norwegian."""

from __future__ import annotations

from datetime import date, timedelta

from planner.application.loads import PersonLoad, ServiceLoad
from planner.application.overview import Outcome, Overview
from planner.application.page_words import PAGE_WORDS, UNIT_TYPES_IN_PLURAL
from planner.application.round_trips import Travel
from planner.application.semester_map import RowGroup
from planner.domain.plan import PlacedMeeting
from planner.domain.problem import Problem
from planner.domain.words import Phrase, clock, counted, decimal, same, short_day, weekday_name
from planner.engine.check import Report

ONE_MEETING, MEETINGS = same("møte"), Phrase(nb="møter", nn="møte")
EXTRA_MEETING, EXTRA_MEETINGS = same("ekstra møte"), Phrase(nb="ekstra møter", nn="ekstra møte")
DEADLINE, DEADLINES = same("frist"), Phrase(nb="frister", nn="fristar")
AGENDA_DUE = Phrase(nb="frist for saksliste", nn="frist for sakliste")
AGENDAS_DUE = Phrase(nb="frister for saksliste", nn="fristar for sakliste")
ONE_UNIT, UNITS = Phrase(nb="enhet", nn="eining"), Phrase(nb="enheter", nn="einingar")
ONE_PERSON, PEOPLE = same("person"), Phrase(nb="personer", nn="personar")
NOBODY = Phrase(nb="ingen", nn="ingen")
ONE_HOUR, HOURS = Phrase(nb="time", nn="time"), Phrase(nb="timer", nn="timar")


def whole(number: int) -> str:
    """A whole number with a hard space between thousands: "1 250"."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def hours(minutes: float) -> str:
    """Minutes as hours with a decimal comma, one decimal at the most: "12,5", "9"."""
    units, tenths = divmod(round(minutes / 6), 10)
    return f"{whole(units)},{tenths}" if tenths else whole(units)


def hours_with_noun(minutes: float) -> Phrase:
    """Minutes as hours with the noun: "1 time", "12,5 timer"."""
    number = hours(minutes)
    noun = ONE_HOUR if number == "1" else HOURS
    return Phrase(nb=f"{number} {noun.nb}", nn=f"{number} {noun.nn}")


def hours_over(minutes: float) -> str:
    """Minutes above or below something as hours with their sign: "+2,5", "−1", "0"."""
    number = hours(abs(minutes))
    if number == "0":
        return number
    return f"+{number}" if minutes > 0 else f"−{number}"


def plan_name(problem: Problem) -> str:
    """What the plan is of: the problem's name, and the semester's unless that is part of it."""
    name, semester = problem.name, problem.semester.name
    return name if semester.casefold() in name.casefold() else f"{name}, {semester}"


def meetings_with_noun(number: int) -> Phrase:
    """A number of meetings: "1 møte", "4 møter"."""
    return counted(number, ONE_MEETING, MEETINGS)


def extra_meetings_with_noun(number: int) -> Phrase:
    """A number of meetings that need not be held: "1 ekstra møte", "2 ekstra møter"."""
    return counted(number, EXTRA_MEETING, EXTRA_MEETINGS)


def deadlines_with_noun(number: int) -> Phrase:
    """A number of deadlines: "1 frist", "3 frister"."""
    return counted(number, DEADLINE, DEADLINES)


def agendas_with_noun(number: int) -> Phrase:
    """A number of agendas that are due: "1 frist for saksliste", "3 frister for saksliste"."""
    return counted(number, AGENDA_DUE, AGENDAS_DUE)


def units_with_noun(number: int) -> Phrase:
    """A number of units: "1 enhet", "37 enheter"."""
    return counted(number, ONE_UNIT, UNITS)


def people_with_noun(number: int) -> Phrase:
    """A number of people: "1 person", "4 personer"."""
    return counted(number, ONE_PERSON, PEOPLE)


def week_number(day: date) -> int:
    """The ISO week in which a day lies."""
    return day.isocalendar().week


def week_span(monday: date) -> str:
    """Monday to Friday of a week: "4.–8. januar", "29. mars–2. april"."""
    return days_span(monday, monday + timedelta(days=4))


def days_span(first_day: date, last_day: date) -> str:
    """From one day to another of a year: "1.–26. mars", "29. mars–23. april"."""
    first = f"{first_day.day}." if first_day.month == last_day.month else short_day(first_day)
    return f"{first}–{short_day(last_day)}"


def short_weekday(day: date) -> Phrase:
    """The weekday in two letters: "ma", "må"."""
    name = weekday_name(day)
    return Phrase(nb=name.nb[:2], nn=name.nn[:2])


def meeting_time(meeting: PlacedMeeting) -> str:
    """From when to when: "09.00–10.30"."""
    return f"{clock(meeting.start)}–{clock(meeting.end)}"


def group_name(group: RowGroup) -> Phrase:
    """What the rows of a group have in common: zone, type, or that all units take part."""
    if group.zone:
        return same(group.zone.replace("-", " ").capitalize())
    if group.unit_type:
        return UNIT_TYPES_IN_PLURAL[group.unit_type]
    return PAGE_WORDS["without_zone" if group.has_units else "common_meetings"]


def numbered_title(problem: Problem, meeting: str) -> Phrase:
    """What a meeting is called and which of its group it is: "…, Jar skole (møte 3 av 5)"."""
    group = problem.groups_by_meeting[meeting]
    title = problem.title(meeting)
    if len(group.meetings) == 1 or group.series.numbered:
        return title
    tail = Phrase(nb=" (møte {number} av {count})", nn=" (møte {number} av {count})").with_facts(
        number=problem.meetings[meeting].number, count=len(group.meetings)
    )
    return Phrase(nb=title.nb + tail.nb, nn=title.nn + tail.nn)


def proof(report: Report) -> Phrase | None:
    """How near the plan is to the best there can be; `None` when nothing is proven."""
    cost, bound = report.cost.total, report.bound
    if bound is None or (bound <= 0 < cost):
        return None
    if report.requirements_broken:
        return None  # beside the price of a requirement, that of all wishes is a rounding error
    if cost <= bound:
        return Phrase(nb="Planen er beviselig best mulig.", nn="Planen er bevist best mogleg.")
    return Phrase(
        nb=(
            "Planen koster {cost} poeng, og det er bevist at ingen plan kan koste mindre enn "
            "{bound}: det er høyst {percent} % å hente."
        ),
        nn=(
            "Planen kostar {cost} poeng, og det er bevist at ingen plan kan koste mindre enn "
            "{bound}: det er høgst {percent} % å hente."
        ),
    ).with_facts(cost=whole(cost), bound=whole(bound), percent=-(-100 * (cost - bound) // cost))


def may_be_bettered(report: Report) -> bool:
    """Whether the search was broken off, or still going on, and had not proven the plan best."""
    proven = report.bound is not None and report.cost.total <= report.bound
    return report.finished is False and not proven


def presence(load: PersonLoad) -> Phrase | None:
    """What is there of a position when somebody is away for a while: "til stede 83 %"."""
    there = round(load.present_percent)
    if there == load.person.position_percent:
        return None
    return PAGE_WORDS["presence"].with_facts(percent=there)


def travel_hours(travel: Travel) -> Phrase:
    """Hours of travel, and how far they can be trusted: "12,5", "om lag 12,5", "ukjent"."""
    if not travel.known:
        return Phrase(nb="ukjent", nn="ukjend")
    number = same(hours(travel.minutes))
    if not travel.whole:
        return Phrase(nb="minst {hours}", nn="minst {hours}").with_facts(hours=number)
    if travel.guessed:
        return Phrase(nb="om lag {hours}", nn="om lag {hours}").with_facts(hours=number)
    return number


def spread(service: ServiceLoad) -> Phrase | None:
    """How far from each other a service's people are; `None` with nothing to compare."""
    if not service.comparable:
        return None
    if not service.over and not service.under:
        return PAGE_WORDS["spread_even"]
    return PAGE_WORDS["spread"].with_facts(
        hours=hours_with_noun(service.spread_minutes),
        percent=decimal(service.spread_percent),
        over=_people_or_nobody(len(service.over)),
        under=_people_or_nobody(len(service.under)),
    )


def _people_or_nobody(number: int) -> Phrase:
    return people_with_noun(number) if number else NOBODY


def concerned(outcome: Outcome, facts: Overview) -> Phrase:
    """How many, of how many, the findings of a rule are about; empty when that says nothing."""
    if not outcome.findings:
        return same("")
    if outcome.meetings is not None:
        part, all_of_them, noun = outcome.meetings, facts.placed, MEETINGS
    elif outcome.participants is not None:
        part, all_of_them, noun = outcome.participants, facts.people, PEOPLE
    else:
        return same("")
    return same("{part} av {all} {noun}").with_facts(
        part=whole(part), all=whole(all_of_them), noun=noun
    )
