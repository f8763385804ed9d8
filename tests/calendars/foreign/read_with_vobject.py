"""Reads feeds with vobject, a Python library that shares nothing with the one we write with."""

import json
import sys
from datetime import UTC, date, datetime

import vobject


def moment(value: date) -> str:
    """A moment in UTC, or a whole day; a moment without a time zone is left without one."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat()
    return value.isoformat()


def events(feed: str) -> list[dict[str, str]]:
    """The events of a feed, in its order."""
    return [
        {
            "uid": event.uid.value,
            "start": moment(event.dtstart.value),
            "end": moment(event.dtend.value),
            "summary": event.summary.value,
            "status": event.status.value,
        }
        for event in vobject.readOne(feed).contents.get("vevent", [])
    ]


if __name__ == "__main__":
    json.dump([events(feed) for feed in json.load(sys.stdin)], sys.stdout)
