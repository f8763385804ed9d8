"""What pages refer to: style sheet and icon, under names that change with what is in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from planner.application.pages import TEMPLATES


@dataclass(frozen=True, slots=True)
class File:
    """A file that is sent as it is.

    Parameters
    ----------
    kind
        Its media type (RFC 9110, 8.3.1).
    lasts
        Whether there will never be anything else at its path.
    """

    path: str
    kind: str
    body: bytes = field(repr=False)
    lasts: bool = True

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """How long it may be kept."""
        return (("Cache-Control", "public, max-age=31536000, immutable"),) if self.lasts else ()


def _named(stem: str, ending: str, kind: str) -> File:
    body = (TEMPLATES / f"{stem}.{ending}").read_bytes()
    return File(f"/files/{stem}-{sha256(body).hexdigest()[:12]}.{ending}", kind, body)


STYLES = _named("site", "css", "text/css")
ICON = _named("icon", "svg", "image/svg+xml")
ROBOTS = File("/robots.txt", "text/plain", b"User-agent: *\nDisallow:\n", lasts=False)
"""Calendar services have refused feeds of sites that bar them, or that have no such file."""
FILES = (STYLES, ICON, ROBOTS)
