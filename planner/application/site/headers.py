"""Headers: what browsers and calendar programs are to do, and not to do, with an answer."""

from __future__ import annotations

Headers = tuple[tuple[str, str], ...]

FOR_ALL: Headers = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
    ("Referrer-Policy", "no-referrer"),
)
FOR_FEEDS: Headers = (
    ("Content-Type", "text/calendar; charset=utf-8"),
    ("Cache-Control", "private, no-cache"),
    ("Vary", "Accept-Encoding"),
)
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Pages are text, a style sheet, an icon and forms of ours (CSP Level 3); no script runs."""
FOR_PAGES: Headers = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
FOR_HTTPS: Headers = (("Strict-Transport-Security", "max-age=31536000"),)
"""From a service that people reach by https (RFC 6797)."""


def of_all(kind: str | None, *, https: bool) -> Headers:
    """What every answer of a media type has.

    Parameters
    ----------
    https
        Whether people reach the service by it.
    """
    if kind != "text/html":
        return FOR_ALL
    return (*FOR_ALL, *FOR_PAGES, *(FOR_HTTPS if https else ()))
