"""What binds meetings to one another, laid out for the compiled search."""

from __future__ import annotations

import numpy as np

from planner.engine import search_layout as at
from planner.engine.bonds import bonds_of
from planner.engine.search_layout import FAR, NEVER, NONE
from planner.engine.search_rows import Rows
from planner.engine.timetable import Chain

DAYS_IN_WEEK = 7


def lay_bonds(rows: Rows) -> None:
    """Lay chains, rhythms, quotas, ties, balances and groups, when the meetings are laid."""
    _lay_chains(rows)
    _lay_rhythms(rows)
    _lay_quotas(rows)
    _lay_ties(rows)
    _lay_balances(rows)
    _lay_groups(rows)


def _lay_chains(rows: Rows) -> None:
    links: dict[int, list[int]] = {row: [] for row in rows.meetings}
    for chain in rows.timetable.chains:
        begins = rows.lay(rows.of(chain.meetings))
        row = rows.lay((begins, len(rows.cells), *_limits(chain)))
        for number, meeting in enumerate(rows.of(chain.meetings)):
            links[meeting] += row, begins + number
    rows.lay_lists(rows.meetings, at.FIRST_LINK, list(links.values()))


def _lay_rhythms(rows: Rows) -> None:
    beats: dict[int, list[int]] = {row: [] for row in rows.meetings}
    for rhythm in rows.timetable.rhythms:
        by_time = rhythm.by == "time"
        size = rows.timetable.grid.slots_per_day if by_time else DAYS_IN_WEEK
        counts = rows.lay([0] * size)
        row = rows.lay((int(by_time), rhythm.price, counts, counts + size))
        for meeting in rows.of(rhythm.meetings):
            beats[meeting].append(row)
    rows.lay_lists(rows.meetings, at.FIRST_BEAT, list(beats.values()))


def _lay_quotas(rows: Rows) -> None:
    counts: dict[int, list[int]] = {part: [] for part in rows.parts.values()}
    for quota in rows.timetable.quotas:
        most = FAR if quota.most is None else quota.most
        row = rows.lay((quota.least, most, quota.price, 0))
        for meeting in (rows.compiled.index[name] for name in quota.meetings):
            for resource in (rows.resource_index[name] for name in quota.resources):
                if (meeting, resource) in rows.parts:
                    counts[rows.parts[meeting, resource]].append(row)
    rows.lay_lists(list(counts), at.FIRST_COUNT, list(counts.values()))


def _lay_ties(rows: Rows) -> None:
    bindings: dict[int, list[int]] = {row: [] for row in rows.meetings}
    tallies: dict[int, list[int]] = {part: [] for part in rows.parts.values()}
    for tie in rows.timetable.ties:
        options = {
            (rows.compiled.index[name], rows.resource_index[option])
            for name, key in tie.attendances
            for option in rows.timetable.meetings[name].attendances[key].options
        }
        known = sorted({resource for _, resource in options})
        # One more, nobody's: when nobody can be chosen, the commonest comes 0 times.
        cells = rows.lay([0] * (len(known) + 1))
        row = rows.lay((cells, len(rows.cells), tie.price, 0))
        for name, _ in tie.attendances:
            bindings[rows.meetings[rows.compiled.index[name]]].append(row)
        for meeting, resource in sorted(options):
            cell = cells + known.index(resource)
            tallies[rows.parts[meeting, resource]] += row, cell
    rows.lay_lists(rows.meetings, at.FIRST_BINDING, list(bindings.values()))
    rows.lay_lists(list(tallies), at.FIRST_TALLY, list(tallies.values()))


def _lay_balances(rows: Rows) -> None:
    own_shares: dict[int, list[int]] = {row: [] for row in rows.resources}
    for balance in rows.timetable.balances:
        members = [(rows.resources[rows.resource_index[n]], share) for n, share in balance.shares]
        begins = rows.lay(number for member in members for number in member)
        whole = sum(share for _, share in members)
        ends = len(rows.cells)
        row = rows.lay((begins, ends, whole, balance.step_slots, balance.price, 0, 0))
        for resource, _ in members:
            own_shares[resource].append(row)
    rows.lay_lists(rows.resources, at.FIRST_OWN_SHARE, list(own_shares.values()))


def _lay_groups(rows: Rows) -> None:
    days = np.arange(rows.cells[at.GAP_COUNT])
    gaps_of: dict[tuple[Chain, ...], int] = {}
    for group in rows.compiled.groups:
        bonds = bonds_of(rows.compiled, group)
        if bonds is not None and bonds not in gaps_of:
            prices = np.zeros(len(days), dtype=np.int64)
            for least, most, ideal, slack, price in map(_limits, bonds):
                prices += price * np.maximum(0, np.abs(days - ideal) - slack)
                prices[(days < least) | (days > most)] = NEVER
            gaps_of[bonds] = rows.lay(np.minimum(prices, NEVER).tolist())
        begins = rows.lay(rows.meetings[meeting] for meeting in group)
        gaps = NONE if bonds is None else gaps_of[bonds]
        row = rows.lay((begins, len(rows.cells), gaps))
        for meeting in group:
            rows.cells[rows.meetings[meeting] + at.GROUP] = row


def _limits(chain: Chain) -> tuple[int, int, int, int, int]:
    """Least and most days, ideal, slack and price; what is not asked for forbids nothing."""
    return (
        -FAR if chain.least is None else chain.least,
        FAR if chain.most is None else chain.most,
        chain.ideal or 0,
        chain.slack,
        0 if chain.ideal is None else chain.price,
    )
