"""Bodies that arrive slowly: few at a time, so that whoever sends none is answered meanwhile.

A server has few threads, and whoever sends a body drop by drop holds one of them for as long as
they like: the server waits for it without end, and cannot be told to give up. So what stands in
front of the service has to wait for whole bodies; this is for when it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Any, Protocol

from planner.domain.errors import Busy
from planner.domain.words import Phrase

MOST = 2
"""Bodies that are read at the same time; one that is here already takes no time at all."""

TOO_BUSY = Phrase(
    nb="Tjenesten tar imot for mye på én gang; prøv igjen om litt.",
    nn="Tenesta tek imot for mykje på éin gong; prøv igjen om litt.",
)


class Stream(Protocol):
    """What a body is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Read so many octets at the most, or all."""
        ...


Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def few_at_a_time(application: Application) -> Application:
    """The same application of a server, but that it waits for few bodies at a time."""
    room = BoundedSemaphore(MOST)

    def answer(environment: dict[str, Any], begin: Any) -> Iterable[bytes]:  # noqa: ANN401 (PEP 3333)
        body = Body(environment["wsgi.input"], room)
        return application({**environment, "wsgi.input": body}, begin)

    return answer


class Body:
    """A body that is read while there is room for it.

    Parameters
    ----------
    room
        For those that are read at the same time.
    """

    def __init__(self, stream: Stream, room: BoundedSemaphore) -> None:
        self._stream = stream
        self._room = room

    def read(self, size: int = -1) -> bytes:
        """Read so many octets at the most, or all.

        Raises
        ------
        Busy
            Too many are read already.
        """
        if not self._room.acquire(blocking=False):
            raise Busy(TOO_BUSY)
        try:
            return self._stream.read(size)
        finally:
            self._room.release()
