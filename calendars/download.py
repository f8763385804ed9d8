"""Fetching a published calendar from wherever somebody says that it is, with every guard.

By HTTPS only, from public addresses only (`download_network`), as often checked as we are sent on;
no cookies, no proxies, nothing packed, never too much and never for too long. The address is a
secret: it stands in no message, no log and no error.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import httpcore

from calendars.download_network import Deadline, LookUp, Network, is_public, look_up
from planner.domain.address import Address, WrongAddress
from planner.domain.fetching import CannotFetch, Fetched, Trouble, Validators, trouble_with

# At its most talkative the library logs the headers of answers, the address sent on to among them.
logging.getLogger("httpcore").setLevel(logging.INFO)

OK, NOT_MODIFIED = 200, 304
SENT_ON = frozenset({301, 302, 303, 307, 308})
LONGEST_VALIDATOR = 500

USER_AGENT = "Mozilla/5.0 (Linux) Chrome/139 Semesterplan/0.1"
"""Outlook's servers turn away whoever does not look like a browser (nextcloud/server issue 54799);
this says who we are after what they ask for."""

HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/calendar,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is fetched, and for how long.

    `connect_seconds` and `read_seconds` are for each connection and each piece of an answer,
    `seconds` for everything, redirects included.
    """

    most_bytes: int = 10_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    seconds: float = 60.0
    redirects: int = 5


def download(
    address: Address,
    validators: Validators | None = None,
    *,
    limits: Limits = Limits(),
    allowed: Callable[[str], bool] = is_public,
    look_up: LookUp = look_up,
    secure: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetch a calendar.

    Parameters
    ----------
    validators
        Of the state that we have, to be told if it is still the same.
    allowed
        Which IP addresses may be connected to.
    look_up
        Who knows the addresses of hosts.
    secure
        Whose certificates are trusted; `None` for those the system trusts, and Mozilla's.

    Raises
    ------
    CannotFetch
        With what is in the way; it names the host of `address` and nothing else of it.
    """
    asking = _Asking(
        Network(Deadline(monotonic() + limits.seconds), allowed=allowed, look_up=look_up),
        secure or httpcore.default_ssl_context(),
        limits,
        validators or Validators(),
    )
    # What the library raises may hold the address, so our own error has nothing of it behind it.
    try:
        return asking.follow(address)
    except CannotFetch as error:
        trouble, status = error.trouble, error.status
    except (httpcore.TimeoutException, TimeoutError):
        trouble, status = Trouble.TIMED_OUT, None
    except httpcore.ConnectError as error:
        insecure = isinstance(error.__cause__, ssl.SSLError)
        trouble, status = Trouble.NOT_SECURE if insecure else Trouble.REFUSED, None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError):
        trouble, status = Trouble.CUT_OFF, None
    raise CannotFetch(trouble, address.host, status)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What stays the same from the first question to the answer."""

    network: Network
    secure: ssl.SSLContext
    limits: Limits
    validators: Validators

    def follow(self, address: Address) -> Fetched:
        """The answer from an address, or from where it sends us on to."""
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(address)
            if isinstance(answer, Fetched):
                return answer
            address = answer
        raise CannotFetch(Trouble.SENT_ROUND, address.host)

    def _ask(self, address: Address) -> Fetched | Address:
        host = address.host.encode()
        url = httpcore.URL(
            scheme=b"https", host=host, port=address.port, target=address.target.encode()
        )
        connection = httpcore.HTTPConnection(
            url.origin, ssl_context=self.secure, network_backend=self.network
        )
        timeout = {
            "connect": self.limits.connect_seconds,
            "read": self.limits.read_seconds,
            "write": self.limits.read_seconds,
        }
        with (
            connection,
            connection.stream(
                "GET", url, headers=self._headers(), extensions={"timeout": timeout}
            ) as answer,
        ):
            given = {
                name.decode("ascii", "replace").lower(): value.decode("latin-1")
                for name, value in answer.headers
            }
            if answer.status in SENT_ON and "location" in given:
                return _sent_on(address, given["location"])
            if answer.status == NOT_MODIFIED and any(self.validators):
                return Fetched(None, self.validators)
            if answer.status != OK:
                raise CannotFetch(trouble_with(answer.status), address.host, answer.status)
            if given.get("content-encoding", "identity").strip().lower() != "identity":
                raise CannotFetch(Trouble.PACKED, address.host)
            return Fetched(self._body(answer, address.host), _validators(given))

    def _headers(self) -> list[tuple[bytes | str, bytes | str]]:
        etag, last_modified = self.validators
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return [(name, value) for name, value in (HEADERS | conditions).items() if value]

    def _body(self, answer: httpcore.Response, host: str) -> bytes:
        """The body, given up as soon as it is too large."""
        body = bytearray()
        for piece in answer.iter_stream():
            body += piece
            if len(body) > self.limits.most_bytes:
                raise CannotFetch(Trouble.TOO_LARGE, host)
        return bytes(body)


def _sent_on(address: Address, location: str) -> Address:
    try:
        return address.redirected(location)
    except WrongAddress:
        raise CannotFetch(Trouble.SENT_ASTRAY, address.host) from None


def _validators(given: dict[str, str]) -> Validators:
    """The validators among the headers of an answer, as far as we can send them back."""

    def kept(name: str) -> str | None:
        value = given.get(name, "").strip()
        sound = value.isascii() and value.isprintable() and len(value) <= LONGEST_VALIDATOR
        return value if value and sound else None

    return Validators(kept("etag"), kept("last-modified"))
