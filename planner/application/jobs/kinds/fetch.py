"""The job that fetches people's own calendars; each is kept as soon as it was tried."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from time import monotonic

from planner.application.jobresults import FetchResult
from planner.application.jobs.given import NothingGiven
from planner.application.jobs.work import Standing, Work
from planner.application.orders import FetchOrder
from planner.application.refreshing import AT_ONCE, refreshed_source
from planner.application.store.calendars import Fetchable, fetchable, save_fetched
from planner.domain.busysources import BusySource, BusySources
from planner.domain.semester import Semester

LOOK_SECONDS = 0.2
"""How long it takes at the most until a request to stop is seen."""

Attempt = tuple[str, BusySource]
"""Whose calendar was tried, and what is known of it now."""


def run(work: Work) -> str:
    """Try each calendar once; `FetchResult`."""
    order = FetchOrder.model_validate_json(work.asked)
    if order.first_day is None or order.last_day is None:
        raise NothingGiven("days")
    days = Semester(name="fetch", first_day=order.first_day, last_day=order.last_day)
    service, began, of = work.service, monotonic(), 0
    tried = failed = 0
    # No `with`: who is asked to stop does not wait for a server that does not answer.
    crew = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="fetch")
    try:
        attempts = list(_attempts(work, days, crew))
        of = len(attempts)
        for person, source in _as_they_come(work, attempts):
            save_fetched(
                service.store, work.office, BusySources(people={person: (source,)}), service.seal
            )
            tried += 1
            failed += source.setback is not None
            seconds = round(monotonic() - began, 3)
            work.tell(Standing("fetch", tried, of, seconds=seconds))
    finally:
        crew.shutdown(wait=False, cancel_futures=True)
    return FetchResult(tried=tried, read=tried - failed, failed=failed).model_dump_json()


def _attempts(work: Work, days: Semester, crew: ThreadPoolExecutor) -> Iterator[Future[Attempt]]:
    """Every calendar, being tried."""
    service = work.service

    def attempt(each: Fetchable) -> Attempt:
        return each.person, refreshed_source(
            each.address, each.known, days, fetch=work.fetch, read=work.read, now=service.now()
        )

    for each in fetchable(service.store, work.office, service.seal):
        yield crew.submit(attempt, each)


def _as_they_come(work: Work, attempts: list[Future[Attempt]]) -> Iterator[Attempt]:
    """What came of each, until somebody asks to stop."""
    waiting = set(attempts)
    while waiting and not work.stop():
        done, waiting = wait(waiting, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        for each in done:
            yield each.result()
