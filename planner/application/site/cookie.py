"""The cookie of pages and API: signed, for this host alone, out of reach of scripts."""

from __future__ import annotations

from planner.application.service import Service

LARGEST_FORM = 64 * 1024
"""In octets."""


def is_closed(service: Service) -> bool:
    """Whether people reach the service by https; on this machine they may do without."""
    return service.settings.links_from.startswith("https:")


def cookie_settings(service: Service) -> dict[str, object]:
    """What the web server has to know of it."""
    closed = is_closed(service)
    return {
        "SECRET_KEY": service.seal.key_for("site"),
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "SESSION_COOKIE_HTTPONLY": True,
        # No other host, and none of a lower name, can set a cookie that begins so (RFC 6265bis).
        "SESSION_COOKIE_NAME": "__Host-semesterplan" if closed else "semesterplan",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": closed,
        # Forms stay open for long: they are good for as long as the session is.
        "WTF_CSRF_TIME_LIMIT": None,
    }
