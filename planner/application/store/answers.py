"""Answers to requests that may be sent again: the same key gets the same answer, and does no more.

Whoever does not know whether a request arrived sends it once more, with the key it had (IETF draft
"The Idempotency-Key HTTP Header Field"). An answer may hold a new secret, so it is sealed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa

from planner.application.sealing import Seal
from planner.application.secret import digest_of_secret
from planner.application.store.account_tables import answer
from planner.application.store.database import Store
from planner.application.store.rows import insert_if_new
from planner.domain.errors import Fault, Overtaken, UnreadableInput
from planner.domain.roles import User
from planner.domain.words import Phrase

KEPT = timedelta(hours=24)
LONGEST_ANSWER = timedelta(minutes=2)
"""Whoever has not answered by then was killed on the way, and nobody knows what it did before."""
LONGEST_KEY = 200
PURPOSE = "answer"

NO_KEY = Phrase(
    nb="Nøkkelen for forespørselen må ha fra 1 til {most} tegn; lag en ny, for eksempel en UUID.",
    nn="Nøkkelen for førespurnaden må ha frå 1 til {most} teikn; lag ein ny, til dømes ein UUID.",
)
OTHER_REQUEST = Phrase(
    nb="Denne nøkkelen er brukt til en annen forespørsel; lag en ny for hver forespørsel.",
    nn="Denne nøkkelen er brukt til ein annan førespurnad; lag ein ny for kvar førespurnad.",
)
UNDER_WAY = Phrase(
    nb="Forespørselen med denne nøkkelen er ikke besvart ennå; prøv igjen om litt.",
    nn="Førespurnaden med denne nøkkelen er ikkje svara på enno; prøv igjen om litt.",
)
UNKNOWN = Phrase(
    nb="Forespørselen med denne nøkkelen ble avbrutt, og vi vet ikke om det den ba om, ble gjort; "
    "se etter, og send den med en ny nøkkel hvis ikke.",
    nn="Førespurnaden med denne nøkkelen vart avbroten, og vi veit ikkje om det han bad om, vart "
    "gjort; sjå etter, og send han med ein ny nøkkel om ikkje.",
)


def begin_answer(
    store: Store, key: str, request: bytes, seal: Seal, *, by: User, at: datetime
) -> str | None:
    """The answer that a request got before; `None` for a new one, which is then to be answered.

    Parameters
    ----------
    key
        What the request was sent with; every account has its own.
    request
        All that tells it from others: method, path, what was sent.

    Raises
    ------
    UnreadableInput
        The key cannot be used, or was used for another request.
    Overtaken
        The same request is being answered just now, or was broken off: what it did is not known,
        and it is not done again.
    """
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise UnreadableInput((Fault((), NO_KEY.with_facts(most=LONGEST_KEY)),))
    asked = {"request_digest": sha256(request).hexdigest(), "asked_at": at, "answer": None}
    mine = _mine(key, by)
    with store.writing() as connection:
        row = {"account": by.account, "key_digest": digest_of_secret(key), **asked}
        if insert_if_new(connection, answer, row):
            return None
        before = connection.execute(answer.select().where(mine).with_for_update()).one()
        age = at - before.asked_at
        if age >= KEPT:
            connection.execute(answer.update().where(mine).values(asked))
            return None
        if before.request_digest != asked["request_digest"]:
            raise UnreadableInput((Fault((), OTHER_REQUEST),))
        given = before.answer and seal.open(before.answer, PURPOSE)
        if given is None:
            is_new = before.answer is None and age < LONGEST_ANSWER
            raise Overtaken(UNDER_WAY if is_new else UNKNOWN, None)
    return given


def finish_answer(
    store: Store, key: str, given: str, seal: Seal, *, by: User, at: datetime
) -> None:
    """Keep the answer to a request that `begin_answer` let through."""
    kept = {"answer": seal.close(given, PURPOSE), "asked_at": at}
    with store.writing() as connection:
        connection.execute(answer.update().where(_mine(key, by)).values(kept))


def give_up_answer(store: Store, key: str, *, by: User) -> None:
    """Nothing came of a request that was let through; sent again, it is a new one."""
    unanswered = sa.and_(_mine(key, by), answer.c.answer.is_(None))
    with store.writing() as connection:
        connection.execute(answer.delete().where(unanswered))


def _mine(key: str, by: User) -> sa.ColumnElement[bool]:
    return sa.and_(answer.c.account == by.account, answer.c.key_digest == digest_of_secret(key))
