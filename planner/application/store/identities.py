"""Who an account is to an identity provider, and coming in by that.

An account is known by the provider and the number it gives somebody (OpenID Connect Core 1.0, 5.7),
never by an e-mail address, which others may come to have.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.accountdetails import name_faults
from planner.application.passwords import hashed
from planner.application.secret import new_secret
from planner.application.store.account_tables import account, identity
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.invitations import NO_LONGER, invitation_with, use
from planner.application.store.joining import give_membership, open_account
from planner.application.store.sessions import begin_session
from planner.domain.errors import Refused
from planner.domain.freetext import LONGEST_NAME
from planner.domain.words import Phrase

NOT_KNOWN = Phrase(
    nb="Denne innloggingen hører ikke til noen konto her; be lederen din om en invitasjon, og åpne "
    "lenken i den først.",
    nn="Denne innlogginga høyrer ikkje til nokon konto her; be leiaren din om ein invitasjon, og "
    "opne lenkja i han først.",
)
HAS_PASSWORD = Phrase(
    nb="Du har en konto her fra før; ta imot invitasjonen med passordet til den.",
    nn="Du har ein konto her frå før; ta imot invitasjonen med passordet til han.",
)
OTHER_ACCOUNT = Phrase(
    nb="Denne innloggingen hører til en annen konto enn den som er invitert; be om en invitasjon "
    "til e-postadressen du bruker her.",
    nn="Denne innlogginga høyrer til ein annan konto enn den som er invitert; be om ein invitasjon "
    "til e-postadressa du bruker her.",
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is to an identity provider.

    Parameters
    ----------
    issuer
        The provider (`iss`).
    subject
        What it calls them, and nobody else ever (`sub`).
    name
        What they are called there; empty when it does not say.
    """

    issuer: str
    subject: str = field(repr=False)
    name: str = field(default="", repr=False)


def log_in_as(store: Store, who: Identity, *, at: datetime) -> str:
    """Log in as the account that an identity belongs to: the secret of a new session.

    Raises
    ------
    Refused
        It belongs to none that is open.
    """
    with store.writing() as connection:
        known = _account_of(connection, who)
        if known is None:
            raise Refused(NOT_KNOWN)
        return begin_session(connection, known, at)


def accept_as(store: Store, secret: str, who: Identity, *, at: datetime) -> str:
    """Become what a link invites to, with an identity in place of a password; and log in.

    A new account gets a password that nobody knows, so that only the identity opens it.

    Raises
    ------
    Refused
        The link no longer holds; or there is an account for its address, and this is not its
        identity: whoever came by the link alone must not come into it.
    """
    invited = invitation_with(store, secret, at=at)
    if invited.email is None:
        raise Refused(NO_LONGER)
    unknown = hashed(new_secret())
    name = who.name if not list(name_faults(who.name)) else invited.email[:LONGEST_NAME]
    with store.writing() as connection:
        use(connection, invited.digest, at)
        known = _account_of(connection, who)
        if known is None:
            if invited.has_account:
                raise Refused(HAS_PASSWORD)
            known, kept = (
                open_account(connection, invited.email, name.strip(), unknown, at),
                unknown,
            )
            _link(connection, known, who, at)
        else:
            kept = _password_of(connection, known, invited.email)
        give_membership(connection, known, kept, invited, at)
        return begin_session(connection, known, at)


def _account_of(connection: Connection, who: Identity) -> str | None:
    """The open account that an identity belongs to."""
    asked = (
        sa.select(account.c.id)
        .join(identity, identity.c.account == account.c.id)
        .where(identity.c.issuer == who.issuer, identity.c.subject == who.subject)
        .where(account.c.closed_at.is_(None))
    )
    return connection.scalar(asked)


def _password_of(connection: Connection, account_id: str, email: str) -> str:
    """What is kept of an account's password, if it is the account that was invited."""
    same = sa.and_(account.c.id == account_id, account.c.email == email)
    kept: str | None = connection.scalar(sa.select(account.c.password).where(same))
    if kept is None:
        raise Refused(OTHER_ACCOUNT)
    return kept


def _link(connection: Connection, account_id: str, who: Identity, at: datetime) -> None:
    """Let an identity open an account, and no other one of that account's at the same provider."""
    theirs = sa.and_(identity.c.issuer == who.issuer, identity.c.account == account_id)
    closed = sa.and_(identity.c.issuer == who.issuer, identity.c.subject == who.subject)
    connection.execute(identity.delete().where(sa.or_(theirs, closed)))
    row = {"issuer": who.issuer, "subject": who.subject, "account": account_id, "created_at": at}
    connection.execute(identity.insert().values(row))
    log(connection, Action.IDENTITY_LINKED, account_id, actor=account_id, at=at)
