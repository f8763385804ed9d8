"""The facts that people are shown of a plan: who has how much, and what was not met."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from planner.application.loads import ServiceLoad, service_loads
from planner.domain.plan import Plan, UnplacedMeeting
from planner.domain.problem import Problem
from planner.engine.check import Finding, Report
from planner.engine.rule import Requirement, Rule, Rulebook


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
    missing, left_out, cancelled
        The meetings without a place: those that must be held, those that need not be, and those
        that are not held after all.
    requirements, wishes
        Every rule, those that cost the most first.
    services
        Every service that has people.
    """

    placed: int
    minutes: int
    missing: tuple[UnplacedMeeting, ...]
    left_out: tuple[UnplacedMeeting, ...]
    cancelled: tuple[UnplacedMeeting, ...]
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
    unplaced = [(problem.meetings[each.id], each) for each in plan.unplaced]
    return Overview(
        placed=len(plan.meetings),
        minutes=sum(meeting.minutes for meeting in plan.meetings),
        missing=tuple(each for meeting, each in unplaced if not meeting.optional),
        left_out=tuple(
            each for meeting, each in unplaced if meeting.optional and not meeting.cancelled
        ),
        cancelled=tuple(each for meeting, each in unplaced if meeting.cancelled),
        requirements=tuple(each for each in outcomes if isinstance(each.rule, Requirement)),
        wishes=tuple(each for each in outcomes if not isinstance(each.rule, Requirement)),
        services=tuple(service_loads(problem, plan)),
    )


def _outcomes(report: Report, rules: Rulebook) -> Iterator[Outcome]:
    for rule in rules:
        if rule.keeps_published:
            continue  # it is about a published plan, which this one is not compared with
        yield Outcome(
            rule, tuple(finding for finding in report.violations if finding.rule == rule.name())
        )
