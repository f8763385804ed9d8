"""What an installation can choose, and what each of the values may be."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from planner.domain.model import Id, Model
from planner.domain.words import Phrase

SQLITE = re.compile(r"sqlite:///(?!:memory:)[^?]+")
POSTGRESQL = re.compile(
    r"postgresql://"
    r"([^:/@]*(:[^@]*)?@)?"  # user and password
    r"(\[[^]/?]+\]|[^\[\]:/?@]*)(:\d{1,5})?"  # host and port; none for a socket on this machine
    r"/[^?]+(\?.*)?"
)
"""Addresses as the store reads them; there is no import of it, which would take its time."""
NOT_IN_ADDRESSES = frozenset(' "<>\\^`{|}?#@')
WRONG = {
    "database": Phrase(
        nb="Dette er ikke adressen til en database; skriv «sqlite:///FIL» eller "
        "«postgresql://BRUKER:PASSORD@VERT/NAVN».",
        nn="Dette er ikkje adressa til ein database; skriv «sqlite:///FIL» eller "
        "«postgresql://BRUKAR:PASSORD@VERT/NAMN».",
    ),
    "office": Phrase(
        nb="Kontoret er en id med små bokstaver a–z, sifre og bindestrek; skriv den som "
        "«lillevik-ppt».",
        nn="Kontoret er ein id med små bokstavar a–z, siffer og bindestrek; skriv han som "
        "«lillevik-ppt».",
    ),
    "host": Phrase(
        nb="Her skal det stå en IP-adresse på maskinen; skriv 127.0.0.1 for maskinen selv, eller "
        "0.0.0.0 for alle som når den.",
        nn="Her skal det stå ei IP-adresse på maskina; skriv 127.0.0.1 for maskina sjølv, eller "
        "0.0.0.0 for alle som når ho.",
    ),
    "port": Phrase(
        nb="Porten er et tall; skriv 1 til 65535.", nn="Porten er eit tal; skriv 1 til 65535."
    ),
    "web_processes": Phrase(
        nb="Tallet på nettprosesser er ikke gyldig; skriv 1 til 64.",
        nn="Talet på nettprosessar er ikkje gyldig; skriv 1 til 64.",
    ),
    "base_url": Phrase(
        nb="Lenker må begynne med https:// og et navn, uten passord, «?» og «#»; bare på denne "
        "maskinen (127.0.0.1, localhost) går http://. Skriv som «https://plan.kommune.no».",
        nn="Lenkjer må byrje med https:// og eit namn, utan passord, «?» og «#»; berre på denne "
        "maskina (127.0.0.1, localhost) går http://. Skriv som «https://plan.kommune.no».",
    ),
}
"""What to say of each setting when its value cannot be used."""


def _database(address: str) -> str:
    """The address of a database that the store may be in."""
    if not address.isprintable() or not (
        SQLITE.fullmatch(address) or POSTGRESQL.fullmatch(address)
    ):
        raise ValueError
    return address


def _host(text: str) -> str:
    """An address of this machine; the web server takes no names and no zones."""
    if "%" in text:
        raise ValueError
    return str(ip_address(text))


def _base_url(text: str) -> str:
    """What links may begin with: they are secrets, so nobody on the way must see them."""
    parts = urlsplit(text)
    host, port = parts.hostname, parts.port
    plain = text.isascii() and text.isprintable() and not NOT_IN_ADDRESSES & set(text)
    closed = parts.scheme == "https" or (parts.scheme == "http" and _is_here(host or ""))
    if not plain or not host or port == 0 or not closed:
        raise ValueError
    return text.rstrip("/")


def _is_here(host: str) -> bool:
    return host == "localhost" or ip_address(host).is_loopback


class Settings(Model):
    """What an installation can choose.

    Parameters
    ----------
    database
        ``sqlite:///file`` (from the folder that the program is started in) or ``postgresql://…``.
        It may hold a password: `without_password` shows it.
    office
        The office that commands are about; `None` when each of them says it.
    host, port
        Where the web server listens.
    web_processes
        How many processes answer requests.
    base_url
        What links begin with where people reach the service from elsewhere; without a slash at
        its end. `None` when nothing stands in front of the web server.
    """

    database: Annotated[str, AfterValidator(_database)] = Field(
        default="sqlite:///semesterplan.db", repr=False
    )
    office: Id | None = None
    host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    web_processes: int = Field(default=2, ge=1, le=64)
    base_url: Annotated[str, AfterValidator(_base_url)] | None = None

    @property
    def links_from(self) -> str:
        """What links to the service begin with."""
        if self.base_url is not None:
            return self.base_url
        listening = ip_address(self.host)
        host = "localhost" if listening.is_unspecified else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def without_password(address: str) -> str:
    """The address of a database as it may be shown.

    It hides too much rather than too little, for a password may hold what it should not.
    """
    hidden = re.sub(r"://([^:@/]*):.*@", r"://\1:***@", address, flags=re.DOTALL)
    return hidden.partition("?")[0]
