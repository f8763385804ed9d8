"""A YAML (or JSON) file as plain values, with the line that each of them stands on, and back.

Every scalar is read as text except `null`, `true` and `false`: what a text means is for the model
to say. So "08:00" never becomes 480, nor "no" a lie, as the YAML 1.1 types would have it. Anchors
and aliases are refused, which also keeps a small file from growing into a huge one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from planner.domain.errors import Fault, UnreadableInput
from planner.domain.words import Phrase

Location = tuple[str | int, ...]
"""Where a value is, from the top of its document: ``("units", 3, "name")``."""

LARGEST_FILE_BYTES = 20_000_000
DEEPEST_NESTING = 40

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
COLUMNS = 120
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}

# What the YAML library says, in its own words, and what we say.
SYNTAX: tuple[tuple[str, Phrase], ...] = (
    (
        "tab character",
        Phrase(
            nb="Innrykket er laget med tabulator; bruk mellomrom.",
            nn="Innrykket er laga med tabulator; bruk mellomrom.",
        ),
    ),
    (
        "mapping values are not allowed",
        Phrase(
            nb="Her står et kolon for mye, eller linjen er rykket inn feil; sett tekst med kolon "
            "i anførselstegn, og la nøkler på samme nivå stå rett under hverandre.",
            nn="Her står eit kolon for mykje, eller linja er rykt inn feil; set tekst med kolon "
            "i hermeteikn, og lat nøklar på same nivå stå rett under kvarandre.",
        ),
    ),
    (
        "could not find expected ':'",
        Phrase(
            nb="En nøkkel mangler kolon; skriv «nøkkel: verdi».",
            nn="Ein nøkkel manglar kolon; skriv «nøkkel: verdi».",
        ),
    ),
    (
        "expected ',' or",
        Phrase(
            nb="Et komma eller en sluttparentes mangler; se over klammene før denne linjen.",
            nn="Eit komma eller ein sluttparentes manglar; sjå over klammene før denne linja.",
        ),
    ),
    (
        "unexpected end of stream",
        Phrase(
            nb="Et anførselstegn er ikke lukket; sett inn det som mangler.",
            nn="Eit hermeteikn er ikkje lukka; set inn det som manglar.",
        ),
    ),
    (
        "cannot start any token",
        Phrase(
            nb="Linjen inneholder et tegn som ikke kan stå først i en verdi (tabulator, «@», «%» "
            "eller «`»); bruk mellomrom til innrykk, og sett ellers verdien i anførselstegn.",
            nn="Linja inneheld eit teikn som ikkje kan stå først i ein verdi (tabulator, «@», «%» "
            "eller «`»); bruk mellomrom til innrykk, og set elles verdien i hermeteikn.",
        ),
    ),
    (
        "control characters",
        Phrase(
            nb="Filen inneholder et usynlig styretegn; slett det.",
            nn="Fila inneheld eit usynleg styreteikn; slett det.",
        ),
    ),
)
OTHER_SYNTAX = Phrase(
    nb="Linjen er ikke gyldig YAML; se over innrykk, kolon, klammer og anførselstegn her og på "
    "linjen før.",
    nn="Linja er ikkje gyldig YAML; sjå over innrykk, kolon, klammer og hermeteikn her og på "
    "linja før.",
)
ALIAS = Phrase(
    nb="Vis ikke til andre steder i filen med * og &; skriv innholdet ut her.",
    nn="Vis ikkje til andre stader i fila med * og &; skriv innhaldet ut her.",
)
TOO_DEEP = Phrase(
    nb=f"Innholdet er nøstet mer enn {DEEPEST_NESTING} nivåer; se over klammer og innrykk.",
    nn=f"Innhaldet er nøsta meir enn {DEEPEST_NESTING} nivå; sjå over klammer og innrykk.",
)
KEY_NOT_TEXT = Phrase(
    nb="En nøkkel må være et ord, ikke en liste eller et oppslag; skriv «nøkkel: verdi».",
    nn="Ein nøkkel må vere eit ord, ikkje ei liste eller eit oppslag; skriv «nøkkel: verdi».",
)
DUPLICATE_KEY = Phrase(
    nb="Nøkkelen «{key}» står også på linje {line}; behold bare én av dem.",
    nn="Nøkkelen «{key}» står òg på linje {line}; behald berre éin av dei.",
)
TWO_DOCUMENTS = Phrase(
    nb="Filen inneholder flere dokumenter; fjern «---» og det som følger, eller del filen.",
    nn="Fila inneheld fleire dokument; fjern «---» og det som følgjer, eller del fila.",
)
EMPTY = Phrase(
    nb="Filen er tom; hent et eksempel med «semesterplan example gjerstad -o FIL».",
    nn="Fila er tom; hent eit døme med «semesterplan example gjerstad -o FIL».",
)
MISSING = Phrase(
    nb="Filen finnes ikke; se over navnet og mappen.",
    nn="Fila finst ikkje; sjå over namnet og mappa.",
)
DIRECTORY = Phrase(
    nb="Dette er en mappe; oppgi en fil.",
    nn="Dette er ei mappe; oppgje ei fil.",
)
CLOSED = Phrase(
    nb="Filen kan ikke leses; gi deg selv lesetilgang eller velg en annen.",
    nn="Fila kan ikkje lesast; gje deg sjølv lesetilgang eller vel ei anna.",
)
TOO_LARGE = Phrase(
    nb=f"Filen er større enn {LARGEST_FILE_BYTES // 1_000_000} MB; del opp problemet.",
    nn=f"Fila er større enn {LARGEST_FILE_BYTES // 1_000_000} MB; del opp problemet.",
)
NOT_UTF8 = Phrase(
    nb="Filen er ikke UTF-8; lagre den på nytt som «UTF-8» i redigeringsprogrammet.",
    nn="Fila er ikkje UTF-8; lagre ho på nytt som «UTF-8» i redigeringsprogrammet.",
)


@dataclass
class Source:
    """What a file holds, or a document that was handed in without one.

    Parameters
    ----------
    file
        `None` for what stands in no file; then its faults have no line.
    value
        Mappings, lists, texts, booleans and `None`, nested.
    lines
        The line, from 1, of each value; that of its key in a mapping.
    faults
        What is wrong with the text itself, such as a key that stands twice.
    """

    file: str | None
    value: object = None
    lines: dict[Location, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Location, sentence: Phrase) -> Fault:
        """A fault with its file and line: that of `path`, or of the nearest thing around it."""
        around = (path[:end] for end in range(len(path), -1, -1))
        line = next((self.lines[each] for each in around if each in self.lines), None)
        return Fault(path, sentence, self.file, line)


def read_source(path: Path) -> Source:
    """Read a file.

    Raises
    ------
    UnreadableInput
        The file cannot be read, is no text, or is no YAML.
    """
    file = str(path)
    text = read_text(path)
    source = Source(file, lines={(): 1})
    try:
        events = yaml.parse(text, Loader=LOADER)
        document = [next(events), next(events)][1]
        if isinstance(document, yaml.StreamEndEvent):
            raise _unreadable(file, EMPTY)
        source.value = _node(next(events), events, (), source)
        next(events)
        if not isinstance(after := next(events), yaml.StreamEndEvent):
            raise _unreadable(file, TWO_DOCUMENTS, _line(after))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sentence = _syntax(error.problem or "")
        raise _unreadable(file, sentence, mark.line + 1 if mark else None) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _unreadable(file, _syntax(error.reason), line) from None
    return source


def read_text(path: Path) -> str:
    """The text of a file.

    Raises
    ------
    UnreadableInput
        It is not there, may not be read, is too large, or is not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(str(path), MISSING) from None
    except IsADirectoryError:
        raise _unreadable(str(path), DIRECTORY) from None
    except (OSError, ValueError):
        raise _unreadable(str(path), CLOSED) from None
    if len(content) > LARGEST_FILE_BYTES:
        raise _unreadable(str(path), TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unreadable(str(path), NOT_UTF8, line) from None


def render_yaml(document: Mapping[str, object], comment: str) -> str:
    """Plain values as a YAML file that `read_source` reads the same, with a comment on top."""
    values = json.loads(json.dumps(document))  # apart from one another, so that none is an alias
    text = yaml.dump(
        values,
        Dumper=DUMPER,
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=COLUMNS,
    )
    return f"# {' '.join(comment.split())}\n\n{text}"


def _unreadable(file: str | None, sentence: Phrase, line: int | None = None) -> UnreadableInput:
    return UnreadableInput((Fault((), sentence, file, line),))


def _line(event: yaml.Event) -> int:
    """The line, from 1, that an event begins on."""
    assert event.start_mark is not None
    return event.start_mark.line + 1


def _syntax(problem: str) -> Phrase:
    return next((ours for theirs, ours in SYNTAX if theirs in problem), OTHER_SYNTAX)


def _node(
    event: yaml.Event, events: Iterator[yaml.Event], path: Location, source: Source
) -> object:
    """The value that begins with `event`, its parts taken from `events`."""
    line = _line(event)
    source.lines.setdefault(path, line)
    match event:
        case yaml.ScalarEvent(value=text, style=style):
            return WORDS.get(text, text) if not style else text
        case yaml.AliasEvent():
            raise _unreadable(source.file, ALIAS, line)
    if len(path) > DEEPEST_NESTING:
        raise _unreadable(source.file, TOO_DEEP, line)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, path, source)
    values: list[object] = []
    while not isinstance(item := next(events), yaml.SequenceEndEvent):
        values.append(_node(item, events, (*path, len(values)), source))
    return values


def _mapping(events: Iterator[yaml.Event], path: Location, source: Source) -> dict[str, object]:
    mapping: dict[str, object] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _unreadable(source.file, KEY_NOT_TEXT, line)
        key = event.value
        if key in mapping:
            first = source.lines[*path, key]
            sentence = DUPLICATE_KEY.with_facts(key=key, line=first)
            source.faults.append(Fault((*path, key), sentence, source.file, line))
            _node(next(events), events, (*path, key), Source(source.file))
        else:
            source.lines[*path, key] = line
            mapping[key] = _node(next(events), events, (*path, key), source)
    return mapping
