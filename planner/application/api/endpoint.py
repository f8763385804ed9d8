"""An endpoint of the API, as data: what it takes, what it answers, and who may ask.

Whether somebody may is decided by the call of the store, inside its transaction. What an endpoint
says of it is for those who read, and a test asks every endpoint as everybody to see that it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, Literal, Self, TypeVar

from pydantic import BaseModel, Field

from planner.application.service import Service
from planner.domain.errors import Refused
from planner.domain.model import Id, Model
from planner.domain.roles import Permission, User
from planner.domain.words import Language, Phrase

Method = Literal["GET", "POST", "PUT", "DELETE"]

SMALL = 64 * 1024
"""The largest body, in octets, that an endpoint takes unless it says another."""
DOCUMENT = 8 * 1024 * 1024
"""The largest body, in octets, that holds a document: a problem or a plan."""

NOT_LOGGED_IN = Phrase(
    nb="Du er ikke logget inn, eller innloggingen er utløpt; logg inn på nytt.",
    nn="Du er ikkje logga inn, eller innlogginga har gått ut; logg inn på nytt.",
)

P = TypeVar("P", bound=Model)
Q = TypeVar("Q", bound=Model)
B = TypeVar("B", bound=BaseModel)


class Access(StrEnum):
    """Who may ask, when it takes no right in an office."""

    ANYBODY = "anybody"
    LOGGED_IN = "logged_in"


class NotLoggedIn(Refused):
    """We do not know who asks."""

    def __init__(self) -> None:
        super().__init__(NOT_LOGGED_IN)


class Nothing(Model):
    """There is nothing to say: no variable in the path, no query, or no body."""


class Told(Model):
    """What is told of something that is kept: those of its facts that have a field here."""

    @classmethod
    def of(cls, kept: object) -> Self:
        """What is told of something."""
        return cls.model_validate(kept, from_attributes=True)


class InOffice(Model):
    """The path of what belongs to an office."""

    office: Id = Field(examples=["ppt-vika"])


@dataclass(frozen=True, slots=True)
class Asked(Generic[P, Q, B]):
    """A request that could be read.

    Parameters
    ----------
    user
        Whoever has logged in; `None` when nobody has, which only happens where anybody may ask.
    session
        The secret of their session.
    address
        Where they come from; `None` when it is not known.
    language
        What they want to read.
    """

    service: Service
    path: P
    query: Q
    body: B
    at: datetime
    user: User | None = None
    session: str | None = field(default=None, repr=False)
    address: str | None = None
    language: Language = "nb"

    @property
    def by(self) -> User:
        """Whoever has logged in.

        Raises
        ------
        NotLoggedIn
            Nobody has.
        """
        if self.user is None:
            raise NotLoggedIn
        return self.user


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered.

    Parameters
    ----------
    content
        The answer; text that is JSON of the endpoint's model already, as documents are kept; or
        `None` for an endpoint that answers nothing.
    location
        The path of what was made, after that of the API: ``/offices/ppt-vika/drafts/7f…``.
    """

    content: BaseModel | str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Endpoint(Generic[P, Q, B]):
    """What can be asked with one method on one path.

    Parameters
    ----------
    name
        What the API's document calls it, once: ``list_members``.
    path
        After that of the API, with variables in braces: ``/offices/{office}/members``.
    summary
        What it does, in a short line.
    access
        Who may: whoever has a right in the office of the path, or see `Access`.
    variables, query, body
        The variables of the path, the query and the body; `Nothing` for none.
    answer
        The model of the answer; `None` when there is nothing to answer (204).
    status
        What it answers when all is well; 204 goes without saying for one that answers nothing.
    refusals
        Why it may be refused beside what every endpoint may be refused for: 404 when what the
        path names need not be there, 409 when somebody else may have been faster.
    largest
        The largest body it takes, in octets.
    located
        Whether the answer tells the path of what was made (`Answered.location`).
    own
        Whether somebody without the right may ask it for the person that they are in the office.
    """

    name: str
    method: Method
    path: str
    summary: str
    access: Access | Permission
    variables: type[P]
    query: type[Q]
    body: type[B]
    answer: type[BaseModel] | None
    call: Callable[[Asked[P, Q, B]], Answered]
    status: int = 200
    refusals: frozenset[int] = frozenset()
    largest: int = SMALL
    located: bool = False
    own: bool = False
