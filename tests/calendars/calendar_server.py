"""A server of calendars on this machine, by HTTPS, that answers as a test wants it to."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import trustme

from calendars.download import Limits, download
from planner.domain.address import Address
from planner.domain.fetching import Fetched, Validators

HOST = "kalender.lillevik.test"
HERE = "127.0.0.1"

Answer = Callable[["Request"], object]
USUAL = Limits()


class Request(BaseHTTPRequestHandler):
    """A question and the way to answer it."""

    def do_GET(self) -> None:
        """Answer as the test said."""
        server = self.server
        assert isinstance(server, _Server)
        server.asked.append(
            (self.path, {name.lower(): text for name, text in self.headers.items()})
        )
        with suppress(OSError):  # whoever asked went away
            server.answer(self)

    def reply(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """Answer with a status, headers and a body."""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is written to the terminal."""


class _Server(ThreadingHTTPServer):
    answer: Answer
    asked: list[tuple[str, dict[str, str]]]

    def handle_error(self, *_: object) -> None:
        """Whoever asked may have gone away."""


@dataclass(frozen=True)
class CalendarServer:
    """Where it is, who trusts it, and what it was asked: path and headers of each question."""

    port: int
    trusted: ssl.SSLContext
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def at(self, target: str) -> Address:
        """An address there."""
        return Address.of(f"https://{HOST}:{self.port}{target}")

    def fetch(
        self,
        address: Address,
        validators: Validators | None = None,
        *,
        limits: Limits = USUAL,
        secure: ssl.SSLContext | None = None,
    ) -> Fetched:
        """Download as if this machine were on the open net, under whatever name."""
        fetch = partial(download, allowed=HERE.__eq__, look_up=lambda *_: [HERE], limits=limits)
        return fetch(address, validators, secure=secure or self.trusted)


@contextmanager
def serving(answer: Answer) -> Iterator[CalendarServer]:
    """A server that answers each question so."""
    authority = trustme.CA()
    ours, theirs = ssl.create_default_context(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.configure_trust(ours)
    authority.issue_cert(HOST).configure_cert(theirs)
    server = _Server((HERE, 0), Request)
    server.daemon_threads = True
    server.block_on_close = False
    server.answer, server.asked = answer, []
    server.socket = theirs.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield CalendarServer(server.server_port, ours, server.asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
