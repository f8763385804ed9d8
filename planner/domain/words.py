"""Norwegian as people read it: phrases in both written languages, dates and times in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

Language = Literal["nb", "nn"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in bokmål and nynorsk. Leaving one out is a type error, so none is forgotten."""

    nb: str
    nn: str

    def text(self, language: Language) -> str:
        """The phrase in `language`."""
        return self.nb if language == "nb" else self.nn

    def with_facts(self, **facts: object) -> Phrase:
        """Fill the same named facts into both languages.

        A fact that is itself a `Phrase` is filled in its own language.
        """

        def fill(language: Language) -> str:
            words = {
                name: fact.text(language) if isinstance(fact, Phrase) else fact
                for name, fact in facts.items()
            }
            return self.text(language).format(**words)

        return Phrase(nb=fill("nb"), nn=fill("nn"))


def same(text: str) -> Phrase:
    """A phrase that reads alike in both languages, such as a name."""
    return Phrase(nb=text, nn=text)


WEEKDAYS: tuple[Phrase, ...] = (
    Phrase(nb="mandag", nn="måndag"),
    Phrase(nb="tirsdag", nn="tysdag"),
    same("onsdag"),
    same("torsdag"),
    same("fredag"),
    Phrase(nb="lørdag", nn="laurdag"),
    Phrase(nb="søndag", nn="søndag"),
)

MONTHS: tuple[str, ...] = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


def weekday_name(day: date) -> Phrase:
    """The weekday of `day`."""
    return WEEKDAYS[day.weekday()]


def day_in_words(day: date) -> Phrase:
    """A day with its weekday: "torsdag 4. februar"."""
    tail = f" {day.day}. {MONTHS[day.month - 1]}"
    return Phrase(nb=weekday_name(day).nb + tail, nn=weekday_name(day).nn + tail)


def short_day(day: date) -> str:
    """A day without its weekday, alike in both languages: "4. februar"."""
    return f"{day.day}. {MONTHS[day.month - 1]}"


def clock(moment: datetime | time) -> str:
    """A time of day as Norwegians write it: "09.00"."""
    return f"{moment:%H.%M}"


def span_in_words(start: datetime, end: datetime) -> Phrase:
    """A meeting's time in words: "torsdag 4. februar kl. 09.00–10.30"."""
    tail = f" kl. {clock(start)}–{clock(end)}"
    return Phrase(nb=day_in_words(start.date()).nb + tail, nn=day_in_words(start.date()).nn + tail)


def listed(phrases: Sequence[Phrase], *, last: Phrase = Phrase(nb="og", nn="og")) -> Phrase:
    """Join phrases as a list in running text: "a, b og c". Empty gives an empty phrase."""

    def join(language: Language) -> str:
        texts = [phrase.text(language) for phrase in phrases]
        if len(texts) < 2:
            return "".join(texts)
        return f"{', '.join(texts[:-1])} {last.text(language)} {texts[-1]}"

    return Phrase(nb=join("nb"), nn=join("nn"))


def decimal(number: float) -> str:
    """A number with a comma and at most one decimal: "1,5", "12"."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def hours_in_words(minutes: float) -> Phrase:
    """Minutes as hours with their noun: "1 time", "4,5 timer"."""
    hours = decimal(minutes / 60)
    if hours == "1":
        return same("1 time")
    return Phrase(nb=f"{hours} timer", nn=f"{hours} timar")


def counted(count: int, one: Phrase, many: Phrase) -> Phrase:
    """A number with its noun: "1 møte", "4 møter"."""
    noun = one if count == 1 else many
    return Phrase(nb=f"{count} {noun.nb}", nn=f"{count} {noun.nn}")
