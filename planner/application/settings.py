"""What an installation can choose, and what each of the values may be."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from planner.application.identityproviders import (
    IdentityProvider,
    guarded_address,
    of_their_own,
)
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
_NETWORKS = Phrase(
    nb="Her skal det stå IP-adresser eller nett, med komma mellom; skriv som «127.0.0.1, "
    "10.0.0.0/24».",
    nn="Her skal det stå IP-adresser eller nett, med komma mellom; skriv som «127.0.0.1, "
    "10.0.0.0/24».",
)
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
    "workers": Phrase(
        nb="Tallet på planleggingsprosesser er ikke gyldig; skriv 0 til 64.",
        nn="Talet på planleggingsprosessar er ikkje gyldig; skriv 0 til 64.",
    ),
    "base_url": Phrase(
        nb="Lenker må begynne med https:// og et navn, uten passord, «?» og «#»; bare på denne "
        "maskinen (127.0.0.1, localhost) går http://. Skriv som «https://plan.kommune.no».",
        nn="Lenkjer må byrje med https:// og eit namn, utan passord, «?» og «#»; berre på denne "
        "maskina (127.0.0.1, localhost) går http://. Skriv som «https://plan.kommune.no».",
    ),
    "trusted_proxies": _NETWORKS,
    "metrics_from": _NETWORKS,
    "key_file": Phrase(
        nb="Dette er ikke et filnavn; skriv som «/etc/semesterplan/key».",
        nn="Dette er ikkje eit filnamn; skriv som «/etc/semesterplan/key».",
    ),
    "fetch_hours": Phrase(
        nb="Tiden mellom hver gang kalendere hentes, er ikke gyldig; skriv 1 til 168 timer.",
        nn="Tida mellom kvar gong kalendrar blir henta, er ikkje gyldig; skriv 1 til 168 timar.",
    ),
    "log_format": Phrase(
        nb="Loggen kan skrives på to måter; velg json eller text.",
        nn="Loggen kan skrivast på to måtar; vel json eller text.",
    ),
    "oidc": Phrase(
        nb="En innloggingstjeneste skrives som [[oidc]] med id, name, issuer (https), client_id og "
        "client_secret, og kan ha scope («openid …») og acr_values; skriv alle, og ikke samme id "
        "to ganger. Hemmeligheten kan også stå i SEMESTERPLAN_OIDC_<ID>_SECRET.",
        nn="Ei innloggingsteneste skriv ein som [[oidc]] med id, name, issuer (https), client_id "
        "og client_secret, og ho kan ha scope («openid …») og acr_values; skriv alle, og ikkje "
        "same id to gonger. Løyndommen kan òg stå i SEMESTERPLAN_OIDC_<ID>_SECRET.",
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
    return guarded_address(text).rstrip("/")


def _file(text: str) -> str:
    """The name of a file."""
    if not text.strip() or not text.isprintable():
        raise ValueError
    return text


def _networks(given: object) -> object:
    """Networks as the environment and files say them: with commas between, or as a list."""
    texts = given.split(",") if isinstance(given, str) else given
    if not isinstance(texts, list | tuple) or not all(isinstance(each, str) for each in texts):
        raise ValueError
    return tuple(ip_network(each.strip()) for each in texts if each.strip())


Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], BeforeValidator(_networks)]


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
    workers
        How many processes plan; none where other machines do.
    base_url
        What links begin with where people reach the service from elsewhere; without a slash at
        its end. `None` when nothing stands in front of the web server.
    trusted_proxies
        What stands in front of it and may say whom it asks for.
    metrics_from
        Who may read the metrics beside this machine.
    key_file
        The key that seals what a stolen database must not give away; `None` for the file beside
        the SQLite database.
    fetch_hours
        How long after a busy calendar was fetched it is fetched again.
    log_format
        One JSON object a line, or a line for people.
    oidc
        Where people may log in instead of here, in the order that it is offered.
    """

    database: Annotated[str, AfterValidator(_database)] = Field(
        default="sqlite:///semesterplan.db", repr=False
    )
    office: Id | None = None
    host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    web_processes: int = Field(default=2, ge=1, le=64)
    workers: int = Field(default=1, ge=0, le=64)
    base_url: Annotated[str, AfterValidator(_base_url)] | None = None
    trusted_proxies: Networks = ()
    metrics_from: Networks = ()
    key_file: Annotated[str, AfterValidator(_file)] | None = None
    fetch_hours: int = Field(default=6, ge=1, le=168)
    log_format: Literal["json", "text"] = "json"
    oidc: Annotated[tuple[IdentityProvider, ...], AfterValidator(of_their_own)] = ()

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
