"""The facts that people are shown of a plan: who has how much, and what was not met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.people import Person, Service
from planner.domain.plan import PlacedMeeting, Plan, UnplacedMeeting
from planner.domain.problem import Problem
from planner.engine.check import Finding, Report
from planner.engine.rule import Requirement, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """What a plan asks of one person; what they are only welcome to is not counted.

    Parameters
    ----------
    meetings, minutes
        Number of meetings and their own time in them.
    visit_days
        Days with a meeting somewhere else than at the workplace, or nowhere in particular;
        nobody goes anywhere for a digital one.
    busiest_week
        Monday of the week with the most meetings, the first of several; `None` without meetings.
    busiest_week_meetings
        How many meetings that week has.
    """

    person: Person
    meetings: int
    minutes: int
    visit_days: int
    busiest_week: date | None
    busiest_week_meetings: int

    @property
    def minutes_per_full_position(self) -> float:
        """Time in meetings, as it would be in a position of 100 percent."""
        return self.minutes * 100 / self.person.position_percent


@dataclass(frozen=True, slots=True)
class ServiceLoad:
    """What a plan asks of a service's people: those with most for their position come first."""

    service: Service
    people: tuple[PersonLoad, ...]

    @property
    def minutes(self) -> int:
        """Time in meetings, everybody's added up."""
        return sum(load.minutes for load in self.people)

    @property
    def minutes_per_full_position(self) -> float:
        """What each would have in a full position if all had the same for their position."""
        return self.minutes * 100 / sum(load.person.position_percent for load in self.people)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with one rule: what was found against it, worst first, and its cost."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def cost(self) -> int:
        """What the findings cost in all."""
        return sum(finding.cost for finding in self.findings)

    @property
    def meetings(self) -> int | None:
        """How many meetings the findings are about; `None` when some are not about any."""
        if not all(finding.meetings for finding in self.findings):
            return None
        return len({name for finding in self.findings for name in finding.meetings})

    @property
    def participants(self) -> int | None:
        """How many people and units, when each finding is about one of them; otherwise `None`."""
        if not all(len(finding.participants) == 1 for finding in self.findings):
            return None
        return len({name for finding in self.findings for name in finding.participants})


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan's key facts.

    Parameters
    ----------
    placed, minutes
        Number of meetings in the plan and time in them.
    missing, left_out
        The meetings without a place: those that must be held, and those that need not be.
    requirements, wishes
        Every rule, those that cost the most first.
    services
        Every service that has people.
    """

    placed: int
    minutes: int
    missing: tuple[UnplacedMeeting, ...]
    left_out: tuple[UnplacedMeeting, ...]
    requirements: tuple[Outcome, ...]
    wishes: tuple[Outcome, ...]
    services: tuple[ServiceLoad, ...]

    @property
    def meetings(self) -> int:
        """How many meetings there are and should have been."""
        return self.placed + len(self.missing)

    @property
    def held(self) -> bool:
        """Whether every requirement holds."""
        return not any(outcome.findings for outcome in self.requirements)

    @property
    def solved(self) -> bool:
        """Whether every requirement holds and nothing that must be held is missing."""
        return self.held and not self.missing

    @property
    def missed(self) -> tuple[Outcome, ...]:
        """The wishes that were not met everywhere."""
        return tuple(outcome for outcome in self.wishes if outcome.findings)

    @property
    def met(self) -> tuple[Outcome, ...]:
        """The wishes that were met everywhere."""
        return tuple(outcome for outcome in self.wishes if not outcome.findings)

    @property
    def people(self) -> int:
        """Number of people."""
        return sum(len(service.people) for service in self.services)

    def broken_by(self, meetings: Container[str]) -> tuple[Outcome, ...]:
        """The requirements that do not hold for some of these meetings, or for no meeting."""
        about = (
            Outcome(
                outcome.rule,
                tuple(
                    finding
                    for finding in outcome.findings
                    if not finding.meetings or any(name in meetings for name in finding.meetings)
                ),
            )
            for outcome in self.requirements
        )
        return tuple(outcome for outcome in about if outcome.findings)


def overview(problem: Problem, plan: Plan, report: Report, rules: Rulebook) -> Overview:
    """Gather the key facts of a checked plan."""
    outcomes = sorted(_outcomes(report, rules), key=lambda each: (-each.cost, each.rule.name()))
    return Overview(
        placed=len(plan.meetings),
        minutes=sum(meeting.minutes for meeting in plan.meetings),
        missing=tuple(each for each in plan.unplaced if not problem.meetings[each.id].optional),
        left_out=tuple(each for each in plan.unplaced if problem.meetings[each.id].optional),
        requirements=tuple(each for each in outcomes if isinstance(each.rule, Requirement)),
        wishes=tuple(each for each in outcomes if not isinstance(each.rule, Requirement)),
        services=tuple(_service_loads(problem, plan)),
    )


def _outcomes(report: Report, rules: Rulebook) -> Iterator[Outcome]:
    for rule in rules:
        yield Outcome(
            rule, tuple(finding for finding in report.violations if finding.rule == rule.name())
        )


def _service_loads(problem: Problem, plan: Plan) -> Iterator[ServiceLoad]:
    for service in problem.services:
        loads = [
            _person_load(problem, person, plan.by_participant.get(person.id, ()))
            for person in problem.people
            if person.service == service.id
        ]
        if loads:
            loads.sort(key=lambda load: (-load.minutes_per_full_position, load.person.id))
            yield ServiceLoad(service, tuple(loads))


def _person_load(
    problem: Problem, person: Person, meetings: tuple[PlacedMeeting, ...]
) -> PersonLoad:
    weeks = Counter(monday_of(meeting.day) for meeting in meetings)
    busiest = min(weeks, key=lambda week: (-weeks[week], week), default=None)
    return PersonLoad(
        person=person,
        meetings=len(meetings),
        minutes=sum(_minutes_of(person, meeting) for meeting in meetings),
        visit_days=len({each.day for each in meetings if _goes_out(problem, person, each)}),
        busiest_week=busiest,
        busiest_week_meetings=weeks[busiest] if busiest else 0,
    )


def _minutes_of(person: Person, meeting: PlacedMeeting) -> int:
    start, end = meeting.span_of(person.id)
    return int((end - start).total_seconds()) // 60


def _goes_out(problem: Problem, person: Person, meeting: PlacedMeeting) -> bool:
    if problem.series_by_id[meeting.series].digital:
        return False
    return meeting.place is None or meeting.place != person.workplace


def monday_of(day: date) -> date:
    """The Monday of the ISO week in which `day` lies."""
    return day - timedelta(days=day.weekday())
