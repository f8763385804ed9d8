"""Where somebody comes from, past those who stand in front of the service."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from planner.application.limiting import WrongTries, client_address, neighbourhood
from planner.domain.errors import TooManyAttempts

PROXIES = (ip_network("127.0.0.1/32"), ip_network("10.0.0.0/24"), ip_network("::1/128"))


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1, 10.0.0.7", "192.0.2.1"),
        # Some write the port, too, which is another one for each connection.
        ("127.0.0.1", "192.0.2.1:4711", "192.0.2.1"),
        ("127.0.0.1", "192.0.2.1, 10.0.0.7:80", "192.0.2.1"),
        ("127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("127.0.0.1", "2001:db8::1:4711", "2001:db8::1:4711"),
        # What somebody behind says that we do not trust may be made up.
        ("127.0.0.1", "198.51.100.9, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.7", "198.51.100.9", "192.0.2.7"),
        ("127.0.0.1", "198.51.100.9, unknown", "unknown"),
        (None, "192.0.2.1", None),
    ],
)
def test_whoever_stands_in_front_is_believed_and_nobody_else(
    remote: str | None, forwarded: str | None, address: str | None
) -> None:
    assert client_address(remote, forwarded, PROXIES) == address


def test_nobody_is_believed_where_nothing_stands_in_front() -> None:
    assert client_address("192.0.2.7", "198.51.100.9", ()) == "192.0.2.7"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8::1", "2001:db8::2:3", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
    ],
)
def test_who_is_counted_together(one: str, other: str, *, together: bool) -> None:
    assert (neighbourhood(one) == neighbourhood(other)) == together


def test_whoever_tries_too_often_waits_and_is_told_until_when() -> None:
    wrong = WrongTries()
    for _ in range(60):
        wrong.check("2001:db8::1")
        wrong.note("2001:db8::1")

    with pytest.raises(TooManyAttempts) as told:
        wrong.check("2001:db8::2")
    assert told.value.until.tzinfo is not None
    wrong.check("192.0.2.1")
    wrong.check(None)
