"""Where the service is to be found: the addresses that people are given."""

from __future__ import annotations

from planner.application.settings import Settings

INVITATION = "/invitations/<secret>"
PASSWORD = "/passwords/<secret>"  # noqa: S105 (a path)
LINK = "/links/<secret>"
FEED = "/feeds/<secret>/<name>.ics"


def address_of(path: str, settings: Settings, secret: str, name: str = "semesterplan") -> str:
    """An address to be handed out.

    Parameters
    ----------
    path
        One of those above.
    secret
        What opens it.
    name
        What a feed is called, for whoever reads the address; any name does.
    """
    return settings.links_from + path.replace("<secret>", secret).replace("<name>", name)
