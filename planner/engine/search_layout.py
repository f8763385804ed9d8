"""How a timetable and a placement of it lie in one array: what the compiled search works on.

The array holds rows of small whole numbers, and a row is named by where it begins, so that
``cells[part + RESOURCE]`` is the row of a part's resource and ``cells[cells[part + RESOURCE] +
LOAD]`` what that resource has to do. FIRST_… and LAST_… (excluded) are the ends of a run of rows.
One array and no other objects is what Numba compiles and runs fastest.

A *part* is somebody's part in a meeting, taken or not; the parts of a meeting lie together, the
forced ones first and then each choice's options. Every thread has an array of its own.
"""

from __future__ import annotations

NONE = -1
FAR = 1 << 20
"""More days, meetings or slots than any timetable has."""

NEVER = 1 << 30
"""In the array, a price that stands for what may not be."""

FORBIDDEN = 1 << 40
"""In sums, a price that stands for what may not be; above any sum of prices."""

# The head of the array: what there is one of.
(
    SLOTS_PER_DAY,
    DAY_COUNT,
    PLACE_COUNT,
    GAP_COUNT,
    FIRST_DAY,
    FIRST_MEETING,
    LAST_MEETING,
    FIRST_PART_OF_ALL,
    LAST_PART_OF_ALL,
    FIRST_CHOICE_OF_ALL,
    LAST_CHOICE_OF_ALL,
    FIRST_MOVABLE,  # rows of the meetings that may be moved, one each
    LAST_MOVABLE,
    TRAVEL_SLOTS,  # by place and place, the last for nowhere
    TRAVEL_PRICES,
    JOURNAL,  # what a move has done, so that it can be undone
    JOURNAL_END,
    HEAD,
) = range(18)

(
    START,  # slot at which it stands; NONE: nowhere
    HELD,  # whether it is to be held; one that is held stands nowhere only within a move
    PLACE,
    OPENING,
    PRICES,  # where its prices of starts begin
    OMISSION,
    FIRST_PART,
    LAST_PART,
    FIRST_CHOICE,
    LAST_CHOICE,
    FIRST_LINK,
    LAST_LINK,
    FIRST_BEAT,  # rows of its rhythms, one each
    LAST_BEAT,
    FIRST_BINDING,  # rows of its ties, one for each attendance
    LAST_BINDING,
    GROUP,
    MOVABLE,
    MEETING_WIDTH,
) = range(19)

(
    TAKEN,
    MEETING,
    RESOURCE,
    OFFSET,  # slots from the meeting's start to its own
    LENGTH,  # in slots
    CHOICE,  # NONE: forced
    PART_OPENING,  # the starts at which the resource is not closed
    AWAY,  # whether the day counts as one away from home
    NEXT,  # the same resource's next part on the day
    BEFORE,
    FIRST_COUNT,  # rows of the quotas in which it counts, one each
    LAST_COUNT,
    FIRST_TALLY,
    LAST_TALLY,
    PART_WIDTH,
) = range(15)

(
    CHOICE_MEETING,
    FIRST_OPTION,
    LAST_OPTION,
    COUNT,
    REQUIRED,
    MISSING,
    PRESENT,
    CHOICE_WIDTH,
) = range(8)

(
    SINGLE,
    MOST,
    DAY_PRICE,
    FREE_DAYS,
    DAYS_AWAY,
    LOAD,
    VISIT_DAYS,
    FIRST_OWN_SHARE,  # rows of its balances, one each
    LAST_OWN_SHARE,
    FIRST_OWN_PART,  # rows of its parts, one each
    LAST_OWN_PART,
    RESOURCE_WIDTH,
) = range(12)

HEAD_PART, PARTS_AWAY, VISIT_DAY_WIDTH = range(3)
"""A resource's day: its first part, and how many of its parts are away from home."""

DAY_NUMBER, WEEKDAY, DAY_WIDTH = range(3)

BITS, STARTS_ON, OPENING_WIDTH = range(3)
"""Open starts: a bit for each slot, and for each day (and one more) where its starts begin."""

FIRST_LINKED, LAST_LINKED, LEAST, MOST_DAYS, IDEAL, SLACK, PER_DAY, CHAIN_WIDTH = range(8)
CHAIN, LINKED_AT, LINK_WIDTH = range(3)
BY_TIME, OFF_BEAT, COUNTS, COUNTS_END, RHYTHM_WIDTH = range(5)
AT_LEAST, AT_MOST, PER_OFF, COUNTED, QUOTA_WIDTH = range(5)
FIRST_CELL, LAST_CELL, PER_OTHER, PLACED, TIE_WIDTH = range(5)
TIE, CELL, TALLY_WIDTH = range(3)
FIRST_SHARE, LAST_SHARE, WHOLE, STEP, PER_STEP, TIME, STEPS_ABOVE, BALANCE_WIDTH = range(8)
SHARE_RESOURCE, SHARE, SHARE_WIDTH = range(3)
FIRST_GROUPED, LAST_GROUPED, GAPS, GROUP_WIDTH = range(4)
"""Gaps: where the prices of calendar days between neighbours begin; NONE when unbound."""

COST, CHANCE, SUM_COUNT = range(3)
"""In the array of sums: the cost of the placement, and the state of its random numbers."""

MOVED, JOINED, LEFT, ASKED = range(4)
"""Kinds of entries in the journal; an entry is kind, row, and what was."""

ENTRY_WIDTH = 3

MOST_EJECTED = 3
"""Meetings that one move may drive from their places."""
