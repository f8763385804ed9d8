"""What people write as they like: short, on one line unless more is asked for, and about no child.

Every field for it goes by this one rule, and shows `WARNING` beside it. It finds what can be found:
a text that is too long, and an identity number. The rest is for whoever writes.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.errors import Fault
from planner.domain.identitynumber import holds_identity_number
from planner.domain.words import Phrase

LONGEST_NAME = 120
"""Of a person, an office, a draft, a scenario."""

ON_A_LINE = " \xa0"
"""Spaces; what is pasted from elsewhere has some that no line may be broken at."""
BETWEEN_LINES = "\r\n\t"

WARNING = Phrase(
    nb="Skriv ingenting om barn eller enkeltsaker her, og ingen fødselsnumre: andre kan lese det.",
    nn="Skriv ingenting om barn eller enkeltsaker her, og ingen fødselsnummer: andre kan lese det.",
)
IDENTITY_NUMBER = Phrase(
    nb="Dette ser ut til å inneholde et fødselsnummer; skriv det uten. Ingenting om enkeltpersoner "
    "skal stå her.",
    nn="Dette ser ut til å innehalde eit fødselsnummer; skriv det utan. Ingenting om "
    "enkeltpersonar skal stå her.",
)
NOTHING = Phrase(
    nb="Her mangler det tekst; skriv fra 1 til {most} tegn.",
    nn="Her manglar det tekst; skriv frå 1 til {most} teikn.",
)
TOO_LONG = Phrase(
    nb="Teksten har {length} tegn, og det er plass til {most}; skriv den kortere.",
    nn="Teksten har {length} teikn, og det er plass til {most}; skriv han kortare.",
)
NOT_PLAIN = Phrase(
    nb="Teksten har linjeskift eller tegn som ikke vises; skriv den på nytt, på én linje.",
    nn="Teksten har linjeskift eller teikn som ikkje viser; skriv han på nytt, på éi linje.",
)
NOT_SHOWN = Phrase(
    nb="Teksten har tegn som ikke vises; skriv den på nytt.",
    nn="Teksten har teikn som ikkje viser; skriv han på nytt.",
)


def text_faults(
    text: str,
    path: tuple[str | int, ...],
    *,
    most: int = LONGEST_NAME,
    needed: bool = True,
    lines: bool = False,
) -> Iterator[Fault]:
    """What is wrong with a text; whoever keeps it leaves out what is blank around it.

    Parameters
    ----------
    path
        Where it was handed in, as `Fault` has it.
    most
        The characters there is room for.
    needed
        Whether there has to be any text.
    lines
        Whether it may have several lines.
    """
    if needed and not text.strip():
        yield Fault(path, NOTHING.with_facts(most=most))
    if len(text) > most:
        yield Fault(path, TOO_LONG.with_facts(length=len(text), most=most))
    allowed = ON_A_LINE + BETWEEN_LINES if lines else ON_A_LINE
    if not all(each.isprintable() or each in allowed for each in text):
        yield Fault(path, NOT_SHOWN if lines else NOT_PLAIN)
    if holds_identity_number(text):
        yield Fault(path, IDENTITY_NUMBER)
