"""The address that somebody's calendar is published at. Whoever has it can read the calendar."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from planner.domain.words import Phrase

LONGEST = 2000
HTTPS_PORT = 443
SCHEMES = ("https", "webcal", "webcals")
"""What calendars are published by; webcal is but another name for it."""

NO_ADDRESS = Phrase(
    nb="Dette er ikke adressen til en kalender; kopier hele lenken, fra https:// til .ics.",
    nn="Dette er ikkje adressa til ein kalender; kopier heile lenkja, frå https:// til .ics.",
)
NOT_HTTPS = Phrase(
    nb="Adressen må begynne med https:// eller webcal://, så ingen kan lese med underveis; kopier "
    "lenken på nytt.",
    nn="Adressa må byrje med https:// eller webcal://, så ingen kan lese med undervegs; kopier "
    "lenkja på nytt.",
)
WITH_LOGIN = Phrase(
    nb="Adressen har brukernavn eller passord i seg; publiser kalenderen og bruk lenken derfra.",
    nn="Adressa har brukarnamn eller passord i seg; publiser kalenderen og bruk lenkja derifrå.",
)


class WrongAddress(ValueError):
    """A text is not an address that we fetch from; `sentence` says why, without the address."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence.nb)
        self.sentence = sentence


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """An address by HTTPS, which shows nothing of itself but its host.

    Parameters
    ----------
    host
        As it is asked for in the name service, in ASCII.
    target
        Path and query, as they are sent.
    """

    host: str
    port: int
    target: str

    def __repr__(self) -> str:
        return f"<Address at {self.host}>"

    @classmethod
    def of(cls, text: str) -> Address:
        """Read an address as people copy it.

        Raises
        ------
        WrongAddress
            It is none, or none by HTTPS.
        """
        text = text.strip()
        try:
            parts = urlsplit(text)
            host = (parts.hostname or "").encode("idna").decode()
            port = parts.port or HTTPS_PORT
        except ValueError:
            raise WrongAddress(NO_ADDRESS) from None
        if parts.scheme == "http":
            raise WrongAddress(NOT_HTTPS)
        plain = text.isprintable() and not any(letter.isspace() for letter in text)
        if not plain or len(text) > LONGEST or not host or parts.scheme not in SCHEMES:
            raise WrongAddress(NO_ADDRESS)
        if parts.username is not None or parts.password is not None:
            raise WrongAddress(WITH_LOGIN)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?")
        return cls(host, port, target)

    @property
    def text(self) -> str:
        """The whole address: a secret."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}{f':{self.port}' * (self.port != HTTPS_PORT)}{self.target}"

    @property
    def digest(self) -> str:
        """What tells the address from others and cannot be turned back into it."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:32]

    def redirected(self, location: str) -> Address:
        """Where an answer from here sends us on to.

        Raises
        ------
        WrongAddress
            As `of`.
        """
        try:
            return Address.of(urljoin(self.text, location))
        except ValueError as error:
            known = error if isinstance(error, WrongAddress) else WrongAddress(NO_ADDRESS)
        raise known
