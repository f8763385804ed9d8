"""What a scenario breaks in a published plan, at once and with nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.application.baseline import Baseline, newly_unmet, requirements_of, rules_of
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import Path, did_you_mean
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.rebase import moved_by_hand, rebased
from planner.domain.scenario import Scenario
from planner.domain.scenario_applied import applied
from planner.domain.words import Phrase, clock, day_in_words
from planner.engine.check import Finding, Report, check
from planner.engine.rule import Rulebook, never_broken

OTHER_VERSION = Phrase(
    nb="Scenariet er laget mot planversjon {theirs}, men planen du oppga er versjon {ours}; oppgi "
    "planen det er laget mot, eller ta det over på denne planen med --rebase.",
    nn="Scenariet er laga mot planversjon {theirs}, men planen du oppgav er versjon {ours}; oppgje "
    "planen det er laga mot, eller ta det over på denne planen med --rebase.",
)
NOT_IN_PLAN = Phrase(
    nb="Møtet «{name}» har ingen plass i planen; {way_out}",
    nn="Møtet «{name}» har ingen plass i planen; {way_out}",
)
SEE_PLAN = Phrase(
    nb="oppgi id-en til et møte som står i plan.json.",
    nn="oppgje id-en til eit møte som står i plan.json.",
)
NO_START = Phrase(
    nb="{day} kl. {clock} er ikke et tidspunkt der møter kan begynne; velg et annet, innenfor "
    "halvåret og dagen i problemfilen.",
    nn="{day} kl. {clock} er ikkje eit tidspunkt der møte kan byrje; vel eit anna, innanfor "
    "halvåret og dagen i problemfila.",
)
FIXED_AND_MOVED = Phrase(
    nb="Møtet «{name}» er låst, og kan ikke flyttes; ta bort det ene.",
    nn="Møtet «{name}» er låst, og kan ikkje flyttast; ta bort det eine.",
)

FALLS_AWAY = Phrase(
    nb="Møtet «{name}» faller bort med en annen endring, og kan verken låses eller flyttes; ta "
    "bort det ene.",
    nn="Møtet «{name}» fell bort med ei anna endring, og kan verken låsast eller flyttast; ta bort "
    "det eine.",
)


@dataclass(frozen=True, slots=True)
class Situation:
    """A scenario on top of a published plan, before anything is mended.

    Parameters
    ----------
    problem
        The problem with the scenario's changes, and with the contacts that the plan was made with.
    carried
        The published plan with the ids of `problem`, without meetings that `problem` has no more.
    published
        The same with the meetings that the leader moves by hand where they are moved to.
    gone
        Published meetings that `problem` has no more.
    broken
        Requirements that the published plan breaks now and did not break before; what was held
        before today is let be.
    forced
        Ids of the meetings that cannot stay as they are, or that the scenario adds.
    concerned
        Ids of all meetings that `broken` is about: some of them may have to change.
    by_hand
        Ids of the meetings that the leader moves.
    fixed
        Ids of the published meetings that never move: past, locked, inside the freeze window, moved
        by hand, or published although they break something that the scenario does not touch.
    let_be
        Ids of the meetings that were published without a place and stay without.
    today, frozen_until
        The day it is, and the first day on which meetings may be changed.
    rules
        The rules of `problem`, and one that keeps the published plan.
    """

    baseline: Baseline
    scenario: Scenario
    problem: Problem
    carried: Plan
    published: Plan
    gone: tuple[PlacedMeeting, ...]
    broken: tuple[Finding, ...]
    forced: tuple[str, ...]
    concerned: frozenset[str]
    by_hand: frozenset[str]
    fixed: frozenset[str]
    let_be: frozenset[str]
    today: date
    frozen_until: date
    rules: Rulebook

    @property
    def before(self) -> Problem:
        """The problem as it was."""
        return self.baseline.problem

    @property
    def original(self) -> Plan:
        """The published plan as it is."""
        return self.baseline.plan

    @property
    def stuck(self) -> frozenset[str]:
        """Ids of the meetings that cannot stay and do not move; those moved by hand are none."""
        hard = never_broken(self.rules)
        still = self.fixed.difference(self.by_hand)
        found = (each.meetings for each in self.broken if each.rule in hard)
        return frozenset(name for names in found if still.issuperset(names) for name in names)

    def unmet_in(self, report: Report) -> tuple[Finding, ...]:
        """The requirements that do not hold in a plan; what was held before today is let be."""
        unmet = (each for each in report.violations if each.kind == "requirement")
        return tuple(_of_today_on(unmet, self.published, self.today))

    def newly_unmet_in(self, report: Report) -> tuple[Finding, ...]:
        """Those of them that held in the published plan before the scenario."""
        unmet = newly_unmet(self.baseline.report, report)
        return tuple(_of_today_on(unmet, self.published, self.today))


def situation_of(baseline: Baseline, scenario: Scenario, *, today: date) -> Situation:
    """What a scenario breaks in a published plan; nothing is changed.

    Parameters
    ----------
    scenario
        One without faults.
    today
        Meetings before this day are held.

    Raises
    ------
    UnreadableInput
        When the scenario belongs to another plan, or locks or moves meetings that are not in this
        one, or fall away.
    """
    before, plan = baseline.problem, baseline.plan
    see_it_fits(scenario, plan, before)
    after = applied(scenario, before, substitutes=False, plan=plan, today=today)
    carried, gone, ids = rebased(plan, before, after)
    falling = [each for each in _named(scenario) if each[1] not in ids]
    if falling:
        faults = tuple(Fault(path, FALLS_AWAY.with_facts(name=name)) for path, name in falling)
        raise UnreadableInput(faults, before.language)
    moves = {ids[name]: to for name, to in scenario.moves.items()}
    published = moved_by_hand(carried, moves)
    rules = rules_of(baseline.kinds, after)
    report = check(after, published, requirements_of(rules))
    broken = tuple(_of_today_on(newly_unmet(baseline.report, report), published, today))
    frozen_until = today + timedelta(days=scenario.freeze_days)
    fixed = {meeting.id for meeting in published.meetings if meeting.day < frozen_until}
    fixed |= {*moves, *(ids[name] for name in scenario.locked)}
    hard = never_broken(rules)
    cannot_stay = {name for each in broken if each.rule in hard for name in each.meetings}
    concerned = frozenset(name for each in broken for name in each.meetings)
    unsound = {name for each in report.violations if each.rule in hard for name in each.meetings}
    fixed |= unsound - concerned
    unplaced = frozenset(each.id for each in carried.unplaced)
    added = after.meetings.keys() - published.placed.keys() - unplaced
    return Situation(
        baseline=baseline,
        scenario=scenario,
        problem=after,
        carried=carried,
        published=published,
        gone=gone,
        broken=broken,
        forced=tuple(name for name in after.meetings if name in added | (cannot_stay - fixed)),
        concerned=concerned,
        let_be=unplaced - concerned,
        by_hand=frozenset(moves),
        fixed=frozenset(fixed),
        today=today,
        frozen_until=frozen_until,
        rules=rules,
    )


def see_it_fits(scenario: Scenario, plan: Plan, problem: Problem) -> None:
    """See that a scenario is about a plan, before anything is worked out.

    Raises
    ------
    UnreadableInput
        It belongs to another plan, or locks or moves meetings that are not in this one.
    """
    if faults := tuple(_faults(scenario, plan, problem)):
        raise UnreadableInput(faults, problem.language)


def _of_today_on(findings: Iterable[Finding], plan: Plan, today: date) -> Iterator[Finding]:
    """What is not only about meetings that were held before today."""
    held = {meeting.id for meeting in plan.meetings if meeting.day < today}
    return (each for each in findings if not held.issuperset(each.meetings))


def _faults(scenario: Scenario, plan: Plan, problem: Problem) -> Iterator[Fault]:
    """What of a scenario does not fit the plan."""
    if scenario.plan not in {None, plan.fingerprint}:
        facts = {"theirs": scenario.plan, "ours": plan.fingerprint}
        yield Fault(("plan",), OTHER_VERSION.with_facts(**facts))
        return
    for path, name in _named(scenario):
        if name not in plan.placed:
            way_out = did_you_mean(name, plan.placed, otherwise=SEE_PLAN)
            yield Fault(path, NOT_IN_PLAN.with_facts(name=name, way_out=way_out))
    for name, moment in scenario.moves.items():
        if name in scenario.locked:
            yield Fault(("locked",), FIXED_AND_MOVED.with_facts(name=name))
        if problem.grid.slot_at(moment) is None:
            day, time = day_in_words(moment.date()), clock(moment)
            yield Fault(("changes",), NO_START.with_facts(day=day, clock=time))


def _named(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """The meetings that a scenario names, and where."""
    yield from ((("locked", number), name) for number, name in enumerate(scenario.locked))
    yield from ((("changes",), name) for name in scenario.moves)
