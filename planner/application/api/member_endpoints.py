"""Who is in an office, over the API, and how they come back to their account or leave it."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from planner.application.addresses import PASSWORD, address_of
from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing, Told
from planner.application.api.paging import Page, page_through
from planner.application.api.seeing import note_seen
from planner.application.store.access import Seen
from planner.application.store.accounts import Member, close_account, end_membership, members
from planner.application.store.passwords import password_link
from planner.domain.model import Id, Model
from planner.domain.roles import Permission, Role

ACCOUNT = "5f2b8c0e7d6a4f1e9b3c2d1a0f9e8d7c"
MEMBER = {
    "account": ACCOUNT,
    "name": "PP-rådgiver 07",
    "email": "radgiver07@kommune.no",
    "role": "staff",
    "person": "ppt-07",
}


class OfAccount(Model):
    """The path of an account."""

    account: Id = Field(examples=[ACCOUNT])


class OfMember(InOffice):
    """The path of somebody in an office."""

    account: Id = Field(examples=[ACCOUNT])


class MemberListed(Told):
    """Somebody who has a role."""

    account: str
    name: str
    email: str
    role: Role
    person: str | None = Field(description="Who they are in the office's problems.")


class MembersPage(Model):
    """Members, by e-mail address."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"members": [{**MEMBER}], "next": None}]}
    )
    members: tuple[MemberListed, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class LinkGiven(Model):
    """A link that somebody gets once; it is shown this once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"address": "https://plan.kommune.no/passwords/q3v0gEw5r0m9YkVb0oZ7"}]
        }
    )
    address: str = Field(repr=False)


def list_members(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Who is in an office."""
    found = members(asked.service.store, asked.path.office, by=asked.by)
    note_seen(asked, Seen.MEMBERS)
    return _paged(found, asked.query)


def list_administrators(asked: Asked[Nothing, Page, Nothing]) -> Answered:
    """Who looks after the deployment."""
    return _paged(members(asked.service.store, None, by=asked.by), asked.query)


def end(asked: Asked[OfMember, Nothing, Nothing]) -> Answered:
    """Take somebody out of an office."""
    whose = asked.path
    end_membership(asked.service.store, whose.office, whose.account, by=asked.by, at=asked.at)
    return Answered()


def give_password_link(asked: Asked[OfAccount, Nothing, Nothing]) -> Answered:
    """Give somebody a link to a new password."""
    service = asked.service
    secret = password_link(service.store, asked.path.account, by=asked.by, at=asked.at)
    return Answered(LinkGiven(address=address_of(PASSWORD, service.settings, secret)))


def close(asked: Asked[OfAccount, Nothing, Nothing]) -> Answered:
    """Close an account."""
    close_account(asked.service.store, asked.path.account, by=asked.by, at=asked.at)
    return Answered()


def _paged(found: tuple[Member, ...], page: Page) -> Answered:
    listed, after = page_through(found, page, lambda each: (each.email,))
    return Answered(MembersPage(members=tuple(map(MemberListed.of, listed)), next=after))


ENDPOINTS = (
    Endpoint(
        name="list_members",
        method="GET",
        path="/offices/{office}/members",
        summary="Who is in an office, and as what",
        access=Permission.MANAGE_MEMBERS,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=MembersPage,
        call=list_members,
    ),
    Endpoint(
        name="end_membership",
        method="DELETE",
        path="/offices/{office}/members/{account}",
        summary="Take somebody out of an office; their links there are revoked",
        access=Permission.MANAGE_MEMBERS,
        variables=OfMember,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=end,
    ),
    Endpoint(
        name="list_administrators",
        method="GET",
        path="/administrators",
        summary="Who looks after the whole deployment",
        access=Permission.MANAGE_OFFICES,
        variables=Nothing,
        query=Page,
        body=Nothing,
        answer=MembersPage,
        call=list_administrators,
    ),
    Endpoint(
        name="give_password_link",
        method="POST",
        path="/accounts/{account}/password-link",
        summary="Give a member of one's offices a link to choose a new password, shown once",
        access=Permission.MANAGE_MEMBERS,
        variables=OfAccount,
        query=Nothing,
        body=Nothing,
        answer=LinkGiven,
        call=give_password_link,
        status=201,
    ),
    Endpoint(
        name="close_account",
        method="DELETE",
        path="/accounts/{account}",
        summary="Close an account, one's own too; its roles, sessions and links end",
        access=Permission.MANAGE_OFFICES,
        variables=OfAccount,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=close,
    ),
)
