"""Logging in and out over the API, who one is, and one's password."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from planner.application.api.endpoint import (
    Access,
    Answered,
    Asked,
    Endpoint,
    Nothing,
    NotLoggedIn,
    Told,
)
from planner.application.store.passwords import change_password, choose_password
from planner.application.store.sessions import log_in, log_out, log_out_everywhere
from planner.domain.model import Model
from planner.domain.roles import Role

EMAIL, PASSWORD = "leder@kommune.no", "tre blåe fjell i sør"
LONGEST_EMAIL = 254
SECRET = "q3v0gEw5r0m9YkVb0oZ7Xb0H8uC1m6l7Yh2dJx4w5sA"  # noqa: S105 (an example)
LONGEST_SECRET = 100
LONGEST = 1000
"""The longest password that is looked at; what a new one has to be like is told by the store."""


class LogIn(Model):
    """Who logs in."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": EMAIL, "password": PASSWORD}]}
    )
    email: str = Field(max_length=LONGEST_EMAIL)
    password: str = Field(max_length=LONGEST, repr=False)


class Token(Model):
    """A session that began; the token is shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"token": SECRET}]})
    token: str = Field(repr=False, description="Send it as `Authorization: Bearer …`.")


class Belonging(Told):
    """A role that somebody has."""

    office: str | None = Field(description="None for an administrator of the whole deployment.")
    role: Role
    person: str | None = Field(description="Who they are in the office's problems.")


class Me(Model):
    """Who has logged in."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "account": "5f2b8c0e7d6a4f1e9b3c2d1a0f9e8d7c",
                    "name": "PP-rådgiver 07",
                    "memberships": [{"office": "ppt-vika", "role": "staff", "person": "ppt-07"}],
                }
            ]
        }
    )
    account: str
    name: str
    memberships: tuple[Belonging, ...]


class NewPassword(Model):
    """A new password of one's own."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"old": PASSWORD, "new": "fire grøne dalar i nord"}]}
    )
    old: str = Field(max_length=LONGEST, repr=False)
    new: str = Field(max_length=LONGEST, repr=False)


class ChosenPassword(Model):
    """A new password, by a link that somebody was given."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"secret": SECRET, "password": PASSWORD}]}
    )
    secret: str = Field(max_length=LONGEST_SECRET, repr=False, description="That of the link.")
    password: str = Field(max_length=LONGEST, repr=False)


def begin(asked: Asked[Nothing, Nothing, LogIn]) -> Answered:
    """Log in with a password."""
    given, store = asked.body, asked.service.store
    token = log_in(store, given.email, given.password, address=asked.address, at=asked.at)
    return Answered(Token(token=token))


def end(asked: Asked[Nothing, Nothing, Nothing]) -> Answered:
    """Log out."""
    if asked.session is None:
        raise NotLoggedIn
    log_out(asked.service.store, asked.session, at=asked.at)
    return Answered()


def end_everywhere(asked: Asked[Nothing, Nothing, Nothing]) -> Answered:
    """Log out everywhere."""
    log_out_everywhere(asked.service.store, by=asked.by, at=asked.at)
    return Answered()


def me(asked: Asked[Nothing, Nothing, Nothing]) -> Answered:
    """Tell whoever asks who they are."""
    memberships = tuple(Belonging.of(each) for each in asked.by.memberships)
    return Answered(Me(account=asked.by.account, name=asked.by.name, memberships=memberships))


def change(asked: Asked[Nothing, Nothing, NewPassword]) -> Answered:
    """Change one's own password."""
    store, given = asked.service.store, asked.body
    change_password(store, given.old, given.new, by=asked.by, address=asked.address, at=asked.at)
    return Answered()


def choose(asked: Asked[Nothing, Nothing, ChosenPassword]) -> Answered:
    """Choose a new password by a link."""
    choose_password(asked.service.store, asked.body.secret, asked.body.password, at=asked.at)
    return Answered()


ENDPOINTS = (
    Endpoint(
        name="log_in",
        method="POST",
        path="/sessions",
        summary="Log in with a password: a token, shown once",
        access=Access.ANYBODY,
        variables=Nothing,
        query=Nothing,
        body=LogIn,
        answer=Token,
        call=begin,
        status=201,
        refusals=frozenset({403, 429}),
    ),
    Endpoint(
        name="log_out",
        method="DELETE",
        path="/sessions/current",
        summary="Log out",
        access=Access.LOGGED_IN,
        variables=Nothing,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=end,
    ),
    Endpoint(
        name="log_out_everywhere",
        method="DELETE",
        path="/sessions",
        summary="Log out everywhere, here too",
        access=Access.LOGGED_IN,
        variables=Nothing,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=end_everywhere,
    ),
    Endpoint(
        name="me",
        method="GET",
        path="/me",
        summary="Who has logged in, and their roles",
        access=Access.LOGGED_IN,
        variables=Nothing,
        query=Nothing,
        body=Nothing,
        answer=Me,
        call=me,
    ),
    Endpoint(
        name="change_password",
        method="PUT",
        path="/me/password",
        summary="Change one's own password; every session of the account ends",
        access=Access.LOGGED_IN,
        variables=Nothing,
        query=Nothing,
        body=NewPassword,
        answer=None,
        call=change,
        refusals=frozenset({429}),
    ),
    Endpoint(
        name="choose_password",
        method="POST",
        path="/passwords",
        summary="Choose a new password by a link; every session of the account ends",
        access=Access.ANYBODY,
        variables=Nothing,
        query=Nothing,
        body=ChosenPassword,
        answer=None,
        call=choose,
        refusals=frozenset({403, 429}),
    ),
)
