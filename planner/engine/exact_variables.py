"""The variables of a meeting in the CP-SAT model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from ortools.sat.python import cp_model

Literal = cp_model.IntVar
Expression = cp_model.LinearExpr | int


class Values(Protocol):
    """What tells the value of variables: a solver, or a callback on a solution."""

    def value(self, expression: cp_model.LinearExprT, /) -> int:
        """The value of an expression."""
        ...

    def boolean_value(self, literal: cp_model.LiteralT, /) -> bool:
        """The value of a literal."""
        ...


@dataclass(slots=True)
class MeetingVariables:
    """What is decided of one meeting.

    Parameters
    ----------
    held
        Whether it is held at all.
    on_day
        By grid day, whether it stands on that day.
    at_time
        By slot in the day, whether it starts at that time.
    day, time
        Calendar day, and slot in the day.
    attends
        For each resource that a choice leaves open, whether it is there.
    attends_on
        By resource and grid day, whether it is there on that day; made when asked for.
    """

    held: Literal
    on_day: dict[int, Literal]
    at_time: dict[int, Literal]
    day: Literal
    time: Literal
    attends: dict[int, Literal] = field(default_factory=dict)
    attends_on: dict[tuple[int, int], Literal] = field(default_factory=dict)
