"""Bodies that arrive slowly: few are waited for, and whoever sends none is answered."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest

from planner.application.arriving import MOST, Application, few_at_a_time
from planner.application.serving import WEB_THREADS
from planner.domain.errors import Busy


class Slow:
    """A body that comes when it is let."""

    def __init__(self) -> None:
        self.asked, self.let = Event(), Event()

    def read(self, size: int = -1) -> bytes:  # noqa: ARG002 (all of it)
        self.asked.set()
        assert self.let.wait(30)
        return b"slow"


def read(environment: dict[str, Any], begin: object) -> Iterable[bytes]:  # noqa: ARG001 (PEP 3333)
    return [environment["wsgi.input"].read()]


def answer(application: Application, body: object) -> list[bytes]:
    return list(application({"wsgi.input": body}, None))


def test_those_that_send_none_have_threads_left() -> None:
    assert MOST < WEB_THREADS


def test_few_are_waited_for_and_others_are_told_at_once() -> None:
    application, bodies = few_at_a_time(read), [Slow() for _ in range(MOST)]
    waiting = [Thread(target=answer, args=(application, each)) for each in bodies]
    for thread, body in zip(waiting, bodies, strict=True):
        thread.start()
        assert body.asked.wait(30)

    with pytest.raises(Busy):
        answer(application, BytesIO(b"quick"))
    assert list(few_at_a_time(lambda *_: [b"no body"])({"wsgi.input": None}, None)) == [b"no body"]

    for thread, body in zip(waiting, bodies, strict=True):
        body.let.set()
        thread.join(30)
    assert answer(application, BytesIO(b"quick")) == [b"quick"]


def test_whoever_has_gone_makes_room() -> None:
    class Gone:
        def read(self, size: int = -1) -> bytes:  # noqa: ARG002 (nothing comes)
            raise OSError

    application = few_at_a_time(read)
    for _ in range(MOST + 1):
        with pytest.raises(OSError):  # noqa: PT011 (it says nothing)
            answer(application, Gone())

    assert answer(application, BytesIO(b"quick")) == [b"quick"]
