"""Somebody's own page: their meetings, and the links to their calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.application.own_meetings import OwnMeeting
from planner.application.site.frame import rendered
from planner.application.site.visit import Shown, Visit
from planner.application.store.offices import offices
from planner.application.store.published import meetings_in
from planner.application.store.subscriptions import (
    Subscriber,
    revoke,
    rotate,
    subscribe,
    subscribers_for,
)
from planner.domain.audience import Audience, AudienceKind
from planner.domain.errors import NotAllowed
from planner.domain.grid import OSLO
from planner.domain.roles import NOT_ALLOWED, User

MOST_SHOWN = 60
"""Meetings to come: more than anybody has in a half-year who is not at all of them."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What somebody has in an office where they are a person of its plans.

    Parameters
    ----------
    name
        Of the office.
    left_out
        How many meetings there are beside those that are shown.
    """

    office: str
    name: str
    meetings: tuple[OwnMeeting, ...]
    left_out: int
    links: tuple[Subscriber, ...]


def show_own_page(visit: Visit) -> Shown:
    """Show the page; whoever has not logged in does that first."""
    if visit.user is None:
        return Shown(go_to="/log-in")
    if not any(each.person for each in visit.user.memberships):
        return Shown(go_to="/")
    return rendered(visit, "site_own_page", belongings=tuple(_belongings(visit, visit.user)))


def make_link(visit: Visit) -> Shown:
    """Make a link to one's own calendar, and show it."""
    user, office = _logged_in(visit), visit.path["office"]
    theirs = {each.office: each.person for each in user.memberships}
    person = theirs.get(office)
    if person is None:
        raise NotAllowed(NOT_ALLOWED)
    whose = Audience(AudienceKind.PERSON, person)
    store = visit.service.store
    link = subscribe(store, office, whose, by=user, at=visit.at)
    return Shown(go_to=f"/links/{link.secret}")


def exchange_link(visit: Visit) -> Shown:
    """Make another link in the place of one, and show it."""
    user, path = _logged_in(visit), visit.path
    link = rotate(visit.service.store, path["office"], path["link"], by=user, at=visit.at)
    return Shown(go_to=f"/links/{link.secret}")


def revoke_link(visit: Visit) -> Shown:
    """Take a link back."""
    user, path = _logged_in(visit), visit.path
    revoke(visit.service.store, path["office"], path["link"], by=user, at=visit.at)
    return Shown(go_to="/me")


def _logged_in(visit: Visit) -> User:
    if visit.user is None:
        raise NotAllowed(NOT_ALLOWED)
    return visit.user


def _belongings(visit: Visit, user: User) -> Iterator[Belonging]:
    store, today = visit.service.store, visit.at.astimezone(OSLO).date()
    names = {each.id: each.name for each in offices(store, by=user)}
    for each in user.memberships:
        if each.office is None or each.person is None:
            continue
        language = visit.language
        found = meetings_in(store, each.office, each.person, by=user, language=language)
        coming = [meeting for meeting in found if meeting.end.astimezone(OSLO).date() >= today]
        links = subscribers_for(store, each.office, each.person, by=user)
        yield Belonging(
            office=each.office,
            name=names[each.office],
            meetings=tuple(coming[:MOST_SHOWN]),
            left_out=max(0, len(coming) - MOST_SHOWN),
            links=tuple(link for link in links if link.revoked_at is None),
        )
