"""Norwegian identity numbers (fødselsnummer), told from other numbers so that none is kept.

Source: Skatteetaten, "Fødselsnummer"; E. Selmer, "Personnummerering i Norge: Litt anvendt tallteori
og psykologi", Nordisk Matematisk Tidskrift 12 (1964), 36–44. D-numbers and the made-up numbers of
test data have the same check digits. From 2032 the first of them will also be right with a rest of
1, 2 or 3.
"""

from __future__ import annotations

import re

ELEVEN_DIGITS = re.compile(r"(?<![0-9])[0-9]{6}[\s.-]?[0-9]{5}(?![0-9])")
"""Written in one, or as people write them: six and five."""

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
FIRST_RESTS = frozenset(range(4))
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def holds_identity_number(text: str) -> bool:
    """Whether there are eleven digits with valid check digits in a text."""
    return any(_is_valid(found) for found in ELEVEN_DIGITS.findall(text))


def _is_valid(number: str) -> bool:
    digits = [int(each) for each in number if each in "0123456789"]
    first = _weighed(digits, FIRST_WEIGHTS)
    return first % 11 in FIRST_RESTS and _weighed(digits, SECOND_WEIGHTS) % 11 == 0


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))
