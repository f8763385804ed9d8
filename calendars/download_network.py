"""The way out to the net for fetching calendars: public addresses only, and never past a deadline.

A name is looked up here, once, and the very address that was checked is connected to. So nobody
can answer with a public address first and with one inside our own walls next ("DNS rebinding").
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from threading import Thread
from time import monotonic

import httpcore

from planner.domain.fetching import CannotFetch, Trouble

LookUp = Callable[[str, int], Iterable[str]]
"""The addresses of a host, as text; raises `OSError` when there are none."""

MOST_TRIED = 4
"""Addresses of one host that are tried, one after the other."""

GLOBAL_UNICAST = ip_network("2000::/3")
NOT_PUBLIC: tuple[IPv4Network | IPv6Network, ...] = (
    # What Python takes for public, and what would lead back inside all the same.
    IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890)
    IPv4Network("192.88.99.0/24"),  # relays to 6to4 (RFC 7526)
    IPv4Network("168.63.129.16/32"),  # what a machine in Azure calls its own host
    IPv6Network("2001::/23"),  # Teredo and other assignments, with IPv4 inside (RFC 4380)
    IPv6Network("2002::/16"),  # 6to4, with IPv4 inside (RFC 3056)
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)


def is_public(address: str) -> bool:
    """Whether an IP address is on the open net."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if parsed.version == 6:
        if parsed.ipv4_mapped is not None:
            parsed = parsed.ipv4_mapped
        elif parsed not in GLOBAL_UNICAST:  # NAT64 and what has IPv4 inside lies outside of it
            return False
    if not parsed.is_global or parsed.is_multicast or parsed.is_reserved:
        return False
    return not any(parsed in network for network in NOT_PUBLIC)


def look_up(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock, after which nothing is waited for any more."""

    at: float

    def left(self, timeout: float | None = None) -> float:
        """Seconds until then, but no more than `timeout`.

        Raises
        ------
        TimeoutError
            There are none.
        """
        left = self.at - monotonic()
        if left <= 0:
            raise TimeoutError
        return left if timeout is None else min(left, timeout)


class Network(httpcore.NetworkBackend):
    """Connects to public addresses, before a deadline."""

    def __init__(
        self, deadline: Deadline, *, allowed: Callable[[str], bool], look_up: LookUp
    ) -> None:
        self._deadline = deadline
        self._allowed = allowed
        self._look_up = look_up
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first public address of a host that answers."""
        refusal: Exception = CannotFetch(Trouble.NOT_PUBLIC, host)
        public = [each for each in self._addresses(host, port) if self._allowed(each)]
        for address in public[:MOST_TRIED]:
            try:
                stream = self._system.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refusal = error
            else:
                return Stream(stream, self._deadline)
        raise refusal

    def _addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host; who is asked for them may take longer than we wait."""
        found: list[str] = []
        unknown: list[OSError] = []

        def ask() -> None:
            try:
                found.extend(self._look_up(host, port))
            except (OSError, UnicodeError) as error:
                unknown.append(OSError(str(error)))

        asking = Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self._deadline.left())
        if asking.is_alive():
            raise TimeoutError
        if unknown or not found:
            raise CannotFetch(Trouble.UNKNOWN_HOST, host)
        return found


class Stream(httpcore.NetworkStream):
    """A connection that is read and written before a deadline, however slowly it drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Stream:
        """Make the connection secure; the handshake has its deadline, too."""
        left = self._deadline.left(timeout)
        return Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        """What is asked of the connection."""
        return self._stream.get_extra_info(info)
