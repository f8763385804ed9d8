"""That somebody saw something over the API is noted before they get to see it."""

from __future__ import annotations

from typing import Any

from planner.application.api.endpoint import Asked
from planner.application.store.access import Seen, note_access


def note_seen(asked: Asked[Any, Any, Any], kind: Seen, subject: str = "") -> None:
    """Note that whoever asks sees something of the office in the path.

    It is called once it is known that they may, and before anything is answered.

    Parameters
    ----------
    subject
        The id of what they see; empty where an office has but one.

    Raises
    ------
    StoreUnavailable
        It cannot be noted, so they are not to see it.
    """
    office: str = asked.path.office
    note_access(asked.service.store, office, kind, subject, by=asked.by, at=asked.at)
