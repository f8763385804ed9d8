"""The part of a page that is measured and not written by hand."""

from __future__ import annotations

from pathlib import Path

BEGINS, ENDS = "<!-- measured -->\n", "<!-- end of measured -->\n"


def replaced(page: str, measured: str) -> str:
    """A page with something else between its markers.

    Raises
    ------
    ValueError
        The page does not have them.
    """
    before, begins, rest = page.partition(BEGINS)
    _, ends, after = rest.partition(ENDS)
    if not begins or not ends:
        raise ValueError("the page has no place for what is measured")
    return before + BEGINS + measured + ENDS + after


def put_on_page(file: Path, measured: str) -> None:
    """Write what was measured between the markers of a page."""
    page = replaced(file.read_text(encoding="utf-8"), measured)
    file.write_text(page, encoding="utf-8")
