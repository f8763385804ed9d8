"""What a page is asked with, what comes out, and where it is: all that a web server needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planner.application.limiting import WrongTries
from planner.application.service import Service
from planner.domain.errors import NotThere, Refused
from planner.domain.roles import User
from planner.domain.words import Language


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who asks for a page.

    Parameters
    ----------
    at
        The moment.
    user
        Who has logged in; `None` when nobody has.
    session
        The secret of their session; `None` when nobody has logged in.
    address
        Where on the net they come from; `None` when it is not known.
    path
        What the path names, by the words between its angle brackets.
    form
        What was written into the form.
    token
        Makes what a form has to hold, so that no other site can send it for somebody.
    """

    service: Service
    at: datetime
    language: Language = "nb"
    user: User | None = None
    session: str | None = field(default=None, repr=False)
    address: str | None = None
    path: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    token: Callable[[], str] = field(default=str, repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """What comes of it: a page, or another one to go to.

    Parameters
    ----------
    go_to
        The path of the other page; `None` to stay.
    session
        The secret of the session that begins with it; ``""`` when the present one is over, `None`
        to leave it as it is.
    kind
        The media type of the body.
    headers
        Beside those that every page has.
    """

    body: str = field(default="", repr=False)
    status: int = 200
    go_to: str | None = field(default=None, repr=False)
    session: str | None = field(default=None, repr=False)
    kind: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or what a form of one is sent to.

    Parameters
    ----------
    name
        What logs and metrics call it.
    path
        ``/links/<secret>``: a word in angle brackets is anything between two strokes.
    sends
        Whether a form is sent to it (POST), which has to hold the token.
    tries
        Whether somebody comes with a secret or a password, which may be a guess.
    """

    name: str
    path: str
    show: Callable[[Visit], Shown] = field(repr=False)
    sends: bool = False
    tries: bool = False

    def shown(self, visit: Visit, wrong: WrongTries) -> Shown:
        """Show it, unless too much came from there lately that opens nothing."""
        if not self.tries:
            return self.show(visit)
        wrong.check(visit.address)
        try:
            shown = self.show(visit)
        except (Refused, NotThere):
            wrong.note(visit.address)
            raise
        if shown.status == 403:
            wrong.note(visit.address)
        return shown
