"""What the service logs: a line for each thing that happened, for machines or for people.

Facts are ids, numbers and words of ours, never what somebody wrote. Libraries log through the same
door from warnings on. Whatever looks like a secret, an e-mail address or an identity number is
blotted out, and of an error only its kind and place are told: its message may hold anything.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
from traceback import extract_tb
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor

Form = Literal["json", "text"]

NAME = "semesterplan"
SECRET, ADDRESS, NUMBER = "<secret>", "<e-mail>", "<number>"
BLOTS: tuple[tuple[re.Pattern[str], str], ...] = (
    # The password in the address of a database, also one with an @ in it.
    (re.compile(r"(://[^\s:/@]*:)\S*@"), rf"\1{SECRET}@"),
    (re.compile(r"[^\s@<>\"'=:,;(]+@[^\s@<>\"',;)]+"), ADDRESS),
    # What follows these in a path opens something.
    (
        re.compile(r"(/(?:feeds|links|invitations?|passwords?|sessions?)/)[^\s/?#\"']+"),
        rf"\1{SECRET}",
    ),
    # 256 bits of chance have 43 letters; also tokens and keys of others.
    (re.compile(r"[A-Za-z0-9_+=-]{40,}"), SECRET),
    (re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)"), NUMBER),
)
"""What is blotted out, and what stands there instead."""
BEFORE: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
DEEPEST = 12
"""The innermost steps of an error are told; a recursion has thousands."""


def configure(form: Form) -> None:
    """Log to standard error from now on, in this process; asked again, only the form changes.

    Parameters
    ----------
    form
        One JSON object a line, or a line for people.
    """
    structlog.configure(
        # Other handlers than ours may listen, so no error goes further than this.
        processors=[*BEFORE, _only_where, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    root = logging.getLogger()
    for earlier in [each for each in root.handlers if isinstance(each, _ToStandardError)]:
        root.removeHandler(earlier)
    handler = _ToStandardError()
    handler.setFormatter(formatter(form))
    root.addHandler(handler)
    logging.getLogger(NAME).setLevel(logging.INFO)


def formatter(form: Form) -> logging.Formatter:
    """What makes lines of ours of anybody's records."""
    shown = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, sort_keys=False)
    )
    last = [_only_where, structlog.stdlib.ProcessorFormatter.remove_processors_meta, _blot, shown]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=BEFORE, processors=last)


def server_logging(form: Form) -> dict[str, object]:
    """The same for a server that sets up its own logging: as the standard library describes it."""
    handler = {"class": "logging.StreamHandler", "formatter": "ours", "stream": "ext://sys.stderr"}
    return {
        "formatters": {"ours": {"()": f"{__name__}.formatter", "form": form}},
        "handlers": {"ours": handler},
        "loggers": {"_granian": {"handlers": ["ours"], "propagate": False}},
    }


def log(event: str, /, **facts: float | str | None) -> None:
    """Log that something happened."""
    structlog.get_logger(NAME).info(event, **facts)


def warn(event: str, /, **facts: float | str | None) -> None:
    """Log that something happened which somebody should look at."""
    structlog.get_logger(NAME).warning(event, **facts)


def fail(event: str, error: BaseException, /, **facts: float | str | None) -> None:
    """Log an error of ours: its kind and where it arose."""
    structlog.get_logger(NAME).error(event, exc_info=error, **facts)


def begin_request() -> str:
    """Begin a request: the id that all its lines bear."""
    request = secrets.token_hex(8)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=request)
    return request


def begin_job(job: str) -> None:
    """Begin a job: all lines of this thread bear its id."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(job=job)


class _ToStandardError(logging.StreamHandler[TextIO]):
    """Writes to what standard error is now."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]  # what logging keeps, it only reads
        return sys.stderr


def _only_where(logger: object, method: str, event: EventDict) -> EventDict:  # noqa: ARG001 (structlog's form)
    """In the place of an error its kind and the steps that led to it."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = _steps(error.__traceback__)
    event.pop("stack_info", None)
    return event


def _steps(trace: TracebackType | None) -> list[str]:
    steps = extract_tb(trace)[-DEEPEST:]
    return [f"{each.filename}:{each.lineno} {each.name}" for each in steps]


def _blot(logger: object, method: str, event: EventDict) -> EventDict:  # noqa: ARG001 (structlog's form)
    """Blot out whatever a line must not hold."""
    return {key: _blotted(value) for key, value in event.items()}


def _blotted(value: Any) -> Any:  # noqa: ANN401 (what JSON may hold)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return [_blotted(each) for each in value]
    text = str(value)
    for pattern, instead in BLOTS:
        text = pattern.sub(instead, text)
    return text
