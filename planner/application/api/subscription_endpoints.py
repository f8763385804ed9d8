"""The secret links to feeds, over the API: for whoever hands them out, and for one's own."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from planner.application.addresses import FEED, LINK, address_of
from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing
from planner.application.api.meeting_endpoints import OfPerson
from planner.application.api.paging import Page, page_through
from planner.application.api.seeing import note_seen
from planner.application.api.session_endpoints import SECRET
from planner.application.audiences import check_known
from planner.application.secret import Link
from planner.application.service import Service
from planner.application.store.access import Seen
from planner.application.store.subscriptions import (
    Subscriber,
    choose,
    revoke,
    rotate,
    subscribe,
    subscribers,
    subscribers_for,
)
from planner.application.store.versions import history
from planner.domain.audience import Audience, AudienceKind
from planner.domain.model import Id, Model
from planner.domain.roles import Permission, may
from planner.domain.words import Language

SUBSCRIPTION = "c1d2e3f405162738495a6b7c8d9e0f10"
MADE: JsonDict = {
    "id": SUBSCRIPTION,
    "page": f"https://plan.kommune.no/links/{SECRET}",
    "feed": f"https://plan.kommune.no/feeds/{SECRET}/semesterplan.ics",
}
FOR_PERSON = {"kind": "person", "id": "ppt-07"}


class OfSubscription(InOffice):
    """The path of a link."""

    subscription: Id = Field(examples=[SUBSCRIPTION])


class ForWhom(Model):
    """For whom a feed is."""

    kind: AudienceKind
    id: Id


class Chosen(Model):
    """What a feed shows."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"language": "nn", "deadlines": True}]}
    )
    language: Language | None = Field(None, description="None for that of each half-year.")
    deadlines: bool = Field(False, description="Whether deadlines for agendas are shown.")  # noqa: FBT003 (a field's default)


class NewSubscription(Chosen):
    """For whom a link is to be, and what its feed shows."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"audience": {**FOR_PERSON}, "language": None, "deadlines": False}]
        }
    )
    audience: ForWhom


class SubscriptionListed(Model):
    """A link as it is kept, without its secret."""

    id: str
    audience: ForWhom
    language: Language | None
    deadlines: bool
    created_at: datetime
    revoked_at: datetime | None = Field(description="None while it is good.")
    last_fetched_on: date | None = Field(description="The last day on which it was fetched.")
    client_family: str | None = Field(description="With what it was fetched.")

    @classmethod
    def of(cls, kept: Subscriber) -> SubscriptionListed:
        """What is told of a link."""
        chosen = kept.subscription
        return cls(
            id=kept.id,
            audience=ForWhom(kind=chosen.audience.kind, id=chosen.audience.id),
            language=chosen.language,
            deadlines=chosen.deadlines,
            created_at=kept.created_at,
            revoked_at=kept.revoked_at,
            last_fetched_on=kept.last_fetched_on,
            client_family=kept.client_family,
        )


class SubscriptionsPage(Model):
    """Links, also those that were revoked, in the order of making."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "subscriptions": [
                        {
                            "id": SUBSCRIPTION,
                            "audience": {**FOR_PERSON},
                            "language": None,
                            "deadlines": False,
                            "created_at": "2026-12-01T11:00:00Z",
                            "revoked_at": None,
                            "last_fetched_on": "2026-12-02",
                            "client_family": "Outlook",
                        }
                    ],
                    "next": None,
                }
            ]
        }
    )
    subscriptions: tuple[SubscriptionListed, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class SubscriptionMade(Model):
    """A new link, which is shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [MADE]})
    id: str
    page: str = Field(repr=False, description="How to subscribe, with a square code.")
    feed: str = Field(repr=False, description="What a calendar subscribes to.")


def list_subscriptions(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Those of an office."""
    found = subscribers(asked.service.store, asked.path.office, by=asked.by)
    note_seen(asked, Seen.SUBSCRIPTIONS)
    return _paged(found, asked.query)


def list_of_person(asked: Asked[OfPerson, Page, Nothing]) -> Answered:
    """Those for a person."""
    path = asked.path
    found = subscribers_for(asked.service.store, path.office, path.person, by=asked.by)
    note_seen(asked, Seen.SUBSCRIPTIONS, path.person)
    return _paged(found, asked.query)


def make(asked: Asked[InOffice, Nothing, NewSubscription]) -> Answered:
    """Make a link."""
    new, office, store = asked.body, asked.path.office, asked.service.store
    audience = Audience(new.audience.kind, new.audience.id)
    if may(asked.by.memberships, Permission.HAND_OUT_LINKS, office):
        # Whoever makes a link of their own knows of nobody else.
        with store.reading() as connection:
            check_known(history(connection, office), audience, path=("audience", "id"))
    link = subscribe(
        store,
        office,
        audience,
        language=new.language,
        deadlines=new.deadlines,
        by=asked.by,
        at=asked.at,
    )
    return Answered(_made(asked.service, link))


def change(asked: Asked[OfSubscription, Nothing, Chosen]) -> Answered:
    """Choose anew what a feed shows."""
    which, chosen = asked.path, asked.body
    choose(
        asked.service.store,
        which.office,
        which.subscription,
        language=chosen.language,
        deadlines=chosen.deadlines,
        by=asked.by,
        at=asked.at,
    )
    return Answered()


def exchange(asked: Asked[OfSubscription, Nothing, Nothing]) -> Answered:
    """Make another secret for a link."""
    which, service = asked.path, asked.service
    link = rotate(service.store, which.office, which.subscription, by=asked.by, at=asked.at)
    return Answered(_made(service, link))


def take_back(asked: Asked[OfSubscription, Nothing, Nothing]) -> Answered:
    """Take a link back."""
    which = asked.path
    revoke(asked.service.store, which.office, which.subscription, by=asked.by, at=asked.at)
    return Answered()


def _made(service: Service, link: Link) -> SubscriptionMade:
    page, feed = (address_of(each, service.settings, link.secret) for each in (LINK, FEED))
    return SubscriptionMade(id=link.id, page=page, feed=feed)


def _paged(found: tuple[Subscriber, ...], page: Page) -> Answered:
    listed, after = page_through(found, page, lambda each: (each.created_at.isoformat(), each.id))
    return Answered(
        SubscriptionsPage(subscriptions=tuple(map(SubscriptionListed.of, listed)), next=after)
    )


ENDPOINTS = (
    Endpoint(
        name="list_subscriptions",
        method="GET",
        path="/offices/{office}/subscriptions",
        summary="Every link of an office, without its secret",
        access=Permission.HAND_OUT_LINKS,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=SubscriptionsPage,
        call=list_subscriptions,
    ),
    Endpoint(
        name="subscribe",
        method="POST",
        path="/offices/{office}/subscriptions",
        summary="Make a link to a feed, shown once",
        access=Permission.HAND_OUT_LINKS,
        variables=InOffice,
        query=Nothing,
        body=NewSubscription,
        answer=SubscriptionMade,
        call=make,
        status=201,
        own=True,
    ),
    Endpoint(
        name="change_subscription",
        method="PUT",
        path="/offices/{office}/subscriptions/{subscription}",
        summary="Choose anew what the feed of a link shows",
        access=Permission.HAND_OUT_LINKS,
        variables=OfSubscription,
        query=Nothing,
        body=Chosen,
        answer=None,
        call=change,
        own=True,
    ),
    Endpoint(
        name="rotate_subscription",
        method="POST",
        path="/offices/{office}/subscriptions/{subscription}/rotation",
        summary="Make another link in the place of one, which is dead from then on",
        access=Permission.HAND_OUT_LINKS,
        variables=OfSubscription,
        query=Nothing,
        body=Nothing,
        answer=SubscriptionMade,
        call=exchange,
        status=201,
        own=True,
    ),
    Endpoint(
        name="revoke_subscription",
        method="DELETE",
        path="/offices/{office}/subscriptions/{subscription}",
        summary="Take a link back",
        access=Permission.HAND_OUT_LINKS,
        variables=OfSubscription,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=take_back,
        own=True,
    ),
    Endpoint(
        name="list_subscriptions_of_person",
        method="GET",
        path="/offices/{office}/people/{person}/subscriptions",
        summary="Every link for a person, without its secret",
        access=Permission.HAND_OUT_LINKS,
        variables=OfPerson,
        query=Page,
        body=Nothing,
        answer=SubscriptionsPage,
        call=list_of_person,
        own=True,
    ),
)
