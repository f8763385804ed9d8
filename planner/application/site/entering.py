"""Logging in and out."""

from __future__ import annotations

from planner.application.site.frame import rendered
from planner.application.site.visit import Shown, Visit
from planner.application.store.sessions import log_in, log_out
from planner.domain.errors import Refused, TooManyAttempts
from planner.domain.roles import User
from planner.domain.words import Phrase


def show_log_in(visit: Visit) -> Shown:
    """Show the form; whoever has logged in goes on."""
    if visit.user is not None:
        return Shown(go_to=home_of(visit.user))
    return log_in_page(visit)


def begin(visit: Visit) -> Shown:
    """Log in with a password."""
    email, password = visit.form.get("email", ""), visit.form.get("password", "")
    store = visit.service.store
    try:
        secret = log_in(store, email, password, address=visit.address, at=visit.at)
    except Refused as refused:
        status = 429 if isinstance(refused, TooManyAttempts) else 403
        return log_in_page(visit, told=refused.reason, email=email, status=status)
    return Shown(go_to="/me", session=secret)


def end(visit: Visit) -> Shown:
    """Log out."""
    if visit.session is not None:
        log_out(visit.service.store, visit.session, at=visit.at)
    return Shown(go_to="/", session="")


def log_in_page(
    visit: Visit,
    *,
    told: Phrase | None = None,
    done: Phrase | None = None,
    email: str = "",
    status: int = 200,
) -> Shown:
    """The form to log in with.

    Parameters
    ----------
    told
        Why somebody could not log in.
    done
        What went well just now.
    """
    providers = visit.service.settings.oidc
    return rendered(
        visit, "site_log_in", status=status, told=told, done=done, email=email, providers=providers
    )


def home_of(user: User) -> str:
    """Where somebody goes who has logged in: to their own meetings when they have any."""
    return "/me" if any(each.person for each in user.memberships) else "/"
