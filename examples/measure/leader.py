"""Whoever plans and publishes over HTTP without pause, whatever becomes of the service meanwhile.

Asks again when there is no answer, and looks whether it was done when an answer was lost: so what
was told is known, and what was done can be counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from calendars.holidays import public_holidays
from constraints import RULES
from examples.families import family
from examples.measure.service import OFFICE, Service
from planner.application.intake import read_problem

AT = f"/api/v1/offices/{OFFICE}"
PATIENCE = 120.0
"""Seconds until what should come soon has not come."""
PLANNING_SECONDS = 1
FEEDS = 3
NOT_REACHED = (OSError, HTTPException)


@dataclass
class Seen:
    """What was seen over all rounds.

    Parameters
    ----------
    published
        The newest version that we were told of.
    asked
        The newest that we asked for.
    jobs
        The ids of the jobs that we were told of.
    wrong
        What must not be, a sentence each.
    """

    published: int = 0
    asked: int = 0
    jobs: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def took(self, what: str, since: float) -> None:
        """Note how long something took."""
        self.slowest[what] = max(self.slowest.get(what, 0.0), monotonic() - since)


class Leader:
    """Whoever plans and publishes over HTTP, and asks again when there is no answer."""

    def __init__(self, service: Service, seen: Seen, folder: Path) -> None:
        self.service = service
        self.seen = seen
        self.folder = folder
        file = folder / "problem.yaml"
        file.write_text(family("gjerstad"), encoding="utf-8")
        self.problem, _ = read_problem(file, RULES, holidays=public_holidays)
        self.plans: list[Any] = []
        self.revision = 0

    def prepare(self) -> None:
        """Have two plans made, which are then published in turn; and publish the first."""
        self._draft(0, None)
        for number in (1, 2):
            self.plan(-number)
        self.wait_for_jobs(0)
        for job in self.seen.jobs:
            self.plans.append(self._get(f"{AT}/jobs/{job}/result")["plan"])
        self.publish()

    def links(self) -> Iterator[str]:
        """The paths of some people's feeds."""
        for person in [each.id for each in self.problem.people][:FEEDS]:
            audience = {"audience": {"kind": "person", "id": person}}
            made = self.service.ask("POST", f"/offices/{OFFICE}/subscriptions", audience)
            yield urlsplit(made["feed"]).path

    def go_on(self) -> None:
        """Publish, and ask for a plan."""
        self.publish()
        self.plan()

    def publish(self) -> None:
        """Publish the next version, and see that it is the next."""
        number = self.seen.published + 1
        self._draft(number, self.plans[number % 2])
        self.seen.asked = number
        note = f"runde {number}"
        asked = {"draft": "var", "revision": self.revision, "expected": number - 1}

        def there() -> object:
            newest = self._get(f"{AT}/versions?limit=1")["versions"][:1]
            return next((each for each in newest if each["note"] == note), None)

        told = self._sent(f"{AT}/versions", asked | {"acknowledged": True, "note": note}, there)
        if told["number"] != number:
            self.seen.wrong.append(f"version {number} was published as {told['number']}")
        self.seen.published = number

    def plan(self, seed: int | None = None) -> None:
        """Ask for a plan."""
        number = self.seen.asked if seed is None else 1_000_000 - seed
        order = {"kind": "plan", "draft": "var", "seconds": PLANNING_SECONDS, "seed": number}

        def there() -> object:
            found = self._get(f"{AT}/jobs?limit=20")["jobs"]
            return next((each for each in found if each["order"]["seed"] == number), None)

        self.seen.jobs.append(self._sent(f"{AT}/jobs", {"order": order}, there)["id"])

    def wait_for_jobs(self, most_open: int) -> None:
        """Wait until so many jobs are left at the most."""

        def few() -> bool:
            found = self._get(f"{AT}/jobs?limit=100")["jobs"]
            return sum(each["ended_at"] is None for each in found) <= most_open

        since = monotonic()
        while not few():
            if monotonic() > since + PATIENCE:
                raise RuntimeError("jobs are not done")
            sleep(0.5)

    def look_back(self) -> None:
        """See that all that we were told of is there, once, and is whole."""
        wrong, counts = self.seen.wrong, self.seen.counts
        jobs = list(self._pages("jobs"))
        seeds = Counter(each["order"]["seed"] for each in jobs)
        wrong += [
            f"job {seed} is there {count} times" for seed, count in seeds.items() if count > 1
        ]
        lost = set(self.seen.jobs) - {each["id"] for each in jobs}
        wrong += [f"job {each} is lost" for each in sorted(lost)]
        for each in jobs:
            counts[f"jobs {each['state']} after {each['attempts']} attempts"] += 1
            if each["state"] == "done":
                made = self._get(f"{AT}/jobs/{each['id']}/result")["plan"]
                if len(made["meetings"]) != len(self.plans[0]["meetings"]):
                    wrong.append(f"job {each['id']} gave half a plan")
            elif (each["state"], each["attempts"]) != ("poisoned", 3):
                wrong.append(f"job {each['id']} is {each['state']}")
        versions = list(self._pages("versions"))
        counts["versions"] = len(versions)
        there = [(each["number"], each["note"]) for each in reversed(versions)]
        if there != [(number, f"runde {number}") for number in range(1, self.seen.published + 1)]:
            wrong.append(f"versions are lost or doubled: {there}")

    def _draft(self, number: int, plan: object) -> None:
        """Keep the draft; people are called by its number, and so are their feeds."""
        problem = self.problem.model_dump(mode="json")
        for person in problem["people"]:
            person["name"] = f"{person['id']} {number}"
        given = {"name": "Vår", "problem": problem, "plan": plan, "expected": self.revision}
        for status, told in self._until_answered("PUT", f"{AT}/drafts/var", given):
            # Nobody else keeps it: whoever overtook us was ourselves, before the kill.
            if status < 300 or (status == 409 and told["now"] == self.revision + 1):
                self.revision += 1
                return
            raise RuntimeError(f"{status} {told}")

    def _sent(self, path: str, content: object, there: Callable[[], Any]) -> Any:  # noqa: ANN401 (any JSON)
        """What came of something that is to be done once, though it is sent again and again."""
        since = monotonic()
        while True:
            key = uuid4().hex
            status, told = next(self._until_answered("POST", path, content, key))
            if status < 300:
                self.seen.took("answer to a post, with what came between", since)
                return told
            if status != 409:
                raise RuntimeError(f"{status} {told}")
            # Who was killed on the way may have done it, and cannot tell any more.
            self.seen.counts["posts whose answer was lost"] += 1
            found = there()
            if found is not None:
                return found

    def _until_answered(
        self, method: str, path: str, content: object = None, key: str | None = None
    ) -> Iterator[tuple[int, Any]]:
        """The answers to a request, which is sent again when there is none."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            try:
                status, text = self.service.send(method, path, content, key)
            except NOT_REACHED:
                self.seen.counts["requests without an answer"] += 1
                sleep(0.2)
                continue
            if status >= 500:
                self.seen.counts[f"requests answered {status}"] += 1
                sleep(0.2)
                continue
            yield status, json.loads(text)
        raise RuntimeError(f"{method} {path} is not answered")

    def _get(self, path: str) -> Any:  # noqa: ANN401 (any JSON)
        status, told = next(self._until_answered("GET", path))
        if status != 200:
            raise RuntimeError(f"{path}: {status} {told}")
        return told

    def _pages(self, what: str) -> Iterator[Any]:
        after = ""
        while True:
            page = self._get(f"{AT}/{what}?limit=100{after}")
            yield from page[what]
            if page["next"] is None:
                return
            after = f"&after={page['next']}"
