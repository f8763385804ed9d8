"""What was published: every version of every half-year's plan, in order."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from planner.domain.audience import Audience
from planner.domain.availability import Moment
from planner.domain.lineage import Lineage, Story
from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem

LONGEST_NOTE = 500


class Version(Model):
    """A published plan with the problem it is a plan of. It is never edited.

    Parameters
    ----------
    number
        From 1, over all half-years of one history.
    note
        Why it was published, for those who look at the history; it stands in no feed.
    page
        Address of the page where the plan can be looked at; `None` when there is none.
    """

    number: Annotated[int, Field(ge=1)]
    published_at: Moment
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    page: str | None = None
    problem: Problem
    plan: Plan

    def follows(self, before: Version) -> bool:
        """Whether it is a later version of the same half-year as another.

        The next half-year of a problem that kept its id is told by its days.
        """
        return self.problem.id == before.problem.id and self._shares_days_with(before)

    def sharing_with(self, other: Version) -> Version:
        """The same, with what it has in common with another version in memory once."""
        problem = self.problem.sharing_with(other.problem)
        plan = self.plan.sharing_with(other.plan)
        return self.model_copy(update={"problem": problem, "plan": plan})

    def doubles(self, other: Version) -> bool:
        """Whether it shares days, and people or units, with a version of a problem of another id.

        Those have the meetings of both in their calendars, for it cannot be told that it is one.
        """
        ours, theirs = self.problem, other.problem
        people = ours.people_by_id.keys() & theirs.people_by_id.keys()
        units = ours.units_by_id.keys() & theirs.units_by_id.keys()
        return ours.id != theirs.id and bool(people or units) and self._shares_days_with(other)

    def _shares_days_with(self, other: Version) -> bool:
        ours, theirs = self.problem.semester, other.problem.semester
        return ours.first_day <= theirs.last_day and theirs.first_day <= ours.last_day


class Erased(Model):
    """What is left of a version that was erased with its school year: its place in the order."""

    number: Annotated[int, Field(ge=1)]
    published_at: Moment


class History(Model):
    """Every version that was published, the first one first, of one half-year or of several.

    Parameters
    ----------
    erased
        Those of half-years that were erased; nothing is told of them any more.
    """

    versions: tuple[Version, ...] = ()
    erased: tuple[Erased, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> History:
        in_order = [each.number for each in self.versions]
        numbers = [each.number for each in self.ever]
        if numbers != list(range(1, len(numbers) + 1)) or in_order != sorted(in_order):
            raise ValueError("versions_out_of_order")
        moments = [each.published_at.astimezone(UTC) for each in self.ever]
        if moments != sorted(moments):
            raise ValueError("versions_out_of_order")
        return self

    @cached_property
    def ever(self) -> tuple[Version | Erased, ...]:
        """All that was ever published, in order."""
        return tuple(sorted((*self.erased, *self.versions), key=lambda each: each.number))

    @property
    def newest(self) -> int:
        """The number of the newest version; 0 when nothing was ever published."""
        return len(self.ever)

    @cached_property
    def half_years(self) -> tuple[tuple[Version, ...], ...]:
        """The versions of each half-year, the half-year that was published first, first."""
        half_years: list[list[Version]] = []
        for version in self.versions:
            same = next((each for each in half_years if version.follows(each[-1])), None)
            if same is None:
                half_years.append([version])
            else:
                same.append(version)
        return tuple(tuple(each) for each in half_years)

    @cached_property
    def current(self) -> tuple[Version, ...]:
        """What stands: the newest version of each half-year."""
        return tuple(each[-1] for each in self.half_years)

    @cached_property
    def moments(self) -> tuple[datetime, ...]:
        """When feeds say that each version was published: whole seconds, UTC, no two the same.

        HTTP and iCalendar know no finer time, and by the same time nobody would see a change.
        """
        moments: list[datetime] = []
        for version in self.ever:
            moment = version.published_at.astimezone(UTC).replace(microsecond=0)
            if moments:
                moment = max(moment, moments[-1] + timedelta(seconds=1))
            moments.append(moment)
        return tuple(moments)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """What became of everything, half-year by half-year."""
        return self._stories_after(())

    def after(self, earlier: History) -> Self:
        """The same, with what was worked out of it when it was shorter.

        Nothing comes of it unless the versions of both are the very same objects.
        """
        if "stories" in vars(earlier):
            vars(self)["stories"] = self._stories_after(earlier.stories)
        return self

    def _stories_after(self, earlier: tuple[Story, ...]) -> tuple[Story, ...]:
        stories = []
        for versions in self.half_years:
            moments = [self.moments[each.number - 1] for each in versions]
            begun = (each for each in earlier if each.begins(versions, moments))
            story = next(begun, Story())
            told = len(story.versions)
            for version, at in zip(versions[told:], moments[told:], strict=True):
                story = story.after(version, at)
            stories.append(story)
        return tuple(stories)

    @cached_property
    def lineages(self) -> tuple[Lineage, ...]:
        """What became of every meeting and deadline that was ever published."""
        return tuple(lineage for story in self.stories for lineage in story.lineages)

    @cached_property
    def lineages_by_audience(self) -> dict[Audience, tuple[Lineage, ...]]:
        """What was ever shown to each audience."""
        concerned: defaultdict[Audience, list[Lineage]] = defaultdict(list)
        for lineage in self.lineages:
            for audience in lineage.audiences:
                concerned[audience].append(lineage)
        return {audience: tuple(theirs) for audience, theirs in concerned.items()}
