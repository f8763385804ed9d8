"""Making the machine code of the search ready beside other work."""

from __future__ import annotations

from threading import Event, Thread


class Preparation:
    """The machine code of the search: half a second away, or some twenty the first time."""

    def __init__(self) -> None:
        self._done = Event()
        self._fault: BaseException | None = None
        # A daemon: nobody who has asked to stop should wait for a compiler.
        Thread(target=self._prepare, daemon=True).start()

    def _prepare(self) -> None:
        try:
            from planner.engine.search import prepare  # noqa: PLC0415  Numba is slow to load

            prepare()
        except BaseException as fault:  # noqa: BLE001  raised by `wait`, where it is needed
            self._fault = fault
        finally:
            self._done.set()

    def wait(self, seconds: float | None) -> bool:
        """Whether it is ready, waiting for some seconds, or for as long as it takes (`None`)."""
        ready = self._done.wait(seconds)
        if self._fault is not None:
            raise self._fault
        return ready
