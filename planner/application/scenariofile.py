"""A scenario, from a file or as the command line made it, read against its problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from planner.application.intake import Kinds, in_order, mapping_of
from planner.application.rulesettings import read_settings, unknown_rule
from planner.application.salvage import Salvage, salvage
from planner.application.shape import within
from planner.application.yamlsource import Location, Source, read_source
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.problem import Problem
from planner.domain.scenario import NewRule, Scenario
from planner.domain.scenario_faults import scenario_faults
from planner.domain.words import Phrase

Tell = Callable[[Location, Phrase], Fault]
"""Makes a fault of a place in the scenario and what is wrong there."""

STAND_INS: dict[str, object] = {"name": "Scenario"}
ALWAYS_KEPT = Phrase(
    nb="Et scenario endrer alltid den publiserte planen så lite som mulig, så denne regelen kan "
    "ikke utelates; fjern endringen.",
    nn="Eit scenario endrar alltid den publiserte planen så lite som mogleg, så denne regelen kan "
    "ikkje utelatast; fjern endringa.",
)


def read_scenario(path: Path, problem: Problem, kinds: Kinds) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    problem
        The problem that the scenario changes, with the contacts of its plan.
    kinds
        Every kind of rule there is.

    Raises
    ------
    UnreadableInput
        With every fault of the file. Meetings that it locks or moves are for the plan to know.
    """
    return scenario_in(read_source(path), problem, kinds)


def scenario_in(source: Source, problem: Problem, kinds: Kinds) -> Scenario:
    """The scenario of a file that was read, or of a document that was handed in.

    Raises
    ------
    UnreadableInput
        As for `read_scenario`.
    """
    return _scenario(mapping_of(source), problem, kinds, source.fault, source.faults)


def scenario_from(document: dict[str, object], problem: Problem, kinds: Kinds) -> Scenario:
    """Read a scenario that was not written to a file, given as the file would hold it.

    Raises
    ------
    UnreadableInput
        With every fault of it.
    """
    return _scenario(document, problem, kinds, Fault, [])


def _scenario(
    document: dict[str, object], problem: Problem, kinds: Kinds, tell: Tell, faults: list[Fault]
) -> Scenario:
    found = salvage(Scenario, document, STAND_INS)
    faults = [*faults, *(tell(place, sentence) for place, sentence in found.mistakes)]
    scenario = found.model
    if scenario is not None:
        scenario, mistakes = _with_settings(scenario, kinds)
        if not _lost_something_new(found, document):
            mistakes += [
                (fault.path, fault.sentence) for fault in scenario_faults(scenario, problem)
            ]
        faults += [tell(found.in_document(place), sentence) for place, sentence in mistakes]
    if faults or scenario is None:
        raise UnreadableInput(in_order(faults), problem.language)
    return scenario


def _with_settings(
    scenario: Scenario, kinds: Kinds
) -> tuple[Scenario, list[tuple[Location, Phrase]]]:
    """The scenario with the settings of rules as the rules write them, and what is wrong."""
    by_name = {kind.name(): kind for kind in kinds}
    mistakes: list[tuple[Location, Phrase]] = []
    changes = list(scenario.changes)
    for number, change in enumerate(changes):
        if not isinstance(change, NewRule):
            continue
        unknown = unknown_rule(change.rule, by_name)
        if unknown is not None:
            mistakes.append((("changes", number, "rule"), unknown))
            continue
        if change.becomes is False and by_name[change.rule].keeps_published:
            mistakes.append((("changes", number, "becomes"), ALWAYS_KEPT))
            continue
        settings, wrong = read_settings(by_name[change.rule], change.becomes)
        at: Location = ("changes", number, "becomes")
        mistakes += [((*at, *place), sentence) for place, sentence in wrong]
        changes[number] = change.model_copy(update={"becomes": settings})
    return scenario.model_copy(update={"changes": tuple(changes)}), mistakes


def _lost_something_new(found: Salvage[Scenario], document: dict[str, object]) -> bool:
    """Whether a change that adds something could not be read, so that others may name it."""
    return any("add_" in key for key in _keys_of_lost(found, document))


def _keys_of_lost(found: Salvage[Scenario], document: dict[str, object]) -> Iterator[str]:
    for place in found.removed:
        if place[:1] == ("changes",) and len(place) > 1:
            change = within(within(document, "changes"), place[1])
            yield from change if isinstance(change, dict) else ()
