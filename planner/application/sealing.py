"""Sealing: what a stolen database must not give away is closed with a key that lies outside it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Seal:
    """Closes texts, and opens them again.

    Parameters
    ----------
    key
        `KEY_BYTES` of chance, from outside the store.
    """

    key: bytes = field(repr=False)

    def key_for(self, purpose: str) -> bytes:
        """A key for one purpose, which gives away neither this one nor another (RFC 5869)."""
        drawn = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
        return drawn.derive(self.key)

    def close(self, text: str, purpose: str) -> str:
        """Close a text, for a purpose that it is opened for again."""
        return self._fernet(purpose).encrypt(text.encode()).decode()

    def open(self, closed: str, purpose: str) -> str | None:
        """The text; `None` when it was closed with another key or for another purpose."""
        try:
            return self._fernet(purpose).decrypt(closed.encode()).decode()
        except InvalidToken:
            return None

    def _fernet(self, purpose: str) -> Fernet:
        return Fernet(urlsafe_b64encode(self.key_for(purpose)))
