"""What somebody who gets an account says of themselves: an e-mail address and a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from planner.domain.errors import Fault
from planner.domain.freetext import IDENTITY_NUMBER, text_faults
from planner.domain.identitynumber import holds_identity_number
from planner.domain.model import Id
from planner.domain.words import Phrase

PART = r"[^\s@<>()\[\]\\,;:\"]+"
EMAIL = re.compile(rf"{PART}@{PART}\.{PART}")
LONGEST_EMAIL = 254
ID = TypeAdapter[str](Id)

NO_EMAIL = Phrase(
    nb="Dette er ikke en e-postadresse; skriv den som «navn@kommune.no».",
    nn="Dette er inga e-postadresse; skriv ho som «namn@kommune.no».",
)
NO_PERSON = Phrase(
    nb="Personen er en id med små bokstaver a–z, sifre og bindestrek; skriv den som i planen.",
    nn="Personen er ein id med små bokstavar a–z, siffer og bindestrek; skriv han som i planen.",
)


def email_of(text: str) -> str | None:
    """An e-mail address as we know it, in small letters; `None` when it is none."""
    email = unicodedata.normalize("NFC", text.strip()).casefold()
    usable = len(email) <= LONGEST_EMAIL and email.isprintable() and EMAIL.fullmatch(email)
    return email if usable else None


def email_faults(text: str) -> Iterator[Fault]:
    """What is wrong with an e-mail address."""
    if email_of(text) is None:
        yield Fault(("email",), NO_EMAIL)
    elif holds_identity_number(text):
        yield Fault(("email",), IDENTITY_NUMBER)


def name_faults(name: str) -> Iterator[Fault]:
    """What is wrong with a name."""
    yield from text_faults(name, ("name",))


def person_faults(person: str | None) -> Iterator[Fault]:
    """What is wrong with the id of a person; who it is, the office's problems know."""
    try:
        if person is not None:
            ID.validate_python(person)
    except ValidationError:
        yield Fault(("person",), NO_PERSON)
