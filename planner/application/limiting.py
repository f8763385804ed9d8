"""Where somebody comes from, and how often they may come with what opens nothing.

Counted in memory, by each process for itself: it keeps whoever guesses from asking the database
without end. Attempts on passwords are counted for the whole service as well (`store.throttle`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from planner.domain.errors import TooManyAttempts
from planner.domain.words import Phrase

MOST_WRONG = RateLimitItemPerMinute(60)
"""A whole office comes from one address, and a calendar asks again for a link that was revoked."""

TOO_MANY = Phrase(
    nb="Det er prøvd for mange ganger fra denne adressen; vent et minutt, og prøv igjen.",
    nn="Det er prøvd for mange gonger frå denne adressa; vent eitt minutt, og prøv igjen.",
)


class WrongTries:
    """What came to nothing from each address in the last minute."""

    def __init__(self) -> None:
        self._counted = FixedWindowRateLimiter(MemoryStorage())

    def are_too_many(self, address: str | None) -> bool:
        """Whether an address has to wait; one that is not known never has."""
        return address is not None and not self._counted.test(MOST_WRONG, neighbourhood(address))

    def check(self, address: str | None) -> None:
        """See that an address need not wait.

        Raises
        ------
        TooManyAttempts
            It has to.
        """
        if address is not None and self.are_too_many(address):
            over = self._counted.get_window_stats(MOST_WRONG, neighbourhood(address))
            raise TooManyAttempts(TOO_MANY, datetime.fromtimestamp(over.reset_time, UTC))

    def note(self, address: str | None) -> None:
        """Count that somebody came with what opens nothing."""
        if address is not None:
            self._counted.hit(MOST_WRONG, neighbourhood(address))


def client_address(
    remote: str | None, forwarded: str | None, trusted: Sequence[IPv4Network | IPv6Network]
) -> str | None:
    """Where somebody comes from, past those who stand in front of the service.

    Parameters
    ----------
    remote
        Who is connected to us.
    forwarded
        For whom each on the way says it asks (``X-Forwarded-For``), the nearest last.
    trusted
        Who on the way is believed; whatever lies behind somebody else may be made up.

    Returns
    -------
    str or None
        Without a port, which some who pass requests on write too: it is another every time.
    """
    if remote is None or not trusted:
        return remote
    said = [each.strip() for each in forwarded.split(",")] if forwarded else []
    address = remote
    while said and _is_in(address, trusted):
        address = _without_port(said.pop())
    return address


def neighbourhood(address: str) -> str:
    """An address, or for IPv6 the network, in which everybody has very many of them."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known.packed, 64), strict=False))
    return str(known)


def _without_port(said: str) -> str:
    """The address in ``192.0.2.7:4711`` and in ``[2001:db8::7]:4711``."""
    if said.startswith("["):
        return said[1:].partition("]")[0]
    address, _, port = said.partition(":")
    return address if port.isdecimal() else said


def _is_in(address: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in each for each in networks)
