"""A published version as text: canonical JSON with a digest, the same wherever versions are kept.

Whoever reads it back learns whether it is as it was written.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256

from pydantic import ValidationError

from planner.domain.publication import Version
from planner.domain.words import Phrase

FORMAT = 1
"""Of the text; one that is not known here was made by a newer program."""
WRITTEN = re.compile(
    rb'\{"digest":"([0-9a-f]*)","format":([0-9]{1,9}),"version":(\{.*\})\}\n?', re.DOTALL
)
"""What `render_version` writes: its version is canonical, so the digest is of those very bytes."""

BEFORE_NOTE = '"version":{"note":'
"""Keys stand in the order of the alphabet, so the note is the first thing of a version."""
LONGEST_BEGINNING = 4096
"""So many characters of a text hold its note, however it is written in JSON."""

DAMAGED = Phrase(
    nb="Versjonen er ødelagt eller endret etter at den ble publisert; hent den fram igjen fra en "
    "sikkerhetskopi.",
    nn="Versjonen er øydelagd eller endra etter at han vart publisert; hent han fram att frå ein "
    "tryggingskopi.",
)
NEWER_FORMAT = Phrase(
    nb="Versjonen er publisert med en nyere utgave av Semesterplan; oppgrader, og prøv igjen.",
    nn="Versjonen er publisert med ei nyare utgåve av Semesterplan; oppgrader, og prøv igjen.",
)


def render_version(version: Version) -> bytes:
    """A version as its text: the same for the same version, with a digest of what is in it."""
    document = version.model_dump(mode="json")
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = sha256(text.encode()).hexdigest()
    return f'{{"digest":"{digest}","format":{FORMAT},"version":{text}}}\n'.encode()


def read_version(content: bytes) -> Version | Phrase:
    """The version that a text holds, or what is wrong with it."""
    written = WRITTEN.fullmatch(content)
    if written is None:
        return DAMAGED
    digest, form, version = written.groups()
    if int(form) != FORMAT:
        return NEWER_FORMAT
    if sha256(version).hexdigest() != digest.decode():
        return DAMAGED
    try:
        return Version.model_validate_json(version)
    except ValidationError:  # it is as it was written, so the program is what differs
        return NEWER_FORMAT


def note_in(beginning: str) -> str | None:
    """The note of a version, by no more than the beginning of its text; `None` without one."""
    rest = beginning.partition(BEFORE_NOTE)[2]
    try:
        note, _ = json.JSONDecoder().raw_decode(rest)
    except ValueError:
        return None
    return note if isinstance(note, str) else None
