"""What differs between two plans: which meetings are changed, how, and for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from planner.domain.plan import PlacedMeeting, Plan


@dataclass(frozen=True)
class Change:
    """What becomes of one meeting.

    Parameters
    ----------
    before, after
        The meeting as it was and as it is; `None` where it has no place.
    forced
        Whether it could not have stayed as it was; otherwise the change makes room for others.
    """

    before: PlacedMeeting | None
    after: PlacedMeeting | None
    forced: bool

    @property
    def meeting(self) -> PlacedMeeting:
        """The meeting as it is, or as it was when it has no place any more."""
        meeting = self.after or self.before
        assert meeting is not None
        return meeting

    @cached_property
    def joined(self) -> tuple[str, ...]:
        """People who are there now and were not before."""
        return _people_only_in(self.after, self.before)

    @cached_property
    def left(self) -> tuple[str, ...]:
        """People who were there before and are not now."""
        return _people_only_in(self.before, self.after)

    @property
    def is_new(self) -> bool:
        """Whether the meeting had no place before."""
        return self.before is None

    @property
    def is_cancelled(self) -> bool:
        """Whether the meeting has no place any more."""
        return self.after is None

    @property
    def is_moved(self) -> bool:
        """Whether the meeting begins or ends at another time."""
        if self.before is None or self.after is None:
            return False
        return (self.before.start, self.before.end) != (self.after.start, self.after.end)

    @property
    def is_restaffed(self) -> bool:
        """Whether other people come to a meeting that is held before and after."""
        both = self.before is not None and self.after is not None
        return both and bool(self.joined or self.left)

    @property
    def affected(self) -> tuple[str, ...]:
        """People, units and rooms that have to know of it."""
        if self.is_restaffed and not self.is_moved and self._room_stays:
            return (*self.left, *self.joined)
        sides = [each.participants for each in (self.before, self.after) if each is not None]
        return tuple(dict.fromkeys(one for side in sides for one in side))

    @property
    def _room_stays(self) -> bool:
        return bool(self.before and self.after) and self.before.room == self.after.room  # type: ignore[union-attr]


def diff(before: Plan, after: Plan, forced: Collection[str] = ()) -> tuple[Change, ...]:
    """Every meeting that is not as it was, in the order of time.

    Parameters
    ----------
    forced
        Ids of the meetings that could not stay as they were.
    """
    changes = [
        Change(before.placed.get(name), after.placed.get(name), name in forced)
        for name in {**before.placed, **after.placed}
        if _differ(before.placed.get(name), after.placed.get(name))
    ]
    return in_order(changes)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order of when the meetings were, or are for the first time."""
    return tuple(sorted(changes, key=_when))


def _when(change: Change) -> tuple[datetime, str]:
    meeting = change.before or change.meeting
    return meeting.start, meeting.id


def _differ(before: PlacedMeeting | None, after: PlacedMeeting | None) -> bool:
    if before is None or after is None:
        return True
    return (
        before.start != after.start
        or before.end != after.end
        or before.place != after.place
        or before.room != after.room
        or set(before.participants) != set(after.participants)
    )


def _people_only_in(one: PlacedMeeting | None, other: PlacedMeeting | None) -> tuple[str, ...]:
    return tuple(_present(one, other))


def _present(one: PlacedMeeting | None, other: PlacedMeeting | None) -> Iterator[str]:
    if one is None:
        return
    there = set(other.participants) if other is not None else set()
    people = {each.id for each in one.people}
    yield from (each for each in one.participants if each in people and each not in there)
