"""Secrets that we make: 256 bits, shown once, and known again by their digest."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Link:
    """A new link: the id of what it opens, and its secret, which nobody can be shown again."""

    id: str
    secret: str = field(repr=False)


def new_secret() -> str:
    """A secret that nobody can guess, fit for an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of_secret(secret: str) -> str:
    """What is kept of it. There is too much to guess for it to need a salt or time."""
    return sha256(secret.encode(errors="surrogatepass")).hexdigest()
