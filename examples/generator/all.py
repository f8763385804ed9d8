"""Every example, by name."""

from __future__ import annotations

from examples.generator import baerum, gjerstad, oslo, skien, tinn
from examples.generator.document import render


def texts() -> dict[str, str]:
    """The text of every example file, by the example's name, smallest first."""
    municipalities = (gjerstad, tinn, skien, baerum, oslo)
    documents = [municipality.document() for municipality in municipalities]
    return {document.id: render(document) for document in documents}
