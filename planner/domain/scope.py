"""For whom a series meets: for each unit, hub, pair, zone or municipality, or once for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, Tag

from planner.domain.forms import by_first_key
from planner.domain.model import Id, Model
from planner.domain.unitfilter import UnitFilter

if TYPE_CHECKING:
    from planner.domain.problem import Problem
    from planner.domain.units import Unit


class EachUnit(Model):
    """The series once for each chosen unit."""

    each_unit: UnitFilter


class EachHub(Model):
    """The series once for each chosen unit together with every unit that feeds it."""

    each_hub: UnitFilter
    feeders: UnitFilter = UnitFilter()


class EachLink(Model):
    """The series once for each pair of a unit and one that feeds it; held at the former."""

    each_link: UnitFilter
    feeders: UnitFilter = UnitFilter()


class EachZone(Model):
    """The series once for each zone, with its chosen units; held at the first."""

    each_zone: UnitFilter


class EachMunicipality(Model):
    """The series once for each municipality, with its chosen units; held at the first."""

    each_municipality: UnitFilter


class Groups(Model):
    """The series once for each listed group of units; held at the first."""

    groups: Annotated[
        tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...], Field(min_length=1)
    ]


class Together(Model):
    """The series once, with all chosen units, or with none when the filter is `null`."""

    together: UnitFilter | None


Scope = Annotated[
    Annotated[EachUnit, Tag("each_unit")]
    | Annotated[EachHub, Tag("each_hub")]
    | Annotated[EachLink, Tag("each_link")]
    | Annotated[EachZone, Tag("each_zone")]
    | Annotated[EachMunicipality, Tag("each_municipality")]
    | Annotated[Groups, Tag("groups")]
    | Annotated[Together, Tag("together")],
    by_first_key(
        "each_unit",
        "each_hub",
        "each_link",
        "each_zone",
        "each_municipality",
        "groups",
        "together",
    ),
]


def chosen_units(units: UnitFilter, problem: Problem) -> list[Unit]:
    """The units that a filter chooses, in the problem's order."""
    return [unit for unit in problem.units if units.chooses(unit)]


def groups_of(scope: Scope, problem: Problem) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Key and units (the host first) of each group that a scope gives."""
    match scope:
        case EachUnit(each_unit=chosen):
            yield from ((unit.id, (unit.id,)) for unit in chosen_units(chosen, problem))
        case EachHub() | EachLink():
            yield from _fed(scope, problem)
        case EachZone() | EachMunicipality():
            yield from _gathered(scope, problem)
        case Groups(groups=groups):
            yield from ((".".join(group), group) for group in groups)
        case Together(together=chosen):
            units = () if chosen is None else chosen_units(chosen, problem)
            yield "alle", tuple(unit.id for unit in units)


def _fed(scope: EachHub | EachLink, problem: Problem) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each chosen unit with those that feed it: all in one group, or a group for each."""
    feeding = chosen_units(scope.feeders, problem)
    hub = isinstance(scope, EachHub)
    chosen = scope.each_hub if isinstance(scope, EachHub) else scope.each_link
    for unit in chosen_units(chosen, problem):
        around = tuple(feeder.id for feeder in feeding if unit.id in feeder.feeds)
        if hub and around:
            yield unit.id, (unit.id, *around)
        elif not hub:
            yield from ((f"{unit.id}.{feeder}", (unit.id, feeder)) for feeder in around)


def _gathered(
    scope: EachZone | EachMunicipality, problem: Problem
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The chosen units of each zone or municipality; units without a zone are left out."""
    by_zone = isinstance(scope, EachZone)
    chosen = scope.each_zone if isinstance(scope, EachZone) else scope.each_municipality
    together: dict[str, list[str]] = {}
    for unit in chosen_units(chosen, problem):
        common = unit.zone if by_zone else unit.municipality
        if common is not None:
            together.setdefault(common, []).append(unit.id)
    yield from ((common, tuple(members)) for common, members in together.items())
