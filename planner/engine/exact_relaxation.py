"""What the objective of a linear CP-SAT model cannot go below, by linear programming.

CP-SAT solves the relaxation too, but bit by bit; on models with ten thousand variables GLOP is
done before CP-SAT has come half way. Its reduced costs say besides which variables a good solution
leaves at zero (reduced cost fixing; Dantzig, Fulkerson and Johnson, "Solution of a large-scale
traveling-salesman problem", 1954): without them the model is small.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, inf

from ortools.linear_solver.python import model_builder
from ortools.sat.python import cp_model

ROUNDING = 1e-4

BUDGET = 10.0
"""Deterministic time, much like seconds, that it may take."""

INFINITE = 2**62


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The relaxation of a model.

    Parameters
    ----------
    value
        What no solution costs less than, before rounding.
    reduced_costs
        By variable: what a solution costs more than that if it is not at its lower bound.
    highest
        The upper bounds of the variables.
    """

    value: float
    reduced_costs: tuple[float, ...]
    highest: tuple[int, ...]

    @property
    def bound(self) -> int:
        """What no solution costs less than."""
        return max(0, ceil(self.value - ROUNDING))

    def narrow(self, model: cp_model.CpModel, most: int) -> None:
        """Leave in a model only what a solution of at most this cost can have."""
        limit = most - self.value + ROUNDING
        variables = zip(model.proto.variables, self.highest, self.reduced_costs, strict=True)
        for variable, highest, reduced in variables:
            if variable.domain[0] == 0:
                variable.domain[1] = highest if reduced <= limit else 0


def relaxed(model: cp_model.CpModel, seconds: float) -> Relaxation | None:
    """The relaxation of a model without what only holds on a condition; `None`: no answer."""
    proto = model.proto
    lp = model_builder.Model()  # type: ignore[no-untyped-call]
    variables = [lp.new_num_var(each.domain[0], each.domain[1], "") for each in proto.variables]

    def add_up(numbers: Iterable[int], factors: Iterable[float]) -> model_builder.LinearExpr:
        return model_builder.LinearExpr.weighted_sum(
            [variables[number] for number in numbers], list(factors)
        )

    for each in proto.constraints:
        if each.has_linear() and not len(each.enforcement_literal):
            domain = each.linear.domain
            linear = add_up(each.linear.vars, each.linear.coeffs)
            lp.add_linear_constraint(linear, _finite(domain[0]), _finite(domain[1]))
    lp.minimize(add_up(proto.objective.vars, proto.objective.coeffs))
    solver = model_builder.Solver("GLOP")
    solver.set_solver_specific_parameters(f"max_deterministic_time: {BUDGET}")
    solver.set_time_limit_in_seconds(seconds)
    if solver.solve(lp) != model_builder.SolveStatus.OPTIMAL:
        return None
    value = solver.objective_value + proto.objective.offset
    highest = tuple(each.domain[1] for each in proto.variables)
    return Relaxation(value, tuple(solver.reduced_costs(lp.get_variables())), highest)


def _finite(limit: int) -> float:
    """A limit of CP-SAT as one of GLOP."""
    return limit if abs(limit) < INFINITE else inf if limit > 0 else -inf
