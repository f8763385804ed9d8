"""Can the order between series be kept? What comes after what, and whether the days allow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from planner.domain.almanac import Almanac, Case, earliest, hosts_of, latest
from planner.domain.errors import Fault
from planner.domain.faults import ForUnits, Lost, Path, some_of
from planner.domain.problem import Problem
from planner.domain.series import After, Series
from planner.domain.words import Phrase, counted, short_day

AFTER_ITSELF = Phrase(
    nb="«{series}» kan ikke komme etter seg selv; bruk days_between, eller nevn en annen serie.",
    nn="«{series}» kan ikkje kome etter seg sjølv; bruk days_between, eller nemn ein annan serie.",
)
CIRCLE = Phrase(
    nb="Seriene kommer etter hverandre i ring ({series}); fjern after på en av dem.",
    nn="Seriane kjem etter kvarandre i ring ({series}); fjern after på ein av dei.",
)
TOO_LATE = Phrase(
    nb="«{series}»{where} skal komme minst {least} etter «{earlier}», som tidligst kan være ferdig "
    "{from_day}, men kan senest begynne {to_day}; utvid vinduet til «{series}» til {better}, "
    "eller la «{earlier}» være ferdig før.",
    nn="«{series}»{where} skal kome minst {least} etter «{earlier}», som tidlegast kan vere ferdig "
    "{from_day}, men kan seinast byrje {to_day}; utvid vindauget til «{series}» til {better}, "
    "eller la «{earlier}» vere ferdig før.",
)
TOO_FAR = Phrase(
    nb="«{series}»{where} skal komme høyst {most} etter «{earlier}», men det går minst {gap} "
    "mellom dem; sett most_days til {days}, eller flytt vinduene nærmere hverandre.",
    nn="«{series}»{where} skal kome høgst {most} etter «{earlier}», men det går minst {gap} "
    "mellom dei; set most_days til {days}, eller flytt vindauga nærare kvarandre.",
)
DAYS = (Phrase(nb="dag", nn="dag"), Phrase(nb="dager", nn="dagar"))


def succession_faults(problem: Problem, almanac: Almanac, lost: Lost) -> Iterator[Fault]:
    """Every "after" that goes in a circle, or that the windows do not leave days for."""
    after = {
        series.id: [rule.series for rule in series.after if rule.series in problem.series_by_id]
        for series in problem.series
    }
    told: set[str] = set()
    for number, series in enumerate(problem.series):
        for place, rule in enumerate(series.after):
            path: Path = ("series", number, "after", place)
            circle = _way(after, rule.series, series.id)
            if rule.series == series.id:
                yield Fault((*path, "series"), AFTER_ITSELF.with_facts(series=series.name))
            elif circle and told.isdisjoint(circle):
                told.update(circle)
                yield Fault((*path, "series"), CIRCLE.with_facts(series=some_of(circle)))
            elif not circle and rule.series in after and "semester" not in lost.touched:
                earlier = problem.series_by_id[rule.series]
                yield from _days(problem, almanac, (earlier, series), rule, path)


def _way(after: dict[str, list[str]], start: str, end: str) -> list[str]:
    """The series on a way from one back to another, both included; empty when there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        for following in after.get(way[-1], ()):
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _days(
    problem: Problem, almanac: Almanac, pair: tuple[Series, Series], rule: After, path: Path
) -> Iterator[Fault]:
    """Groups of the two series whose days cannot be in that order; those alike told together."""
    alike: defaultdict[ForUnits, list[str]] = defaultdict(list)
    for first in almanac.cases(pair[0]):
        units_of_first = {unit for units in first.groups for unit in units}
        for then in almanac.cases(pair[1]):
            # The order is between meetings that have a unit in common, where both have any.
            everywhere = () in first.groups
            shared = [
                units
                for units in then.groups
                if everywhere or not units or not units_of_first.isdisjoint(units)
            ]
            if shared and (missing := _missing(almanac, (first, then), pair, rule)):
                alike[missing] += hosts_of(shared, problem)
    for missing, names in alike.items():
        yield missing.fault(path, list(dict.fromkeys(names)))


def _missing(
    almanac: Almanac, cases: tuple[Case, Case], pair: tuple[Series, Series], rule: After
) -> ForUnits | None:
    """What is in the way of an order between two series, when something surely is."""
    limits = [series.limits for series in pair]
    before = almanac.days_of_each(cases[0], limits[0])
    after = almanac.days_of_each(cases[1], limits[1], backwards=True)[::-1]
    if not (before and after and before[-1] and after[0]):
        return None  # none at all, or no room for them: a fault of its own, told elsewhere
    steps = list(zip(before, after, strict=False)) if rule.each else [(before[-1], after[0])]
    for earlier, later in steps:
        if almanac.reached(earlier, rule.least_days, rule.most_days) & later:
            continue
        facts: dict[str, object] = {"series": pair[1].name, "earlier": pair[0].name}
        from_day, to_day = earliest(earlier), latest(later)
        if to_day < from_day + rule.least_days:
            facts["least"] = counted(rule.least_days, *DAYS)
            facts |= {"from_day": short_day(almanac.day(from_day))}
            facts |= {"to_day": short_day(almanac.day(to_day))}
            facts |= {"better": short_day(almanac.day(from_day + rule.least_days))}
            return ForUnits(TOO_LATE, tuple(facts.items()))
        most = rule.most_days or 0
        gap = next(days for days in count(most) if almanac.reached(earlier, most, days) & later)
        facts |= {"most": counted(most, *DAYS), "gap": counted(gap, *DAYS), "days": gap}
        return ForUnits(TOO_FAR, tuple(facts.items()))
    return None
