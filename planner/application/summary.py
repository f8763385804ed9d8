"""The plan in a few lines of plain text: what a leader needs to know before opening the report."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten, wrap

from planner.application.loads import PersonLoad, ServiceLoad
from planner.application.overview import Overview, overview
from planner.application.wording import (
    concerned,
    extra_meetings_with_noun,
    hours,
    hours_with_noun,
    meetings_with_noun,
    numbered_title,
    plan_name,
    presence,
    proof,
    whole,
)
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, decimal, same
from planner.engine.check import Report
from planner.engine.rule import Rulebook

COLUMNS = 100
WIDEST_LABEL = 36
MOST_WISHES = 10
MOST_UNPLACED = 10

PLACED = Phrase(
    nb="{placed} av {meetings} møter har fått plass.",
    nn="{placed} av {meetings} møte har fått plass.",
)
ALL_HELD = Phrase(nb="Alle krav holder.", nn="Alle krav held.")
NOT_HELD = Phrase(nb="{count} brudd på krav: {rules}.", nn="{count} brot på krav: {rules}.")
ALL_MET = Phrase(nb="Alle ønsker er helt innfridd.", nn="Alle ønske er heilt innfridde.")
MISSED = Phrase(
    nb="Ønsker som ikke er helt innfridd, de som koster mest først:",
    nn="Ønske som ikkje er heilt innfridde, dei som kostar mest først:",
)
DEVIATIONS = Phrase(nb="{count} avvik", nn="{count} avvik")
MET = Phrase(nb="Helt innfridd: {rules}.", nn="Heilt innfridde: {rules}.")
LOAD = Phrase(
    nb="Mest og minst møtetid i forhold til stillingen:",
    nn="Mest og minst møtetid i høve til stillinga:",
)
MOST, LEAST, ALIKE, APART = same("mest"), same("minst"), same("likt"), same("spenn")
EVERYBODY = Phrase(nb="alle har {hours} per hel stilling", nn="alle har {hours} per heil stilling")
PERSON = same("{name}, {hours} på {meetings} ({position})")
SPREAD = Phrase(
    nb="{hours} per hel stilling ({percent} prosentpoeng)",
    nn="{hours} per heil stilling ({percent} prosentpoeng)",
)
UNPLACED = Phrase(nb="Møter uten plass:", nn="Møte utan plass:")
NO_REASON = Phrase(
    nb="Andre møter har tatt de tidene som var mulige.",
    nn="Andre møte har teke dei tidene som var moglege.",
)
LEFT_OUT = Phrase(
    nb="Det ble ikke plass til {meetings}, se rapporten.",
    nn="Det vart ikkje plass til {meetings}, sjå rapporten.",
)
CANCELLED = Phrase(nb="{meetings} er avlyst.", nn="{meetings} er avlyst.")
MORE = Phrase(nb="og {count} til, se rapporten.", nn="og {count} til, sjå rapporten.")


def summary(problem: Problem, plan: Plan, report: Report, rules: Rulebook) -> str:
    """The summary in the problem's language, at most 100 columns wide, without a last newline."""
    facts = overview(problem, plan, report, rules)
    language = problem.language
    parts = (
        _verdict(facts, report, language),
        _wishes(facts, language),
        _load(facts, language),
        _missing(problem, facts, language),
    )
    blocks = [block for block in ("\n".join(lines) for lines in parts) if block]
    return "\n\n".join((plan_name(problem), *blocks))


def _verdict(facts: Overview, report: Report, language: Language) -> Iterator[str]:
    """Meetings placed, requirements held, and how good the plan is proven to be."""
    placed = PLACED.with_facts(placed=whole(facts.placed), meetings=whole(facts.meetings))
    yield _indented(placed.text(language))
    broken = [outcome for outcome in facts.requirements if outcome.findings]
    if broken:
        rules = ", ".join(
            f"{outcome.rule.title.text(language)} ({len(outcome.findings)})" for outcome in broken
        )
        held = NOT_HELD.with_facts(count=whole(report.requirements_broken), rules=rules)
    else:
        held = ALL_HELD
    yield _indented(held.text(language))
    if facts.left_out:
        left_out = extra_meetings_with_noun(len(facts.left_out))
        yield _indented(LEFT_OUT.with_facts(meetings=left_out).text(language))
    if facts.cancelled:
        cancelled = meetings_with_noun(len(facts.cancelled))
        yield _indented(CANCELLED.with_facts(meetings=cancelled).text(language))
    proven = proof(report)
    if proven:
        yield _indented(proven.text(language))
    yield from map(_indented, report.notes)


def _wishes(facts: Overview, language: Language) -> Iterator[str]:
    """What was missed by rule, and what was met."""
    missed = facts.missed
    met = [outcome.rule.title.text(language) for outcome in facts.met]
    if not missed:
        yield ALL_MET.text(language)
        return
    yield MISSED.text(language)
    titles = [outcome.rule.title.text(language) for outcome in missed[:MOST_WISHES]]
    widest = max(map(len, titles))
    for outcome, title in zip(missed, titles, strict=False):
        count = DEVIATIONS.with_facts(count=whole(len(outcome.findings))).text(language)
        concerns = concerned(outcome, facts).text(language)
        yield f"  {title:<{widest}}  {count:>12}  {concerns}".rstrip()
    if len(missed) > MOST_WISHES:
        yield _indented(MORE.with_facts(count=len(missed) - MOST_WISHES).text(language))
    if met:
        yield _indented(MET.with_facts(rules=", ".join(met)).text(language))


def _load(facts: Overview, language: Language) -> Iterator[str]:
    """Who has most and least, and how far apart, where there is somebody to compare with."""
    services = [each for each in facts.services if each.comparable]
    if services:
        yield LOAD.text(language)
    names = [shorten(each.service.name, WIDEST_LABEL, placeholder=" …") for each in services]
    widest = max(map(len, names), default=0)
    for service, name in zip(services, names, strict=True):
        for label, (which, load) in zip((name, "", ""), _compared(service, language), strict=False):
            heading = f"{label:<{widest}}  {which:<5}  "
            yield _indented(heading + load, hanging=2 + len(heading))


def _compared(service: ServiceLoad, language: Language) -> Iterator[tuple[str, str]]:
    """Who has most, who has least and how far apart they are, or that everybody has the same."""
    most, least = service.present[0], service.present[-1]
    if hours(service.spread_minutes) == "0":
        share = hours_with_noun(most.minutes_per_full_position)
        yield ALIKE.text(language), EVERYBODY.with_facts(hours=share).text(language)
        return
    yield MOST.text(language), _person(most, language)
    yield LEAST.text(language), _person(least, language)
    apart = SPREAD.with_facts(
        hours=hours_with_noun(service.spread_minutes), percent=decimal(service.spread_percent)
    )
    yield APART.text(language), apart.text(language)


def _person(load: PersonLoad, language: Language) -> str:
    away = presence(load)
    there = f", {away.text(language)}" if away else ""
    return PERSON.with_facts(
        name=load.person.name,
        hours=hours_with_noun(load.minutes),
        meetings=meetings_with_noun(load.meetings),
        position=f"{load.person.position_percent} %{there}",
    ).text(language)


def _missing(problem: Problem, facts: Overview, language: Language) -> Iterator[str]:
    """What must be held and could not be placed; meetings of a group with one reason share a line.

    Only the first reason of each is told.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for meeting in facts.missing:
        reason = meeting.reasons[0] if meeting.reasons else NO_REASON.text(language)
        group = problem.meetings[meeting.id].group
        alike.setdefault((group, reason), []).append(meeting.id)
    if alike:
        yield UNPLACED.text(language)
    for (_, reason), meetings in list(alike.items())[:MOST_UNPLACED]:
        title = numbered_title(problem, meetings[0]).text(language)
        if len(meetings) > 1:
            count = meetings_with_noun(len(meetings)).text(language)
            title = (
                f"{problem.groups_by_meeting[meetings[0]].title(problem).text(language)}, {count}"
            )
        yield _indented(f"{title}: {reason}")
    rest = sum(len(meetings) for meetings in list(alike.values())[MOST_UNPLACED:])
    if rest:
        yield _indented(MORE.with_facts(count=rest).text(language))


def _indented(text: str, hanging: int = 4) -> str:
    """Text wrapped to the summary's width, two columns in, and `hanging` from its second line."""
    lines = wrap(
        text,
        COLUMNS,
        initial_indent="  ",
        subsequent_indent=" " * hanging,
        break_long_words=False,
    )
    return "\n".join(lines)
