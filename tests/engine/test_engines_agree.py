"""Law L4: exact model, reference evaluator and brute force say the same of the same placements."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random

import pytest
from ortools.sat.python import cp_model

from planner.domain.grid import set_bits
from planner.engine import exact
from planner.engine.compiled import Compiled, compile_timetable
from planner.engine.construct import construct
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.exact_model import ExactModel
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_prices import price
from planner.engine.occupancy import Occupancy
from planner.engine.timetable import Placement, Placements, Timetable
from tests.engine.random_timetables import odd_timetable, random_timetable


def unbroken_placements(compiled: Compiled, seed: int) -> Placements:
    """A random placement that breaks nothing, with random people where there is a choice."""
    random = Random(seed)
    timetable = compiled.timetable
    occupancy = Occupancy(compiled)
    meetings = list(range(len(compiled.ids)))
    random.shuffle(meetings)
    for meeting in meetings:
        starts = list(set_bits(occupancy.open_starts(meeting)))
        random.shuffle(starts)
        for start in starts[:4]:
            attending = set(compiled.forced[meeting])
            for choice in compiled.choices[meeting]:
                free = occupancy.free_options(meeting, choice, start)
                random.shuffle(free)
                least = choice.count if choice.required else 0
                attending.update(free[: random.randint(least, choice.count)])
            occupancy.put(meeting, start, frozenset(attending))
            if not evaluate(timetable, occupancy.placements()).broken:
                break
            occupancy.take(meeting)
    return occupancy.placements()


def objective_of(compiled: Compiled, free: list[int], placements: Placements) -> int:
    """What the exact model of some meetings says that placements cost."""
    everywhere = compiled.timetable.grid.everything
    model = ExactModel(compiled, placements, free, within=everywhere, may_omit=True)
    price(model, Pairs(model))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    assert solver.solve(model.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.mark.parametrize("make", [random_timetable, odd_timetable])
@pytest.mark.parametrize("seed", range(30))
def test_exact_model_prices_placements_as_the_evaluator_does(
    make: Callable[[int], Timetable], seed: int
) -> None:
    """Objective and evaluator differ by one constant for all placements of the free meetings."""
    compiled = compile_timetable(make(seed))
    everything = list(range(len(compiled.ids)))
    constants = set()
    for number in range(4):
        placements = unbroken_placements(compiled, seed * 10 + number)
        cost = evaluate(compiled.timetable, placements).total
        constants.add(cost - objective_of(compiled, everything, placements))
    assert len(constants) == 1


@pytest.mark.parametrize("seed", range(25))
def test_neighbourhood_prices_what_it_can_change(seed: int) -> None:
    """Moving only the free meetings changes objective and evaluator by the same amount."""
    compiled = compile_timetable(random_timetable(seed))
    random = Random(seed)
    free = [each for each in range(len(compiled.ids)) if random.random() < 0.4]
    fixed = {compiled.ids[each] for each in range(len(compiled.ids))} - {
        compiled.ids[each] for each in free
    }
    base = unbroken_placements(compiled, seed)
    constants = set()
    for number in range(6):
        other = unbroken_placements(compiled, seed * 10 + number)
        mixed = {name: base[name] for name in base if name in fixed}
        mixed |= {name: other[name] for name in other if name not in fixed}
        evaluation = evaluate(compiled.timetable, mixed)
        if not evaluation.broken:
            constants.add(evaluation.total - objective_of(compiled, free, mixed))
    assert len(constants) <= 1


def cheapest_by_brute_force(timetable: Timetable) -> int:
    """The lowest price of any placement that breaks nothing, by trying every one."""
    options: list[list[Placement | None]] = []
    for meeting in timetable.meetings.values():
        loose = [each for one in meeting.attendances.values() for each in one.options]
        choices: list[Placement | None] = [None]
        for start in set_bits(meeting.starts):
            for there in product((False, True), repeat=len(loose)):
                attending = frozenset(each for each, on in zip(loose, there, strict=True) if on)
                single = {meeting.id: Placement(start, attending)}
                over = any(
                    len(attending.intersection(one.options)) > one.count
                    for one in meeting.attendances.values()
                )
                if not over and not evaluate(timetable, single).broken:
                    choices.append(single[meeting.id])
        options.append(choices)
    cheapest: int | None = None
    for placement in product(*options):
        placements = {
            name: each
            for name, each in zip(timetable.meetings, placement, strict=True)
            if each is not None
        }
        evaluation = evaluate(timetable, placements)
        if not evaluation.broken and (cheapest is None or evaluation.total < cheapest):
            cheapest = evaluation.total
    assert cheapest is not None
    return cheapest


@pytest.mark.parametrize("seed", range(12))
def test_prove_finds_the_cheapest_of_all(seed: int) -> None:
    """On timetables small enough to try every placement, the bound and the cost are the truth."""
    timetable = random_timetable(seed, groups=1, days=4)
    compiled = compile_timetable(timetable)
    answer = exact.prove(
        compiled,
        construct(compiled).placements(),
        movable=frozenset(range(len(compiled.ids))),
        effort=Effort(lambda: 60),
        report=lambda _: None,
    )
    truth = cheapest_by_brute_force(timetable)
    assert (answer.cost, answer.bound) == (truth, truth)
    assert evaluate(timetable, answer.placements).total == truth


ODD_OR_NOT = [
    *(pytest.param(random_timetable(seed, groups=4, days=14), id=f"{seed}") for seed in range(60)),
    *(pytest.param(odd_timetable(seed), id=f"odd {seed}") for seed in range(20)),
]


@pytest.mark.parametrize("timetable", ODD_OR_NOT)
def test_construct_breaks_nothing(timetable: Timetable) -> None:
    """Whatever greed leaves out, what it places holds."""
    placements = construct(compile_timetable(timetable)).placements()
    assert evaluate(timetable, placements).broken == {}
    assert placements


@pytest.mark.parametrize("seed", range(8))
def test_improve_never_makes_it_dearer_and_breaks_nothing(seed: int) -> None:
    """Side-by-side neighbourhoods that get in each other's way are dropped, not mixed."""
    timetable = random_timetable(seed, groups=5, days=14)
    compiled = compile_timetable(timetable)
    first = construct(compiled).placements()
    answer = exact.improve(
        compiled,
        first,
        movable=frozenset(range(len(compiled.ids))),
        effort=Effort(lambda: 60, seed=seed, workers=2, rounds=4),
        report=lambda _: None,
    )
    evaluation = evaluate(timetable, answer.placements)
    assert evaluation.broken == {}
    assert evaluation.total == answer.cost <= evaluate(timetable, first).total
