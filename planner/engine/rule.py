"""What a rule is: a sentence that can be posted, checked and explained.

The rules themselves live in `constraints`, one file each; the engines never know them by name.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase
from planner.engine.timetable import Timetable

REQUIREMENT_PRICE = 100_000
"""Price of one unit of a requirement that can be left unmet: far above any sum of wishes."""


class Weight(StrEnum):
    """How much the leader cares about a wish."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"

    @property
    def factor(self) -> int:
        """What the price of a wish is multiplied by."""
        return {Weight.LOW: 1, Weight.NORMAL: 2, Weight.HIGH: 4}[self]


class Violation(Model):
    """One place where a plan does not keep a rule. Data only; `Rule.explain` makes the sentence.

    Parameters
    ----------
    rule
        Name of the rule.
    amount
        How much, in the unit that the rule card states; at least 1.
    meetings, participants
        Ids of the meetings, and of the people and units, that it is about.
    day
        The day it is about, when there is one.
    facts
        Further numbers and ids that the sentence needs.
    """

    rule: str
    amount: int
    meetings: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    day: date | None = None
    facts: dict[str, int | str] = {}


class Rule(Model):
    """A rule of the rulebook. Parameters are its fields; the module's docstring is its card."""

    title: ClassVar[Phrase]
    """What the rule is called where people read it."""

    ban: ClassVar[Phrase | None] = None
    """Why the rule bans starts, as words to follow "fordi"; `None` when it bans none.

    ``{subject}`` in it stands for whom or what the ban is about.
    """

    keeps_published: ClassVar[bool] = False
    """Whether it keeps a published plan: other wishes only choose among plans that do so best."""

    @classmethod
    def name(cls) -> str:
        """The rule's name: that of its file."""
        return cls.__module__.rpartition(".")[2]

    @property
    @abstractmethod
    def price(self) -> int:
        """What one unit of a violation costs in the timetable; 0 when it is never allowed."""

    @abstractmethod
    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Say the rule in the timetable's primitives."""

    @abstractmethod
    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find where a finished plan does not keep the rule, from the sentence alone."""

    @abstractmethod
    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Say a violation in one full sentence."""

    def violation(
        self,
        amount: int = 1,
        *,
        meetings: tuple[str, ...] = (),
        participants: tuple[str, ...] = (),
        day: date | None = None,
        **facts: int | str,
    ) -> Violation:
        """A violation of this rule."""
        return Violation(
            rule=self.name(),
            amount=amount,
            meetings=meetings,
            participants=participants,
            day=day,
            facts=facts,
        )


class Requirement(Rule):
    """A rule that must hold. A meeting is left out before one is broken."""

    @property
    def price(self) -> int:
        """Zero: an engine never breaks the rule. Rules that can be left unmet say otherwise."""
        return 0


class Wish(Rule):
    """A rule that should hold, as much as the leader's weight says."""

    unit_price: ClassVar[int]
    """What one unit of the violation costs at low weight."""

    weight: Weight = Weight.NORMAL

    @property
    def price(self) -> int:
        """Unit price times the factor of the weight."""
        return self.unit_price * self.weight.factor


Rulebook = tuple[Rule, ...]
"""The rules that a problem is planned by: a value that is handed in."""


def never_broken(rules: Rulebook) -> set[str]:
    """Names of the rules that no engine breaks, whatever is gained by it."""
    return {rule.name() for rule in rules if rule.price == 0}
