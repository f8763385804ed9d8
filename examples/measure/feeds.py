"""Feeds out and calendars in: how long they take, and how much memory.

``python -m examples.measure.feeds PROBLEM PLAN`` prints the table that stands in
docs/benchmarks.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from calendars.feed import audiences_of, render_feed
from calendars.holidays import public_holidays
from constraints import RULES
from examples.measure.hostile_calendars import hostile_calendars
from examples.measure.large_calendars import EVENTS, KINDS, large_calendar
from examples.measure.processes import measured
from planner.application.intake import read_problem
from planner.application.planfile import read_plan
from planner.domain.attendance import Level
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.plan import Attendee, PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.publication import History, Version

TODAY = date(2027, 1, 4)
FIRST_PUBLISHED = datetime(2026, 12, 1, 12, tzinfo=UTC)
MEETINGS_OF_A_PERSON = 100
VERSIONS = 20
MOVED_EACH_TIME = 20
HEADS = ("what", "must", "reached", "peak memory")
UNKNOWN = "–"


def main() -> None:
    """Measure, and print a row for each."""
    problem_file, plan_file = map(Path, sys.argv[1:])
    problem, _ = read_problem(problem_file, RULES, holidays=public_holidays)
    plan = read_plan(plan_file, problem)
    print(f"| {' | '.join(HEADS)} |")
    print("| --- " * len(HEADS) + "|")
    with TemporaryDirectory() as folder:
        for row in chain(_out(problem, plan), _in(Path(folder)), _hostile(Path(folder))):
            print(f"| {' | '.join(row)} |", flush=True)


def _out(problem: Problem, plan: Plan) -> Iterator[tuple[str, ...]]:
    person, busiest = _with_a_busy_person(plan)
    once, often = _published(problem, busiest, 1), _published(problem, busiest, VERSIONS)
    theirs = f"the feed of a person with {MEETINGS_OF_A_PERSON} meetings"
    yield theirs, "≤ 5 ms", _milliseconds(once, person), UNKNOWN
    yield f"the same after {VERSIONS} versions", "≤ 5 ms", _milliseconds(often, person), UNKNOWN
    for versions in (1, VERSIONS):
        history = _published(problem, plan, versions)
        count = len(audiences_of(history))
        history = history.model_copy()  # nothing of it is worked out yet
        started = perf_counter()
        size = sum(len(_feed(history, audience)) for audience in audiences_of(history))
        seconds = perf_counter() - started
        what = f"all {count} feeds of {problem.name}, {size / 1e6:.1f} MB"
        if versions > 1:
            what += f", after {versions} versions that moved {MOVED_EACH_TIME} meetings each"
        yield what, "≤ 2 s", f"{seconds:.2f} s", UNKNOWN


def _in(folder: Path) -> Iterator[tuple[str, ...]]:
    file = folder / "calendar.ics"
    for kind in KINDS:
        file.write_bytes(large_calendar(kind))
        figures = measured("busy_import", file)
        size = file.stat().st_size / 1e6
        yield (
            f"importing {EVENTS:,} events, {size:.1f} MB, {kind}: {figures['answer']}",
            "≤ 15 s, ≤ 300 MB",
            f"{figures['seconds']:.1f} s",
            f"{figures['megabytes']:.0f} MB",
        )


def _hostile(folder: Path) -> Iterator[tuple[str, ...]]:
    """The slowest answer, and the largest memory, of all."""
    file = folder / "calendar.ics"
    seconds: dict[str, float] = {}
    megabytes = 0.0
    for name, data in hostile_calendars():
        file.write_bytes(data)
        figures = measured("busy_import", file)
        seconds[name] = figures["seconds"]
        megabytes = max(megabytes, figures["megabytes"])
    slowest = max(seconds, key=lambda name: seconds[name])
    what = f"the slowest answer to {len(seconds)} hostile files: {slowest}"
    yield what, "≤ 5 s", f"{seconds[slowest]:.1f} s", f"{megabytes:.0f} MB"


def _feed(history: History, audience: Audience) -> bytes:
    return render_feed(history, Subscription(audience=audience, deadlines=True), TODAY).body


def _milliseconds(history: History, person: str) -> str:
    """The median of several times, when what became of each meeting is known."""
    audience = Audience(AudienceKind.PERSON, person)
    _feed(history, audience)
    taken = []
    for _ in range(20):
        started = perf_counter()
        _feed(history, audience)
        taken.append(perf_counter() - started)
    return f"{median(taken) * 1e3:.1f} ms"


def _with_a_busy_person(plan: Plan) -> tuple[str, Plan]:
    """Somebody, and a plan in which they are at so many meetings."""
    person = plan.meetings[0].people[0]
    theirs = [meeting.id for meeting in plan.meetings if person in meeting.people]
    others = (meeting.id for meeting in plan.meetings if meeting.id not in theirs)
    joined = {next(others) for _ in range(MEETINGS_OF_A_PERSON - len(theirs))}
    attendee = Attendee(id=person.id, service=person.service, attendance=Level.REQUIRED)
    meetings = tuple(
        meeting.model_copy(update={"people": (*meeting.people, attendee)})
        if meeting.id in joined
        else meeting
        for meeting in plan.meetings
    )
    return person.id, plan.model_copy(update={"meetings": meetings})


def _published(problem: Problem, plan: Plan, versions: int) -> History:
    """A history in which each version has some meetings on another day than the one before."""
    random = Random(1)
    published = []
    for number in range(1, versions + 1):
        at = FIRST_PUBLISHED + timedelta(hours=number)
        published.append(Version(number=number, published_at=at, problem=problem, plan=plan))
        moved = {meeting.id for meeting in random.sample(plan.meetings, MOVED_EACH_TIME)}
        meetings = tuple(
            _a_day_later(meeting) if meeting.id in moved else meeting for meeting in plan.meetings
        )
        plan = plan.model_copy(update={"meetings": meetings})
    return History(versions=tuple(published))


def _a_day_later(meeting: PlacedMeeting) -> PlacedMeeting:
    day = timedelta(days=1)
    people = tuple(
        each.model_copy(update={"start": each.start + day, "end": each.end + day})
        if each.start is not None and each.end is not None
        else each
        for each in meeting.people
    )
    later = {"start": meeting.start + day, "end": meeting.end + day, "people": people}
    return meeting.model_copy(update=later)


if __name__ == "__main__":
    main()
