"""Serving: what has to be so before the service starts, and which programs it is then made of."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from pathlib import Path

from planner.application.addresses import INVITATION, address_of
from planner.application.keyfile import key_file_of
from planner.application.logs import server_logging
from planner.application.metrics import FOLDER
from planner.application.settings import Settings
from planner.application.store.database import NOT_MADE, check_current, open_store, upgrade
from planner.application.store.invitations import first_administrator
from planner.application.store.keys import seal_for
from planner.application.supervising import Program
from planner.domain.errors import Fault, StoreUnavailable, UnreadableInput
from planner.domain.words import Phrase

ROOT = Path(__file__).parents[2]
"""Where `web.py` lies, and what it imports."""
WEB_THREADS = 4
"""Requests that a web process answers at the same time: a slow one must not keep feeds waiting."""
KILLED_AFTER = 3
"""Seconds that a web process may take to end what it is answering."""

BY_PLAIN_HTTP = Phrase(
    nb="Andre enn denne maskinen når tjenesten, og da må lenkene, som er hemmelige, begynne med "
    "https; sett base_url til adressen folk bruker. Skal ingen andre nå den, sett host til "
    "127.0.0.1.",
    nn="Andre enn denne maskina når tenesta, og då må lenkjene, som er hemmelege, byrje med https; "
    "set base_url til adressa folk bruker. Skal ingen andre nå ho, set host til 127.0.0.1.",
)
IN_USE = Phrase(
    nb="Porten {port} på {host} kan ikke brukes ({reason}); stopp det som bruker den, eller velg "
    "en annen med --port.",
    nn="Porten {port} på {host} kan ikkje brukast ({reason}); stopp det som bruker han, eller vel "
    "ein annan med --port.",
)


def prepare(settings: Settings, *, at: datetime) -> str | None:
    """See that the service can start, and make the database and the key if there are none.

    Returns
    -------
    str or None
        The link that makes the first administrator; `None` when there is one.

    Raises
    ------
    UnreadableInput
        With every setting that it cannot start with.
    StoreUnavailable
        The database cannot be used, or has to be upgraded first, which nobody does unasked.
    CannotWrite
        The key could not be written.
    """
    faults = [*_host_faults(settings)]
    if faults:
        raise UnreadableInput(tuple(faults))
    store = open_store(settings.database)
    # A setting that is missing is told before anybody is asked anything.
    key_file_of(store.file, settings.key_file)
    try:
        check_current(store)
    except StoreUnavailable as error:
        if error.reason is not NOT_MADE:
            raise
        upgrade(store)
    seal_for(store, settings)
    secret = first_administrator(store, at=at)
    store.engine.dispose()
    return address_of(INVITATION, settings, secret) if secret else None


def _host_faults(settings: Settings) -> list[Fault]:
    host = ip_address(settings.host)
    faults = []
    if settings.base_url is None and not host.is_loopback:
        faults.append(Fault(("base_url",), BY_PLAIN_HTTP))
    family = socket.AF_INET6 if host.version == 6 else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            facts = {"port": settings.port, "host": settings.host, "reason": error.strerror}
            faults.append(Fault(("port",), IN_USE.with_facts(**facts)))
    return faults


def programs_of(
    settings: Settings, environment: Mapping[str, str], folder: Path
) -> tuple[Program, ...]:
    """The programs of the service: the web first, and then those that plan.

    Parameters
    ----------
    environment
        From which the programs read the same settings again.
    folder
        Where they share what is of this run alone; it is empty.
    """
    counts, logging = folder / "metrics", folder / "logging.json"
    counts.mkdir()
    logging.write_text(json.dumps(server_logging(settings.log_format)), encoding="utf-8")
    shared = {**environment, FOLDER: str(counts)}
    asked = {
        "--interface": "wsgi",
        "--host": settings.host,
        "--port": settings.port,
        "--http": "1",
        "--workers": settings.web_processes,
        "--blocking-threads": WEB_THREADS,
        "--workers-kill-timeout": KILLED_AFTER,
        "--respawn-interval": 1,
        "--log-level": "warning",
        "--log-config": logging,
        "--working-dir": ROOT,
    }
    options = [str(word) for option in asked.items() for word in option]
    # Nothing is taken from the folder that we are in: a file there may be called as one of ours.
    python = [sys.executable, "-P", "-m"]
    flags = ["--factory", "--no-ws", "--respawn-failed-workers"]
    web = Program(
        "web", [*python, "granian", *options, *flags, f"{ROOT / 'web.py'}:create_app"], shared
    )
    work = [
        Program(f"work-{number}", [*python, "planner", "work"], shared)
        for number in range(1, settings.workers + 1)
    ]
    return (web, *work)


def answers(settings: Settings) -> bool:
    """Whether the web answers here."""
    host = ip_address(settings.host)
    here = {4: "127.0.0.1", 6: "::1"}[host.version] if host.is_unspecified else settings.host
    line = HTTPConnection(here, settings.port, timeout=2)
    try:
        line.request("GET", "/livez")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
