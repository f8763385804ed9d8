"""Coming in by a link that is good for once: an invitation, or the choice of a new password."""

from __future__ import annotations

from planner.application.passwords import LEAST
from planner.application.site.entering import log_in_page
from planner.application.site.frame import rendered
from planner.application.site.visit import Shown, Visit
from planner.application.store.invitations import invitation_with
from planner.application.store.joining import accept
from planner.application.store.offices import offices
from planner.application.store.passwords import check_password_link, choose_password
from planner.application.store.sessions import log_in
from planner.domain.errors import Fault, Refused, TooManyAttempts, UnreadableInput
from planner.domain.roles import ROLE_NAMES
from planner.domain.words import Phrase

CHOSEN = Phrase(
    nb="Det nye passordet gjelder fra nå av. Logg inn med det.",
    nn="Det nye passordet gjeld frå no av. Logg inn med det.",
)


def show_invitation(visit: Visit) -> Shown:
    """Show what somebody is invited to, and the form to accept it with."""
    return _invitation(visit)


def join(visit: Visit) -> Shown:
    """Accept an invitation with a password, and log in."""
    store, form = visit.service.store, visit.form
    invited = invitation_with(store, visit.path["secret"], at=visit.at)
    password = form.get("password", "")
    try:
        accept(
            store,
            visit.path["secret"],
            password=password,
            name=form.get("name", ""),
            email=form.get("email"),
            address=visit.address,
            at=visit.at,
        )
    except UnreadableInput as unreadable:
        return _invitation(visit, faults=unreadable.faults, status=422)
    except Refused as refused:
        status = 429 if isinstance(refused, TooManyAttempts) else 403
        return _invitation(visit, told=refused.reason, status=status)
    email = invited.email or form.get("email", "")
    secret = log_in(store, email, password, address=visit.address, at=visit.at)
    return Shown(go_to="/me" if invited.person else "/", session=secret)


def show_password(visit: Visit) -> Shown:
    """Show the form to choose a new password with."""
    check_password_link(visit.service.store, visit.path["secret"], at=visit.at)
    return rendered(visit, "site_password", least=LEAST)


def choose(visit: Visit) -> Shown:
    """Choose a new password; every session ends, and whoever chose logs in with it."""
    password = visit.form.get("password", "")
    try:
        choose_password(visit.service.store, visit.path["secret"], password, at=visit.at)
    except UnreadableInput as unreadable:
        faults = unreadable.faults
        return rendered(visit, "site_password", status=422, faults=faults, least=LEAST)
    return log_in_page(visit, done=CHOSEN)


def _invitation(
    visit: Visit,
    *,
    told: Phrase | None = None,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Shown:
    store = visit.service.store
    invited = invitation_with(store, visit.path["secret"], at=visit.at)
    names = {each.id: each.name for each in offices(store, by=None)}
    return rendered(
        visit,
        "site_invitation",
        status=status,
        told=told,
        faults=faults,
        invited=invited,
        role=ROLE_NAMES[invited.role],
        office=names.get(invited.office) if invited.office else None,
        providers=visit.service.settings.oidc if invited.email else (),
        least=LEAST,
    )
