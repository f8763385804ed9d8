"""A scenario as the command line states it: a file, somebody away, or one meeting moved by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.application.baseline import Baseline
from planner.application.scenariofile import read_scenario, scenario_from
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.scenario import Scenario
from planner.domain.words import Phrase

ONE_OF_THREE = Phrase(
    nb="Oppgi ett av disse: --scenario FIL, --away PERSON --from DATO --to DATO, eller --move MØTE "
    "--to TIDSPUNKT.",
    nn="Oppgje eitt av desse: --scenario FIL, --away PERSON --from DATO --to DATO, eller --move "
    "MØTE --to TIDSPUNKT.",
)
AWAY_FROM_TO = Phrase(
    nb="Til --away hører både --from DATO og --to DATO, som 2027-03-01; oppgi dem.",
    nn="Til --away høyrer både --from DATO og --to DATO, som 2027-03-01; oppgje dei.",
)
MOVE_TO = Phrase(
    nb="Til --move hører --to TIDSPUNKT, som 2027-03-04T09:00, og ikke --from; oppgi det.",
    nn="Til --move høyrer --to TIDSPUNKT, som 2027-03-04T09:00, og ikkje --from; oppgje det.",
)
NO_DATES = Phrase(
    nb="--from og --to hører til --away og --move; i et scenario står dagene i filen.",
    nn="--from og --to høyrer til --away og --move; i eit scenario står dagane i fila.",
)
AWAY = Phrase(nb="{who} er borte", nn="{who} er borte")
MOVED = Phrase(nb="Et møte flyttes for hånd", nn="Eit møte blir flytta for hand")


def scenario_asked(
    baseline: Baseline,
    *,
    file: Path | None,
    away: str | None,
    move: str | None,
    first_day: str | None,
    to: str | None,
    locked: Sequence[str] = (),
    freeze_days: int | None = None,
    rebase: bool = False,
) -> Scenario:
    """The scenario that options state.

    Parameters
    ----------
    locked, freeze_days
        On top of, and instead of, what the file says.
    rebase
        Whether a scenario that was made against another version of the plan is taken over.

    Raises
    ------
    UnreadableInput
        With what is wrong with the options, or every fault of the scenario.
    """
    problem = baseline.problem
    wrong = _wrong_use(file, away, move, first_day, to)
    if wrong is not None:
        raise UnreadableInput((Fault((), wrong),), problem.language)
    if file is not None:
        scenario = read_scenario(file, problem, baseline.kinds)
    elif away is not None:
        person = problem.people_by_id.get(away)
        name = AWAY.with_facts(who=person.name if person else away).text(problem.language)
        change: dict[str, object] = {"away": away, "first_day": first_day, "last_day": to}
        scenario = scenario_from({"name": name, "changes": [change]}, problem, baseline.kinds)
    else:
        name, change = MOVED.text(problem.language), {"move": move, "to": to}
        scenario = scenario_from({"name": name, "changes": [change]}, problem, baseline.kinds)
    further: dict[str, object] = {"locked": tuple(dict.fromkeys((*scenario.locked, *locked)))}
    if freeze_days is not None:
        further["freeze_days"] = freeze_days
    if rebase:
        further["plan"] = None
    return scenario.model_copy(update=further)


def _wrong_use(
    file: Path | None, away: str | None, move: str | None, first_day: str | None, to: str | None
) -> Phrase | None:
    """What is wrong with a combination of options; `None` when nothing is."""
    if sum(each is not None for each in (file, away, move)) != 1:
        return ONE_OF_THREE
    if away is not None and (first_day is None or to is None):
        return AWAY_FROM_TO
    if move is not None and (first_day is not None or to is None):
        return MOVE_TO
    if file is not None and (first_day is not None or to is not None):
        return NO_DATES
    return None
