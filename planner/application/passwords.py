"""Passwords: what one has to be like, and what is kept in its place.

Argon2id with the least that OWASP's Password Storage Cheat Sheet (2025) recommends: 19 MiB, two
rounds, one lane. More memory would make the web processes larger for every log-in at a time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from planner.domain.errors import Fault
from planner.domain.words import Phrase

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
LEAST = 12
"""NIST SP 800-63B-4, 3.1.1.2: length counts, and rules about kinds of characters do not help."""
MOST = 200
FEWEST_DIFFERENT = 5

TOO_SHORT = Phrase(
    nb="Passordet har {length} tegn; bruk minst {least}, gjerne flere ord etter hverandre.",
    nn="Passordet har {length} teikn; bruk minst {least}, gjerne fleire ord etter kvarandre.",
)
TOO_LONG = Phrase(
    nb="Passordet har {length} tegn; bruk høyst {most}.",
    nn="Passordet har {length} teikn; bruk høgst {most}.",
)
TOO_PLAIN = Phrase(
    nb="Passordet er lett å gjette; bruk flere ulike tegn, og ikke e-postadressen din.",
    nn="Passordet er lett å gjette; bruk fleire ulike teikn, og ikkje e-postadressa di.",
)


def password_faults(password: str, email: str) -> Iterator[Fault]:
    """What is wrong with a new password; the password itself is in no sentence."""
    length = len(password)
    if length < LEAST:
        yield Fault(("password",), TOO_SHORT.with_facts(length=length, least=LEAST))
    elif length > MOST:
        yield Fault(("password",), TOO_LONG.with_facts(length=length, most=MOST))
    elif len(set(password)) < FEWEST_DIFFERENT or password.strip().casefold() == email:
        yield Fault(("password",), TOO_PLAIN)


def hashed(password: str) -> str:
    """What is kept of a password, with a salt of its own."""
    return HASHER.hash(_as_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one that something was kept of.

    Parameters
    ----------
    kept
        `None` when there is none, which takes just as long and is never right: nobody is to learn
        from the time whether there is such an account.
    """
    nobodys = _nobodys()
    try:
        HASHER.verify(kept or nobodys, _as_bytes(password[: MOST + 1]))
    except VerifyMismatchError:
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was kept in a way that is no longer ours."""
    return HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return HASHER.hash(b"")


def _as_bytes(password: str) -> bytes:
    """The same for the same letters, whichever way a keyboard makes them (å, or a and a ring)."""
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
