"""The report as one HTML page that needs nothing from outside: to look at, to send, to print."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from planner.application import wording
from planner.application.overview import overview
from planner.application.page_words import PAGE_WORDS, WEIGHTS
from planner.application.semester_map import semester_map
from planner.application.week_tables import week_tables
from planner.domain.people import Service
from planner.domain.plan import Plan
from planner.domain.plan_words import due_in_words
from planner.domain.problem import Problem
from planner.domain.units import Unit
from planner.domain.unittype import UNIT_TYPE_WORDS
from planner.domain.words import Phrase, clock, day_in_words, decimal, short_day, span_in_words
from planner.engine.check import Report
from planner.engine.rule import Rulebook

TEMPLATES = Path(__file__).parent / "templates"

TINTS = 12
"""Colours that the series take in turn; the letter is what tells them apart."""


def render_report(problem: Problem, plan: Plan, report: Report, rules: Rulebook) -> str:
    """The whole page in the problem's language, the same for the same plan and report."""

    def said(phrase: Phrase) -> str:
        return phrase.text(problem.language)

    def say(word: str, **facts: object) -> str:
        return said(PAGE_WORDS[word].with_facts(**facts))

    def contact_names(unit: Unit, service: Service) -> list[str]:
        people = problem.contacts_of(unit.id, service.id)
        return [problem.people_by_id[person].name for person in people]

    served = {service for by_service in problem.contacts.values() for service in by_service}
    template = environment().get_template("report.html.j2")
    return template.render(
        problem=problem,
        plan=plan,
        report=report,
        contact_names=contact_names,
        contact_services=[service for service in problem.services if service.id in served],
        facts=overview(problem, plan, report, rules),
        proof=wording.proof(report),
        map=semester_map(problem, plan),
        weeks=tuple(week_tables(problem, plan)),
        said=said,
        say=say,
    )


@cache
def environment() -> Environment:
    """What every page of ours is made in: its templates, and the words they have at hand."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "agendas_with_noun": wording.agendas_with_noun,
        "clock": clock,
        "concerned": wording.concerned,
        "day_in_words": day_in_words,
        "deadlines_with_noun": wording.deadlines_with_noun,
        "due_in_words": due_in_words,
        "extra_meetings_with_noun": wording.extra_meetings_with_noun,
        "group_name": wording.group_name,
        "hours": wording.hours,
        "hours_over": wording.hours_over,
        "hours_with_noun": wording.hours_with_noun,
        "may_be_bettered": wording.may_be_bettered,
        "meeting_time": wording.meeting_time,
        "meetings_with_noun": wording.meetings_with_noun,
        "numbered_title": wording.numbered_title,
        "people_with_noun": wording.people_with_noun,
        "decimal": decimal,
        "plan_name": wording.plan_name,
        "presence": wording.presence,
        "short_day": short_day,
        "short_weekday": wording.short_weekday,
        "span_in_words": span_in_words,
        "spread": wording.spread,
        "tints": TINTS,
        "travel_hours": wording.travel_hours,
        "units_with_noun": wording.units_with_noun,
        "unit_type": UNIT_TYPE_WORDS,
        "week_number": wording.week_number,
        "week_span": wording.week_span,
        "weights": WEIGHTS,
        "whole": wording.whole,
    }
    made.tests |= {
        "unit": lambda head: isinstance(head, Unit),
    }
    return made
