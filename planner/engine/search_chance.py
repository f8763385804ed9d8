"""Random numbers of a board: the same seed gives the same ones on every machine."""

from __future__ import annotations

from math import log

import numpy as np

from planner.engine.search_compile import Sums, compiled
from planner.engine.search_layout import CHANCE

_ELEVEN, _TWELVE, _TWENTY_FIVE, _TWENTY_SEVEN, _THIRTY_TWO = (
    np.uint64(each) for each in (11, 12, 25, 27, 32)
)
_FACTOR = np.uint64(2685821657736338717)


@compiled
def _next(sums: Sums) -> np.uint64:
    """Sixty-four random bits (xorshift64*: Vigna 2016, doi:10.1145/2845077)."""
    bits = np.uint64(sums[CHANCE])
    bits ^= bits >> _TWELVE
    bits ^= bits << _TWENTY_FIVE
    bits ^= bits >> _TWENTY_SEVEN
    sums[CHANCE] = np.int64(bits)
    return bits * _FACTOR


@compiled
def below(sums: Sums, bound: int) -> int:
    """A whole number from 0 up to, not including, a bound under 2**32."""
    return int(((_next(sums) >> _THIRTY_TWO) * np.uint64(bound)) >> _THIRTY_TWO)


@compiled
def exponential(sums: Sums, mean: float) -> float:
    """A positive number, exponentially distributed about a mean."""
    return -mean * log(1.0 - np.float64(_next(sums) >> _ELEVEN) * 2.0**-53)
