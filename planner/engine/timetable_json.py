"""Timetables and placements to and from JSON, so that any solver can take part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from planner.domain.grid import TimeGrid, set_bits
from planner.engine import timetable as engine
from planner.engine.evaluate import Evaluation
from planner.engine.timetable import Placement, Placements, Reason, Timetable
from planner.engine.timetable_document import (
    VERSION,
    PlacementsDocument,
    Run,
    TimetableDocument,
)

Written = dict[str, Any]


def read_timetable(text: str) -> Timetable:
    """A timetable from its JSON.

    Raises
    ------
    pydantic.ValidationError
        When the text is no such document.
    """
    document = TimetableDocument.model_validate_json(text)
    masks = {name: _mask(runs) for name, runs in document.sets.items()}
    timetable = Timetable(
        TimeGrid(
            days=document.grid.days,
            day_starts_minute=document.grid.day_starts.hour * 60 + document.grid.day_starts.minute,
            slots_per_day=document.grid.slots_per_day,
            slot_minutes=document.grid.slot_minutes,
        )
    )
    for one in document.resources:
        timetable.resources[one.id] = engine.Resource(
            one.id,
            one.single_by,
            {engine.Reason(each.rule, each.subject): masks[each.slots] for each in one.closed},
            (one.most_per_day.rule, one.most_per_day.number) if one.most_per_day else None,
            engine.DayPrice(**one.day_price.model_dump()) if one.day_price else None,
        )
    for meeting in document.meetings:
        timetable.meetings[meeting.id] = engine.Meeting(
            meeting.id,
            meeting.slots,
            meeting.place,
            masks[meeting.starts],
            {each.key: engine.Attendance(**each.model_dump()) for each in meeting.attendances},
            {engine.Reason(each.rule, each.subject): masks[each.slots] for each in meeting.bans},
            [(each.rule, each.price, masks[each.slots]) for each in meeting.prices],
            dict(meeting.omission),
            {part.resource: (part.offset, part.slots) for part in meeting.parts},
        )
    timetable.chains = [engine.Chain(**each.model_dump()) for each in document.chains]
    timetable.rhythms = [engine.Rhythm(**each.model_dump()) for each in document.rhythms]
    timetable.quotas = [engine.Quota(**each.model_dump()) for each in document.quotas]
    timetable.ties = [engine.Tie(**each.model_dump()) for each in document.ties]
    timetable.balances = [engine.Balance(**each.model_dump()) for each in document.balances]
    travel = document.travel
    timetable.travel = engine.Travel(
        {frozenset(pair): number for *pair, number in travel.slots},
        travel.slots_rule,
        {frozenset(pair): number for *pair, number in travel.prices},
        travel.prices_rule,
    )
    return timetable


def render_timetable(timetable: Timetable) -> str:
    """A timetable as JSON; the same timetable gives the same text."""
    sets = _Sets()
    grid = timetable.grid
    document = {
        "format": "semesterplan-timetable",
        "version": VERSION,
        "grid": {
            "days": [day.isoformat() for day in grid.days],
            "day_starts": f"{grid.day_starts_minute // 60:02}:{grid.day_starts_minute % 60:02}",
            "slots_per_day": grid.slots_per_day,
            "slot_minutes": grid.slot_minutes,
        },
        "resources": [_resource(one, sets) for one in timetable.resources.values()],
        "meetings": [_meeting(one, sets) for one in timetable.meetings.values()],
        "chains": [asdict(each) for each in timetable.chains],
        "rhythms": [asdict(each) for each in timetable.rhythms],
        "quotas": [_quota(each) for each in timetable.quotas],
        "ties": [asdict(each) for each in timetable.ties],
        "balances": [asdict(each) for each in timetable.balances],
        "travel": {
            "slots_rule": timetable.travel.slots_rule,
            "slots": _pairs(timetable.travel.slots),
            "prices_rule": timetable.travel.prices_rule,
            "prices": _pairs(timetable.travel.prices),
        },
        "sets": sets.runs,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def render_placements(placements: Placements, evaluation: Evaluation, bound: int | None) -> str:
    """Placements of a timetable as JSON, with what the reference evaluator says of them."""
    document = {
        "format": "semesterplan-placements",
        "version": VERSION,
        "placements": {
            name: {"start": placement.start, "attending": sorted(placement.attending)}
            for name, placement in placements.items()
        },
        "broken": evaluation.broken,
        "price": evaluation.price,
        "total": evaluation.total,
        "bound": bound,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_placements(text: str) -> Placements:
    """Placements from their JSON; what is said of price is not trusted and not read.

    Raises
    ------
    pydantic.ValidationError
        When the text is no such document.
    """
    document = PlacementsDocument.model_validate_json(text)
    return {
        name: Placement(one.start, frozenset(one.attending))
        for name, one in document.placements.items()
    }


class _Sets:
    """Names for sets of slots, each written once."""

    def __init__(self) -> None:
        self.runs: dict[str, list[Run]] = {}
        self._names: dict[int, str] = {}

    def name(self, mask: int) -> str:
        if mask not in self._names:
            self._names[mask] = f"s{len(self._names)}"
            self.runs[self._names[mask]] = _runs(mask)
        return self._names[mask]


def _resource(resource: engine.Resource, sets: _Sets) -> Written:
    most = resource.most_per_day
    return {
        "id": resource.id,
        "single_by": resource.single_by,
        "closed": _bans(resource.closed, sets),
        "most_per_day": {"rule": most[0], "number": most[1]} if most else None,
        "day_price": asdict(resource.day_price) if resource.day_price else None,
    }


def _meeting(meeting: engine.Meeting, sets: _Sets) -> Written:
    return {
        "id": meeting.id,
        "slots": meeting.slots,
        "place": meeting.place,
        "starts": sets.name(meeting.starts),
        "attendances": [asdict(each) for each in meeting.attendances.values()],
        "bans": _bans(meeting.bans, sets),
        "prices": [
            {"rule": rule, "price": price, "slots": sets.name(mask)}
            for rule, price, mask in meeting.prices
        ],
        "omission": meeting.omission,
        "parts": [
            {"resource": name, "offset": offset, "slots": slots}
            for name, (offset, slots) in meeting.parts.items()
        ],
    }


def _quota(quota: engine.Quota) -> Written:
    """A quota; `most` is written only where there is one, so older readers know the others."""
    return {key: value for key, value in asdict(quota).items() if value is not None}


def _bans(bans: Mapping[Reason, int], sets: _Sets) -> list[Written]:
    return [{**asdict(reason), "slots": sets.name(mask)} for reason, mask in bans.items()]


def _pairs(numbers: Mapping[frozenset[str], int]) -> list[Sequence[str | int]]:
    """Numbers by unordered pair of places, as rows of two places and a number."""
    return [(min(pair), max(pair), number) for pair, number in numbers.items()]


def _runs(mask: int) -> list[Run]:
    """A set of slots as arithmetic runs, greedily from the lowest."""
    runs: list[Run] = []
    for slot in set_bits(mask):
        if runs:
            first, last, step = runs[-1]
            if first == last or slot - last == step:
                runs[-1] = (first, slot, slot - last)
                continue
        runs.append((slot, slot, 1))
    return runs


def _mask(runs: Iterable[Run]) -> int:
    mask = 0
    for first, last, step in runs:
        if step == 1:
            mask |= ((1 << (last - first + 1)) - 1) << first
        else:
            for slot in range(first, last + 1, step):
                mask |= 1 << slot
    return mask
