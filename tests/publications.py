"""A folder that is published to in the tests: Vika's two meetings, the second on many days."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path

from calendars.feed import audiences_of, render_feed
from constraints import RULES
from planner.application.publicationfolder import PublicationFolder, subscriptions_by_name
from planner.application.publishing import Publication, publish
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import History
from planner.engine.rulebook import rulebook
from tests.instances import plan, problem

BOOK = rulebook(RULES, {})
OURS = problem()
NOON = datetime(2026, 12, 1, 12, tzinfo=OSLO)


def planned(day: int, ours: Problem = OURS) -> Plan:
    """A plan with the second meeting on a day in May."""
    return plan(ours, {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": f"2027-05-{day:02}T09:00"})


def every_feed(history: History, today: date) -> dict[str, bytes]:
    """Every feed of a history, by name."""
    asked = subscriptions_by_name(audiences_of(history))
    return {name: render_feed(history, each, today).body for name, each in asked.items()}


def publish_to(
    folder: Path, made: Plan, *, note: str = "", expected: int | None = None, ours: Problem = OURS
) -> Publication:
    """Publish a plan to a folder at noon, whatever it breaks."""
    asked = partial(publish, problem=ours, plan=made, rules=BOOK, at=NOON, note=note)
    there = PublicationFolder(folder, BOOK, every_feed)
    return there.publish(partial(asked, expected=expected, anyway=True))


def twice_published(folder: Path) -> Path:
    """A folder with two versions, the first one with a note."""
    publish_to(folder, planned(4), note="Klar")
    publish_to(folder, planned(11))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its path in it."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
