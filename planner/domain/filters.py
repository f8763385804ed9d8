"""What a choice of units names: units, zones and municipalities that must be there."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.errors import Fault
from planner.domain.faults import Lost, Path, did_you_mean, known
from planner.domain.problem import Problem
from planner.domain.unitfilter import UnitFilter
from planner.domain.words import Phrase

UNKNOWN_ZONE = Phrase(
    nb="Ingen enhet ligger i sonen «{name}»; {way_out}",
    nn="Inga eining ligg i sona «{name}»; {way_out}",
)
SET_ZONE = Phrase(
    nb="sett zone på enhetene det gjelder, eller fjern sonen her.",
    nn="set zone på einingane det gjeld, eller fjern sona her.",
)
UNKNOWN_MUNICIPALITY = Phrase(
    nb="Ingen enhet ligger i kommunen «{name}»; {way_out}",
    nn="Inga eining ligg i kommunen «{name}»; {way_out}",
)
SET_MUNICIPALITY = Phrase(nb="fjern den her.", nn="fjern han her.")


def filter_faults(problem: Problem, chosen: UnitFilter, path: Path, lost: Lost) -> Iterator[Fault]:
    """Everything that a filter at `path` names, and that is not there."""
    for place, unit in enumerate(chosen.ids or ()):
        yield from known(unit, (*path, "ids", place), problem, lost, "units")
    if "units" in lost.touched:
        return
    if chosen.zones:
        zones = {unit.zone for unit in problem.units if unit.zone is not None}
        for place, zone in enumerate(chosen.zones):
            if zone not in zones:
                way_out = did_you_mean(zone, zones, otherwise=SET_ZONE)
                sentence = UNKNOWN_ZONE.with_facts(name=zone, way_out=way_out)
                yield Fault((*path, "zones", place), sentence)
    if chosen.municipalities:
        municipalities = {unit.municipality for unit in problem.units}
        for place, name in enumerate(chosen.municipalities):
            if name not in municipalities:
                way_out = did_you_mean(name, municipalities, otherwise=SET_MUNICIPALITY)
                sentence = UNKNOWN_MUNICIPALITY.with_facts(name=name, way_out=way_out)
                yield Fault((*path, "municipalities", place), sentence)
