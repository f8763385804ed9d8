"""The price of an `ExactModel`: every priced primitive of the timetable as a linear objective.

Only what the free meetings can change is said; the rest of the price is a constant that the caller
gets from the reference evaluator.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from planner.engine.exact_journeys import Term, day_terms, travel_terms
from planner.engine.exact_model import ExactModel
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_variables import Expression, Literal
from planner.engine.timetable import Balance, Chain, Quota, Rhythm, Tie

NOBODY = -1
"""The usual person of attendances that nobody can be chosen for."""


def price(exact: ExactModel, pairs: Pairs) -> None:
    """Let the model minimise the timetable's price."""
    terms = terms_of(exact, pairs)
    exact.model.minimize(sum(price * amount for price, amount in terms if price))


def terms_of(exact: ExactModel, pairs: Pairs) -> Iterator[Term]:
    """Everything that the free meetings can cost."""
    yield from own_terms(exact)
    yield from day_terms(exact, pairs)
    yield from travel_terms(exact, pairs)


def own_terms(exact: ExactModel) -> Iterator[Term]:
    """What the free meetings can cost apart from days away and journeys."""
    yield from _meeting_terms(exact)
    yield from _primitive_terms(exact)


def _primitive_terms(exact: ExactModel) -> Iterator[Term]:
    timetable = exact.compiled.timetable
    index = exact.compiled.index
    for chain in timetable.chains:
        yield from _chain_terms(exact, chain, [index[name] for name in chain.meetings])
    for rhythm in timetable.rhythms:
        yield from _rhythm_terms(exact, rhythm, [index[name] for name in rhythm.meetings])
    for quota in timetable.quotas:
        yield from _quota_terms(exact, quota)
    for tie in timetable.ties:
        yield from _tie_terms(exact, tie)
    for balance in timetable.balances:
        yield from _balance_terms(exact, balance)


def _meeting_terms(exact: ExactModel) -> Iterator[Term]:
    """Prices of starts, of missing people and of leaving out."""
    compiled = exact.compiled
    for meeting, variables in exact.meetings.items():
        if exact.may_omit:
            yield compiled.omission[meeting], 1 - variables.held
        for amount, mask in compiled.start_prices[meeting]:
            for day, on in variables.on_day.items():
                times = mask >> (day * exact.slots_per_day)
                priced = [time for time in variables.at_time if times >> time & 1]
                if len(priced) == len(variables.at_time):
                    yield amount, on
                elif priced:
                    known = exact.known.start.get(meeting)
                    here = known is not None and known // exact.slots_per_day == day
                    both = exact.literal(known=here and bool(mask >> (known or 0) & 1))
                    for time in priced:
                        at = variables.at_time[time]
                        exact.model.add_bool_or(both, on.negated(), at.negated())
                    yield amount, both
        for choice in compiled.choices[meeting]:
            if choice.missing_price:
                present = sum(variables.attends[option] for option in choice.options)
                missing = exact.integer(0, choice.count)
                exact.model.add(missing >= choice.count * variables.held - present)
                yield choice.missing_price, missing


def _chain_terms(exact: ExactModel, chain: Chain, numbers: list[int]) -> Iterator[Term]:
    if chain.ideal is None or not chain.price:
        return
    for earlier, later in pairwise(numbers):
        if earlier not in exact.meetings and later not in exact.meetings:
            continue
        gap, present = exact.gap(earlier, later)
        if gap is None:
            continue
        off = exact.integer(0, exact.compiled.day_numbers[-1] + chain.ideal)
        exact.model.add(off >= gap - chain.ideal - chain.slack).only_enforce_if(present)
        exact.model.add(off >= chain.ideal - chain.slack - gap).only_enforce_if(present)
        yield chain.price, off


def _rhythm_terms(exact: ExactModel, rhythm: Rhythm, numbers: list[int]) -> Iterator[Term]:
    """One usual beat for the group, and a Boolean for each meeting that is off it."""
    free = [number for number in numbers if number in exact.meetings]
    if not free or not rhythm.price or len(numbers) < 2:
        return
    beats_of: dict[int, dict[int, Expression]] = {}
    for number in numbers:
        if number in exact.meetings:
            beats_of[number] = _beats(exact, rhythm, number)
        elif number in exact.fixed.start:
            beats_of[number] = {_known_beat(exact, rhythm, number): 1}
    beats = sorted({beat for each in beats_of.values() for beat in each})
    known = {
        number: _known_beat(exact, rhythm, number)
        for number in beats_of
        if number in exact.known.start
    }
    commonest = [beat for beat, _ in Counter(known.values()).most_common(1)]
    usual = {beat: exact.literal(known=commonest == [beat]) for beat in beats}
    exact.model.add_at_most_one(usual.values())
    for number, own in beats_of.items():
        off = exact.literal(known=number in known and commonest != [known[number]])
        for beat, on_beat in own.items():
            exact.model.add(off >= on_beat - usual[beat])
        yield rhythm.price, off


def _beats(exact: ExactModel, rhythm: Rhythm, meeting: int) -> dict[int, Expression]:
    """What says that a free meeting is on each of its possible beats."""
    variables = exact.meetings[meeting]
    if rhythm.by == "time":
        return dict(variables.at_time)
    weekdays: defaultdict[int, list[Literal]] = defaultdict(list)
    for day, on in variables.on_day.items():
        weekdays[exact.compiled.weekdays[day]].append(on)
    return {weekday: sum(days) for weekday, days in weekdays.items()}


def _known_beat(exact: ExactModel, rhythm: Rhythm, meeting: int) -> int:
    if rhythm.by == "time":
        return exact.known.start[meeting] % exact.slots_per_day
    return exact.compiled.weekdays[exact.known.day_of(meeting)]


def _quota_terms(exact: ExactModel, quota: Quota) -> Iterator[Term]:
    numbers = [exact.compiled.index[name] for name in quota.meetings]
    if exact.meetings.keys().isdisjoint(numbers):
        return
    resources = {exact.resource_index[name] for name in quota.resources}
    at_most: list[Expression] = []
    at_least: list[Expression] = []
    for number in numbers:
        there: Expression
        if number in exact.meetings:
            free = exact.compiled.participants(number) & resources
            there = sum(exact.presence(number, resource) for resource in free)
        else:
            there = len(exact.fixed.attending.get(number, frozenset()) & resources)
        at_most.append(there)
        away = len(exact.elsewhere.get(number, frozenset()) & resources)
        at_least.append(there + away * (1 - exact.meetings[number].held) if away else there)
    short = exact.integer(0, quota.least)
    exact.model.add(short >= quota.least - sum(at_least))
    yield quota.price, short
    if quota.most is not None:
        above = exact.integer(0, len(numbers) * len(resources))
        exact.model.add(above >= sum(at_most) - quota.most)
        yield quota.price, above


def _tie_terms(exact: ExactModel, tie: Tie) -> Iterator[Term]:
    """One usual person for the attendances, and a Boolean for each that does without."""
    index, timetable = exact.compiled.index, exact.compiled.timetable
    if not any(index[name] in exact.meetings for name, _ in tie.attendances):
        return
    numbers = {name: number for number, name in enumerate(exact.compiled.resource_ids)}
    options = {
        (name, key): [numbers[each] for each in timetable.meetings[name].attendances[key].options]
        for name, key in tie.attendances
    }
    everybody = sorted({each for own in options.values() for each in own}) or [NOBODY]
    taken = Counter(
        each
        for (name, _), own in options.items()
        for each in exact.known.attending.get(index[name], frozenset()).intersection(own)
    )
    commonest = taken.most_common(1)[0][0] if taken else everybody[0]
    usual = {each: exact.literal(known=each == commonest) for each in everybody}
    exact.model.add_exactly_one(usual.values())
    for (name, _), own in options.items():
        number = index[name]
        known = commonest in own and exact.known_attends(number, commonest)
        off = exact.literal(known=number in exact.known.start and not known)
        if number in exact.meetings:
            held = exact.meetings[number].held
            for each in everybody:
                there = exact.presence(number, each) if each in own else 0
                exact.model.add(off >= usual[each] + held - 1 - there)
        elif number in exact.fixed.start:
            for each in everybody:
                if each not in own or each not in exact.fixed.attending[number]:
                    exact.model.add_implication(usual[each], off)
        yield tie.price, off


def _balance_terms(exact: ExactModel, balance: Balance) -> Iterator[Term]:
    """Whole steps of meeting time above the fair shares; constant loads are folded in."""
    compiled, model = exact.compiled, exact.model
    numbers = {name: number for number, name in enumerate(compiled.resource_ids)}
    shares = {numbers[name]: share for name, share in balance.shares}
    moving = [
        meeting
        for meeting in exact.meetings
        if exact.may_omit or shares.keys() & exact.meetings[meeting].attends.keys()
    ]
    if not any(shares.keys() & compiled.participants(meeting) for meeting in moving):
        return
    load: dict[int, Expression] = {}
    for resource in shares:
        load[resource] = sum(
            compiled.stay(each, resource)[1] for each in exact.fixed.meetings_of[resource]
        ) + sum(
            compiled.stay(each, resource)[1] * exact.presence(each, resource)
            for each in exact.meetings
            if resource in compiled.participants(each)
        )
    whole = sum(shares.values())
    top = whole * sum(compiled.slots) * max(1, len(shares))
    above: list[Literal] = []
    for resource, share in shares.items():
        over = exact.integer(0, top)
        model.add(over >= whole * load[resource] - share * sum(load.values()))
        above.append(over)
    step = whole * balance.step_slots
    steps = exact.integer(0, top)
    model.add(step * steps >= sum(above) - (step - 1))
    yield balance.price, steps
