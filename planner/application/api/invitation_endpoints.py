"""Invitations, over the API: given, waiting, taken back and accepted."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field

from planner.application.addresses import INVITATION, address_of
from planner.application.api.endpoint import (
    Access,
    Answered,
    Asked,
    Endpoint,
    InOffice,
    Nothing,
    Told,
)
from planner.application.api.paging import Page, page_through
from planner.application.api.session_endpoints import (
    LONGEST,
    LONGEST_EMAIL,
    LONGEST_SECRET,
    PASSWORD,
    SECRET,
)
from planner.application.secret import Link
from planner.application.service import Service
from planner.application.store.invitations import Waiting, invitations, invite, withdraw
from planner.application.store.joining import accept
from planner.domain.model import Id, Model
from planner.domain.roles import Permission, Role

GIVEN = "0d6f1c5e2b7a4c8d9e3f6a5b4c7d8e9f"
EMAIL = "radgiver07@kommune.no"
WAITING = {
    "id": GIVEN,
    "email": EMAIL,
    "role": "staff",
    "person": "ppt-07",
    "invited_by": "5f2b8c0e7d6a4f1e9b3c2d1a0f9e8d7c",
    "created_at": "2026-11-22T12:00:00Z",
    "expires_at": "2026-11-29T12:00:00Z",
}


class OfInvitation(InOffice):
    """The path of an invitation to an office."""

    invitation: Id = Field(examples=[GIVEN])


class OfAdministrator(Model):
    """The path of an invitation to look after the deployment."""

    invitation: Id = Field(examples=[GIVEN])


class WaitingListed(Told):
    """An invitation that was not used."""

    id: str
    email: str | None
    role: Role
    person: str | None
    invited_by: str = Field(description="An account, or `machine`.")
    created_at: datetime
    expires_at: datetime = Field(description="From when it no longer holds; it may be over.")


class InvitationsPage(Model):
    """Invitations that were not used, in the order of giving."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"invitations": [{**WAITING}], "next": None}]}
    )
    invitations: tuple[WaitingListed, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class NewAdministrator(Model):
    """Whom to invite to look after the deployment."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "drift2@kommune.no"}]})
    email: str = Field(max_length=LONGEST_EMAIL)


class NewInvitation(Model):
    """Whom to invite, and to what."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": EMAIL, "role": "staff", "person": "ppt-07"}]}
    )
    email: str = Field(max_length=LONGEST_EMAIL)
    role: Role
    person: Id | None = Field(None, description="Who they are in the office's problems.")


class InvitationGiven(Model):
    """An invitation with its link, which is shown this once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"id": GIVEN, "address": f"https://plan.kommune.no/invitations/{SECRET}"}]
        }
    )
    id: str
    address: str = Field(repr=False)


class Accepted(Model):
    """An invitation that is accepted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"secret": SECRET, "password": PASSWORD, "name": "PP-rådgiver 07"}]
        }
    )
    secret: str = Field(max_length=LONGEST_SECRET, repr=False, description="That of the link.")
    password: str = Field(
        max_length=LONGEST, repr=False, description="A new one, or that of the account one has."
    )
    name: str = Field("", max_length=LONGEST, description="For whoever has no account yet.")
    email: str | None = Field(
        None, max_length=LONGEST_EMAIL, description="For the first administrator alone."
    )


class Joined(Model):
    """The account that has the role now."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"account": "5f2b8c0e7d6a4f1e9b3c2d1a0f9e8d7c"}]}
    )
    account: str


def list_invitations(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Those to an office."""
    found = invitations(asked.service.store, asked.path.office, by=asked.by)
    return _paged(found, asked.query)


def list_of_administrators(asked: Asked[Nothing, Page, Nothing]) -> Answered:
    """Those to look after the deployment."""
    return _paged(invitations(asked.service.store, None, by=asked.by), asked.query)


def give(asked: Asked[InOffice, Nothing, NewInvitation]) -> Answered:
    """Invite somebody to an office."""
    service, office, new = asked.service, asked.path.office, asked.body
    chosen = {"person": new.person, "by": asked.by, "at": asked.at}
    link = invite(service.store, office, new.email, new.role, **chosen)  # type: ignore[arg-type]
    return Answered(_given(service, link))


def give_administrator(asked: Asked[Nothing, Nothing, NewAdministrator]) -> Answered:
    """Invite an administrator."""
    service, role = asked.service, Role.ADMINISTRATOR
    link = invite(service.store, None, asked.body.email, role, by=asked.by, at=asked.at)
    return Answered(_given(service, link))


def take_back(asked: Asked[OfInvitation, Nothing, Nothing]) -> Answered:
    """Take back an invitation to an office."""
    which = asked.path
    withdraw(asked.service.store, which.office, which.invitation, by=asked.by, at=asked.at)
    return Answered()


def take_back_administrator(asked: Asked[OfAdministrator, Nothing, Nothing]) -> Answered:
    """Take back an invitation of an administrator."""
    withdraw(asked.service.store, None, asked.path.invitation, by=asked.by, at=asked.at)
    return Answered()


def join(asked: Asked[Nothing, Nothing, Accepted]) -> Answered:
    """Accept an invitation."""
    said = asked.body
    account = accept(
        asked.service.store,
        said.secret,
        password=said.password,
        name=said.name,
        email=said.email,
        address=asked.address,
        at=asked.at,
    )
    return Answered(Joined(account=account))


def _given(service: Service, link: Link) -> InvitationGiven:
    address = address_of(INVITATION, service.settings, link.secret)
    return InvitationGiven(id=link.id, address=address)


def _paged(found: tuple[Waiting, ...], page: Page) -> Answered:
    listed, after = page_through(found, page, lambda each: (each.created_at.isoformat(), each.id))
    return Answered(InvitationsPage(invitations=tuple(map(WaitingListed.of, listed)), next=after))


ENDPOINTS = (
    Endpoint(
        name="list_invitations",
        method="GET",
        path="/offices/{office}/invitations",
        summary="Invitations to an office that were not used",
        access=Permission.MANAGE_MEMBERS,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=InvitationsPage,
        call=list_invitations,
    ),
    Endpoint(
        name="invite",
        method="POST",
        path="/offices/{office}/invitations",
        summary="Invite somebody to an office: a link, shown once",
        access=Permission.MANAGE_MEMBERS,
        variables=InOffice,
        query=Nothing,
        body=NewInvitation,
        answer=InvitationGiven,
        call=give,
        status=201,
    ),
    Endpoint(
        name="withdraw_invitation",
        method="DELETE",
        path="/offices/{office}/invitations/{invitation}",
        summary="Take back an invitation that was not used",
        access=Permission.MANAGE_MEMBERS,
        variables=OfInvitation,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=take_back,
    ),
    Endpoint(
        name="list_administrator_invitations",
        method="GET",
        path="/administrators/invitations",
        summary="Invitations of administrators that were not used",
        access=Permission.MANAGE_OFFICES,
        variables=Nothing,
        query=Page,
        body=Nothing,
        answer=InvitationsPage,
        call=list_of_administrators,
    ),
    Endpoint(
        name="invite_administrator",
        method="POST",
        path="/administrators/invitations",
        summary="Invite another administrator: a link, shown once",
        access=Permission.MANAGE_OFFICES,
        variables=Nothing,
        query=Nothing,
        body=NewAdministrator,
        answer=InvitationGiven,
        call=give_administrator,
        status=201,
    ),
    Endpoint(
        name="withdraw_administrator_invitation",
        method="DELETE",
        path="/administrators/invitations/{invitation}",
        summary="Take back an invitation of an administrator",
        access=Permission.MANAGE_OFFICES,
        variables=OfAdministrator,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=take_back_administrator,
    ),
    Endpoint(
        name="accept_invitation",
        method="POST",
        path="/invitations/accepted",
        summary="Accept an invitation, with a new account or the one that one has",
        access=Access.ANYBODY,
        variables=Nothing,
        query=Nothing,
        body=Accepted,
        answer=Joined,
        call=join,
        status=201,
        refusals=frozenset({403, 429}),
    ),
)
