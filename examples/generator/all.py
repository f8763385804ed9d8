"""Every example, by the name of its file."""

from __future__ import annotations

from examples.generator import baerum, gjerstad, oslo, skien, tinn
from examples.generator.document import render
from examples.generator.terms import AUTUMN, SPRING


def texts() -> dict[str, str]:
    """The text of every example file, by the example's name, smallest first."""
    documents = [
        municipality.document(term)
        for municipality in (gjerstad, tinn, skien, baerum)
        for term in (AUTUMN, SPRING)
    ]
    documents.append(oslo.document())
    return {document.id: render(document) for document in documents}
