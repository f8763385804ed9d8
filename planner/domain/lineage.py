"""What became of each meeting and deadline through everything that was published.

A *lineage* is one meeting, whatever id it goes by. Its *revisions* are the versions in which what
can be told of it changed (RFC 5545 section 3.8.7.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.announcement import Announcement, MeetingAnnouncement
from planner.domain.announcing import (
    announced_agendas,
    announced_meetings,
    announced_milestones,
    coarse_title_of,
)
from planner.domain.deadlines import AGENDA_ENDING
from planner.domain.identity import NO_KEYS, Keys
from planner.domain.words import Phrase

if TYPE_CHECKING:
    from planner.domain.audience import Audience
    from planner.domain.problem import Problem
    from planner.domain.publication import Version


class Standing(Enum):
    """How a meeting or deadline stands for somebody."""

    HELD = auto()
    CANCELLED = auto()
    TAKEN_OFF = auto()
    """It is held, and they are not asked to it any more."""


class Revision(NamedTuple):
    """What can be told from a version on.

    Parameters
    ----------
    sequence
        From 0; it never falls.
    told
        `None` from when it is cancelled, or gone.
    coarse_title
        What it is called from now on also by those who see it as it was; `None` for what it was.
    """

    sequence: int
    at: datetime
    told: Announcement | None
    coarse_title: Phrase | None = None


class Appearance(NamedTuple):
    """What somebody sees of a meeting or deadline: as it is told, or was told the last time."""

    told: Announcement
    standing: Standing
    sequence: int
    at: datetime


@dataclass(frozen=True)
class Lineage:
    """A meeting or a deadline through everything that was published.

    Parameters
    ----------
    root
        Tells it from all others, for ever, and says nothing about it.
    """

    root: str
    revisions: tuple[Revision, ...]

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Everybody it ever concerned."""
        told = (each.told for each in self.revisions if each.told is not None)
        return tuple(dict.fromkeys(audience for each in told for audience in each.audiences))

    def appearance_for(self, audience: Audience) -> Appearance | None:
        """What an audience sees of it; `None` when it never concerned them.

        Who was taken off a meeting sees it as it was then, whatever becomes of it afterwards. What
        was over by then was held, or they were there: it stays. But no name is shown to them that
        is not to be told any more.
        """
        for number, revision in reversed(tuple(enumerate(self.revisions))):
            told = revision.told
            if told is None or audience not in told.audiences:
                continue
            later = self.revisions[number + 1 :]
            standing, shown = Standing.HELD, revision
            if later and told.span_for(audience)[1] > later[0].at:
                standing = Standing.CANCELLED if later[0].told is None else Standing.TAKEN_OFF
                shown = later[0]
            return _discreetly(Appearance(told, standing, shown.sequence, shown.at), later)
        return None


def _discreetly(appearance: Appearance, later: tuple[Revision, ...]) -> Appearance:
    """What somebody sees, when it has had a coarse title since."""
    told = appearance.told
    if isinstance(told, MeetingAnnouncement) and not told.is_coarse:
        for sequence, at, _, title in later:
            if title is not None:
                return Appearance(told.coarse(title), appearance.standing, sequence, at)
    return appearance


@dataclass(frozen=True, slots=True)
class Story:
    """What became of everything in a half-year, up to one of its versions.

    It goes on from version to version, so a longer history is not worked out from the beginning.

    Parameters
    ----------
    versions
        Those of the half-year, the first one first.
    moments
        When each of them was published, as feeds say it.
    """

    versions: tuple[Version, ...] = ()
    moments: tuple[datetime, ...] = ()
    keys: Keys = NO_KEYS
    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)

    def begins(self, versions: Sequence[Version], moments: Sequence[datetime]) -> bool:
        """Whether others begin with the very same versions, published when these were."""
        many = len(self.versions)
        same = all(one is other for one, other in zip(self.versions, versions, strict=False))
        return same and many <= len(versions) and self.moments == tuple(moments[:many])

    def after(self, version: Version, at: datetime) -> Story:
        """As it is with the version that comes next: what changed, what is new, and what is gone.

        What was over by then is not gone.
        """
        keys = self.keys.after(self.versions[-1] if self.versions else None, version)
        revisions = defaultdict(tuple, self.revisions)
        _revise(revisions, _told(version, keys), at, version.problem)
        return Story((*self.versions, version), (*self.moments, at), keys, dict(revisions))

    @property
    def lineages(self) -> tuple[Lineage, ...]:
        """What became of each, in the order of when it was first published."""
        first = self.versions[0].problem
        half_year = f"{first.id} {first.semester.first_day}"
        return tuple(Lineage(_root(half_year, key), each) for key, each in self.revisions.items())


def _told(version: Version, keys: Keys) -> dict[str, Announcement]:
    """What can be told in a version, by what tells it from all others."""
    meetings, agendas = announced_meetings(version), announced_agendas(version)
    return {
        **{keys.known[name].key: each for name, each in meetings.items()},
        **{f"{keys.known[name].key}{AGENDA_ENDING}": each for name, each in agendas.items()},
        **announced_milestones(version),
    }


def _revise(
    revisions: defaultdict[str, tuple[Revision, ...]],
    told: Mapping[str, Announcement],
    at: datetime,
    problem: Problem,
) -> None:
    """Add a version: what changed, what is new or back, and what is gone and was not over."""
    for key, each in told.items():
        before = revisions[key]
        if not before or before[-1].told != each:
            title = coarse_title_of(each, problem)
            kept = _sharing(each, before[-1].told) if before else each
            revisions[key] = (*before, Revision(len(before), at, kept, title))
    for key, before in revisions.items():
        if key in told:
            continue
        last = next(each.told for each in reversed(before) if each.told is not None)
        title = coarse_title_of(last, problem)
        is_new = before[-1].told is not None and last.span[1] > at
        if is_new or (title is not None and before[-1].coarse_title is None):
            title = title or before[-1].coarse_title
            revisions[key] = (*before, Revision(len(before), at, None, title))


def _sharing(told: Announcement, before: Announcement | None) -> Announcement:
    """What is told, with those whom it concerns in memory once when they are the same as before."""
    if not isinstance(told, MeetingAnnouncement) or not isinstance(before, MeetingAnnouncement):
        return told
    ours, theirs = ((each.people, each.units, each.series) for each in (told, before))
    if ours != theirs:
        return told
    shared = replace(told, people=before.people, units=before.units)
    vars(shared)["audiences"] = before.audiences  # where a cached property is kept
    return shared


def _root(half_year: str, key: str) -> str:
    """Digits that are the same for ever, and do not say what they stand for."""
    return sha256(f"{half_year} {key}".encode()).hexdigest()[:32]
