"""Logging in, and who somebody is while they are logged in: sessions, which the store can end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.accountdetails import email_of
from planner.application.passwords import hashed, is_outdated, matches
from planner.application.secret import digest_of_secret, new_secret
from planner.application.store.account_tables import account, session
from planner.application.store.accounts import end_sessions_of, user_of
from planner.application.store.audit import NOBODY, Action, log
from planner.application.store.database import Store
from planner.application.store.throttle import Attempt, count, take_back
from planner.domain.errors import Refused, TooManyAttempts
from planner.domain.grid import OSLO
from planner.domain.roles import User
from planner.domain.words import Phrase, clock

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
"""A working day: whoever comes back tomorrow logs in again."""
MINUTE = timedelta(minutes=1)
SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is noted when a session was last used: a write for every request costs."""

WRONG = Phrase(
    nb="E-postadressen eller passordet er feil; prøv igjen, eller be lederen om en lenke til å "
    "velge nytt passord.",
    nn="E-postadressa eller passordet er feil; prøv igjen, eller be leiaren om ei lenkje til å "
    "velje nytt passord.",
)
TOO_MANY = Phrase(
    nb="Det er prøvd for mange ganger; prøv igjen kl. {clock}.",
    nn="Det er prøvd for mange gonger; prøv igjen kl. {clock}.",
)


@dataclass(frozen=True, slots=True)
class Known:
    """An account, and what was kept of its password when that was found to be right."""

    id: str
    password: str = field(repr=False)


def log_in(store: Store, email: str, password: str, *, address: str | None, at: datetime) -> str:
    """Log in with a password: the secret of a new session.

    Parameters
    ----------
    address
        Where they come from; see `Attempt`.

    Raises
    ------
    TooManyAttempts
        The password was not even looked at.
    Refused
        It is wrong, or there is no such account: nobody is to learn which.
    """
    known = check_password(store, email, password, address=address, at=at)
    if known is None:
        raise Refused(WRONG)
    better = hashed(password) if is_outdated(known.password) else known.password
    with store.writing() as connection:
        # The account may have been closed, or its password changed, while this one was checked.
        same = sa.and_(account.c.id == known.id, account.c.password == known.password)
        if not connection.execute(account.update().where(same).values(password=better)).rowcount:
            raise Refused(WRONG)
        return begin_session(connection, known.id, at)


def check_password(
    store: Store, email: str, password: str, *, address: str | None, at: datetime
) -> Known | None:
    """The account that has this e-mail address and this password.

    Whatever the answer is, it takes the same time and the same writes; see `log_in` for the rest.
    """
    usable = email_of(email)
    attempt = Attempt(usable or email, address)
    asked = sa.select(account.c.id, account.c.password).where(account.c.email == usable)
    with store.writing() as connection:
        counted = count(connection, attempt, at)
        row = connection.execute(asked).first() if usable else None
        if counted.was_last:
            whose = row.id if row else NOBODY
            log(connection, Action.LOG_IN_THROTTLED, whose, actor=NOBODY, at=at)
    if counted.until is not None:
        # The minute after, for it may be over only towards the end of its own.
        when = clock((counted.until + MINUTE).astimezone(OSLO))
        raise TooManyAttempts(TOO_MANY.with_facts(clock=when), counted.until)
    # Outside the transaction, for it is slow on purpose and others have to write.
    right = matches(row.password if row else None, password)
    if row is None or not right:
        return None
    with store.writing() as connection:
        take_back(connection, attempt)
    return Known(row.id, row.password)


def user_with(store: Store, secret: str, *, at: datetime) -> User | None:
    """Who a session is of, with the roles they have now; `None` when there is none, or no longer.

    It counts as using the session.
    """
    mine = session.c.token_digest == digest_of_secret(secret)
    with store.reading() as connection:
        kept = connection.execute(session.select().where(mine)).first()
        if kept is None or kept.revoked_at is not None:
            return None
        if at >= min(kept.expires_at, kept.seen_at + IDLE):
            return None
        user = user_of(connection, kept.account)
    if at - kept.seen_at >= SEEN_EVERY:
        with store.writing() as connection:
            earlier = sa.and_(mine, session.c.seen_at < at)
            connection.execute(session.update().where(earlier).values(seen_at=at))
    return user


def log_out(store: Store, secret: str, *, at: datetime) -> None:
    """End a session; nothing when it has ended already."""
    digest = digest_of_secret(secret)
    mine = sa.and_(session.c.token_digest == digest, session.c.revoked_at.is_(None))
    with store.writing() as connection:
        ended = session.update().where(mine).values(revoked_at=at).returning(session.c.account)
        whose = connection.scalar(ended)
        if whose is not None:
            log(connection, Action.SESSION_ENDED, whose, actor=whose, at=at)


def log_out_everywhere(store: Store, *, by: User, at: datetime) -> None:
    """End every session of whoever asks, this one too."""
    with store.writing() as connection:
        end_sessions_of(connection, by.account, at)
        log(connection, Action.SESSIONS_ENDED, by.account, actor=by.account, at=at)


def begin_session(connection: Connection, account_id: str, at: datetime) -> str:
    """A new session: its secret. Those of the account that are long over are forgotten."""
    secret = new_secret()
    over = sa.and_(session.c.account == account_id, session.c.expires_at < at)
    connection.execute(session.delete().where(over))
    row = {
        "token_digest": digest_of_secret(secret),
        "account": account_id,
        "created_at": at,
        "seen_at": at,
        "expires_at": at + LONGEST,
    }
    connection.execute(session.insert().values(row))
    log(connection, Action.SESSION_BEGUN, account_id, actor=account_id, at=at)
    return secret
