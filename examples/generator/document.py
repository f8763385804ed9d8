"""The layout of an example file: YAML that a leader can read and change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

Value = bool | date | float | int | str | None | Sequence["Value"] | Mapping[str, "Value"]
Entry = Mapping[str, Value]

WIDTH = 100
# Words and dots of all kinds, none of which YAML takes for anything but text.
PLAIN = re.compile(r"[^\W\d][\w .()/&–+-]*")
WORDS = {True: "true", False: "false", None: "null"}
SPECIAL = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


@dataclass(frozen=True)
class Row:
    """An entry of a list, or of a mapping under `key`, on one line."""

    entry: Entry
    key: str = ""


@dataclass(frozen=True)
class Block:
    """An entry of a list over several lines, with a remark above it."""

    entry: Entry
    remark: str


@dataclass(frozen=True)
class Section:
    """A top-level key.

    Parameters
    ----------
    key
        The key.
    body
        One value, on the key's own line where there is room; or rows and blocks, with headings
        (plain texts) between.
    remark
        What a reader should know; it stands above as a comment.
    """

    key: str
    body: Value | Sequence[Row | Block | str]
    remark: str = ""


@dataclass(frozen=True)
class Document:
    """A whole file: a heading of paragraphs, and sections."""

    id: str
    heading: Sequence[str]
    sections: Sequence[Section]


def render(document: Document) -> str:
    """The text of the file."""
    lines: list[str] = []
    for number, paragraph in enumerate(document.heading):
        lines += ["#"] if number else []
        lines += _comment(paragraph)
    apart = True
    for section in document.sections:
        long = bool(section.remark) or _is_listed(section.body)
        lines += [""] if apart or long else []
        lines += [*_comment(section.remark), *_section(section)]
        apart = long
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    body = section.body
    if not _is_listed(body):
        yield from _key("", "", section.key, body)  # type: ignore[arg-type]
        return
    yield f"{section.key}:"
    for part in body:  # type: ignore[union-attr]
        match part:
            case str():
                yield from _comment(part, "  ")
            case Row(entry=entry, key=""):
                yield f"  - {flow(entry)}"
            case Row(entry=entry, key=key):
                yield f"  {scalar(key)}: {flow(entry)}"
            case Block(entry=entry, remark=remark):
                yield ""
                yield from _comment(remark, "  ")
                yield from _block(entry, "    ", first="  - ")


def _block(entry: Entry, indent: str, first: str = "") -> Iterator[str]:
    """A mapping, a line a key; what does not fit on its line is broken further."""
    lead = first or indent
    for key, value in entry.items():
        yield from _key(lead, indent, key, value)
        lead = indent


def _key(lead: str, indent: str, key: str, value: Value) -> Iterator[str]:
    line = f"{lead}{key}: {flow(value)}"
    entries = isinstance(value, Sequence) and any(isinstance(each, Mapping) for each in value)
    if len(line) <= WIDTH and not entries:
        yield line
    elif isinstance(value, Mapping):
        yield f"{lead}{key}:"
        yield from _block(value, indent + "  ")
    else:
        assert isinstance(value, Sequence)
        yield f"{lead}{key}:"
        for each in value:
            yield f"{indent}  - {flow(each)}"


def _is_listed(body: object) -> bool:
    return isinstance(body, list | tuple) and any(isinstance(part, Row | Block) for part in body)


def flow(value: Value) -> str:
    """A value on one line."""
    match value:
        case str():
            return scalar(value)
        case bool() | None:
            return WORDS[value]
        case date():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(f"{scalar(key)}: {flow(v)}" for key, v in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(flow(each) for each in value) + "]"
        case _:
            return str(value)


def scalar(text: str) -> str:
    """A text, in quotes where YAML 1.1 or 1.2 would take it for something else."""
    plain = PLAIN.fullmatch(text) and text.lower() not in SPECIAL and text == text.strip()
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _comment(text: str, indent: str = "") -> Iterator[str]:
    for line in wrap(text, WIDTH - len(indent) - 2):
        yield f"{indent}# {line}"
