"""What pydantic finds wrong with a value, said in Norwegian with the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from planner.application import sentences
from planner.application.shape import Annotation, bare, within
from planner.domain.faults import did_you_mean, nearest
from planner.domain.series import Series
from planner.domain.words import Phrase, listed, same

LONGEST_QUOTE = 40
SMALLEST_METRES = 1000
OR = Phrase(nb="eller", nn="eller")
ABOUT_KEYS = {"missing", "extra_forbidden", "unknown_form", "value_error"}
"""Errors that are not about the value that stands there."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """An error of pydantic's together with what the model expects there.

    Parameters
    ----------
    key
        The key (or the number) that the value stands under.
    value, around
        The value itself, and the mapping or list that holds it.
    expected, owner
        As in `Step`.
    """

    error: ErrorDetails
    key: str | int
    value: object
    around: object
    expected: Annotation
    owner: type[BaseModel] | None


def sentence_of(mistake: Mistake) -> Phrase:
    """What is wrong and the way out."""
    name = mistake.error["type"]
    if mistake.value is None and mistake.key == "frequency" and mistake.owner is Series:
        return sentences.HOW_OFTEN
    if mistake.value is None and name not in ABOUT_KEYS:
        return sentences.EMPTY_VALUE
    return SENTENCES.get(name, _not_of_kind)(mistake)


def _not_of_kind(mistake: Mistake) -> Phrase:
    kind = sentences.KINDS.get(mistake.error["type"].partition("_")[0])
    if kind is None:
        return sentences.TOGETHER
    return sentences.NOT_OF_KIND.with_facts(
        value=_quoted(mistake.value), kind=kind.name, way_out=kind.way_out
    )


def _quoted(value: object) -> Phrase:
    """A value as it can stand first in a sentence."""
    match value:
        case list():
            return Phrase(nb="En liste", nn="Ei liste")
        case dict():
            return Phrase(nb="Et oppslag med nøkler", nn="Eit oppslag med nøklar")
        case bool():
            return same(f"«{str(value).lower()}»")
    text = " ".join(str(value).split())
    return same(f"«{text}»" if len(text) <= LONGEST_QUOTE else f"«{text[:LONGEST_QUOTE]} …»")


def _missing(mistake: Mistake) -> Phrase:
    return sentences.MISSING.with_facts(key=mistake.key)


def _our_code(mistake: Mistake) -> Phrase:
    """Our models raise a short code; the sentence stands here, in both languages."""
    return sentences.OUR_CODES.get(str(mistake.error["ctx"]["error"]), sentences.TOGETHER)


def _empty(_: Mistake) -> Phrase:
    return sentences.EMPTY_VALUE


def _size(mistake: Mistake) -> Phrase:
    """A text or a list is too long or too short."""
    sentence = sentences.SIZES[mistake.error["type"]]
    limits = mistake.error["ctx"]
    return sentence.with_facts(least=limits.get("min_length"), most=limits.get("max_length"))


def _unknown_key(mistake: Mistake) -> Phrase:
    known = list(mistake.owner.model_fields) if mistake.owner else []
    otherwise = sentences.CHOOSE.with_facts(known=_choice(known)) if known else sentences.REMOVE
    way_out = did_you_mean(str(mistake.key), known, otherwise=otherwise)
    return sentences.UNKNOWN_KEY.with_facts(key=mistake.key, way_out=way_out)


def _unknown_form(mistake: Mistake) -> Phrase:
    forms = mistake.error["ctx"]["forms"].split(", ")
    keys = list(mistake.value) if isinstance(mistake.value, dict) else []
    guesses = [(key, guess) for key in keys if (guess := nearest(str(key), forms))]
    way_out = sentences.ADD_ONE
    if guesses:
        key, guess = guesses[0]
        way_out = sentences.RENAME.with_facts(key=key, guess=guess)
    return sentences.FORMS.with_facts(forms=_choice(forms), way_out=way_out)


def _unknown_word(mistake: Mistake) -> Phrase:
    known = list(_words(mistake.expected)) or [mistake.error["ctx"]["expected"]]
    word = str(mistake.value).strip().lower()
    guess = sentences.NORWEGIAN_KEYS.get(word)
    otherwise = sentences.CHOOSE.with_facts(known=_choice(known))
    way_out = did_you_mean(guess if guess in known else word, known, otherwise=otherwise)
    return sentences.UNKNOWN_WORD.with_facts(value=_quoted(mistake.value), way_out=way_out)


def _words(annotation: Annotation) -> Iterator[str]:
    """The words that an enumeration or a `Literal` knows."""
    inner = bare(annotation)
    if _is_literal(inner):
        yield from (str(word) for word in get_args(inner))
    elif isinstance(inner, type) and issubclass(inner, Enum):
        yield from (str(member.value) for member in inner)


def _choice(words: list[str]) -> Phrase:
    return listed([same(word) for word in words], last=OR)


def _bad_id(mistake: Mistake) -> Phrase:
    """Names are often given where ids should be, so the id is made from the name."""
    plain = str(mistake.value).lower().translate(str.maketrans("æøåäöéü", "aoaaoeu"))
    better = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "skole-1"
    return sentences.BAD_ID.with_facts(value=_quoted(mistake.value), better=better[:LONGEST_QUOTE])


def _out_of_range(mistake: Mistake) -> Phrase:
    bounds = _bounds(mistake)
    name = sentences.COORDINATE_NAMES.get(str(mistake.key))
    value = _quoted(mistake.value)
    if name is None:
        return sentences.OUT_OF_RANGE.with_facts(value=value, bounds=bounds)
    latitude, longitude = (
        _number(within(mistake.around, key)) for key in ("latitude", "longitude")
    )
    if abs(_number(mistake.value)) >= SMALLEST_METRES:
        way_out = sentences.METRES.with_facts(bounds=bounds)
    elif latitude < longitude:  # in Norway the degrees north are always the larger number
        way_out = sentences.SWAPPED
    else:
        way_out = sentences.DEGREES.with_facts(bounds=bounds)
    return sentences.OUTSIDE_NORWAY.with_facts(name=name, value=value, way_out=way_out)


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0


def _bounds(mistake: Mistake) -> Phrase:
    """Where a number must lie: "fra 1 til 12"; at least the bound that it broke."""
    limits = dict(_limits(mistake.expected)) or mistake.error.get("ctx", {})
    least = limits.get("ge", limits.get("gt"))
    most = limits.get("le", limits.get("lt"))
    if least is None and most is None:
        return sentences.OTHER_BOUNDS
    if most is None:
        return sentences.FROM.with_facts(least=f"{least:.15g}")
    if least is None:
        return sentences.UP_TO.with_facts(most=f"{most:.15g}")
    return sentences.FROM_TO.with_facts(least=f"{least:.15g}", most=f"{most:.15g}")


def _limits(annotation: Annotation) -> Iterator[tuple[str, float]]:
    """The limits in an annotation's metadata, however deep."""
    for mark in (
        annotation,
        *getattr(annotation, "__metadata__", ()),
        *getattr(annotation, "metadata", ()),
    ):
        for name in ("ge", "gt", "le", "lt"):
            if isinstance(limit := getattr(mark, name, None), int | float):
                yield name, limit
        if mark is not annotation:
            yield from _limits(mark)
    for inner in get_args(annotation):
        if not _is_literal(annotation):
            yield from _limits(inner)


def _is_literal(annotation: Annotation) -> bool:
    origin: object = get_origin(annotation)
    return origin is Literal


SENTENCES: dict[str, Callable[[Mistake], Phrase]] = {
    "missing": _missing,
    "value_error": _our_code,
    "string_too_short": _empty,
    "string_too_long": _size,
    "too_short": _size,
    "too_long": _size,
    "extra_forbidden": _unknown_key,
    "unknown_form": _unknown_form,
    "string_pattern_mismatch": _bad_id,
    "enum": _unknown_word,
    "literal_error": _unknown_word,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than": _out_of_range,
    "less_than_equal": _out_of_range,
}
"""Who makes the sentence for an error of some type; the others are about the kind of value."""
