"""The start page: what the service is, and the way on for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.application.site.frame import rendered
from planner.application.site.visit import Shown, Visit
from planner.application.store.offices import offices
from planner.application.store.published import Published, published_in
from planner.domain.roles import Permission, User, may
from planner.domain.words import Phrase, same, short_day

NEWEST = 3
"""So many versions of each office are listed."""


@dataclass(frozen=True, slots=True)
class PublishedBy:
    """What an office published last."""

    office: str
    name: str
    versions: tuple[Published, ...]


def show_start(visit: Visit) -> Shown:
    """Show the start page."""
    published = tuple(_published(visit, visit.user)) if visit.user else ()
    looks_after = visit.user is not None and may(
        visit.user.memberships, Permission.MANAGE_OFFICES, None
    )
    return rendered(
        visit,
        "site_start",
        published=published,
        looks_after=looks_after,
        half_year=half_year_in_words,
    )


def half_year_in_words(half_year: str) -> Phrase:
    """The days of a half-year: ``2027-01-04/2027-06-18`` is "4. januar – 18. juni 2027"."""
    first, last = (date.fromisoformat(each) for each in half_year.split("/"))
    return same(f"{short_day(first)} – {short_day(last)} {last.year}")


def _published(visit: Visit, user: User) -> Iterator[PublishedBy]:
    """What each office published last whose plans they may see."""
    for each in offices(visit.service.store, by=user):
        if may(user.memberships, Permission.SEE_PLANS, each.id):
            found = published_in(visit.service.store, each.id, by=user, limit=NEWEST)
            yield PublishedBy(each.id, each.name, found)
