"""Changes of a published plan in words: for the leader, and as a text for those it concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planner.application.alternatives import Alternative
from planner.application.situation import Situation
from planner.application.wording import plan_name
from planner.domain.attendance import Level
from planner.domain.diff import Change
from planner.domain.plan import PlacedMeeting
from planner.domain.plan_words import place_in_words
from planner.domain.published import Published
from planner.domain.words import Language, Phrase, clock, day_in_words, listed, same, span_in_words

FORCED = Phrase(nb="må endres", nn="må endrast")
KNOCK_ON = Phrase(nb="følgeendring", nn="følgjeendring")
BY_HAND = Phrase(nb="flyttet for hånd", nn="flytta for hand")
LATE = Phrase(nb="sen endring", nn="sein endring")

NEW = Phrase(nb="nytt møte", nn="nytt møte")
NEW_AT = Phrase(nb="nytt møte, {place}", nn="nytt møte, {place}")
CANCELLED = Phrase(nb="avlyst", nn="avlyst")
WITHOUT_PLACE = Phrase(
    nb="kan ikke holdes da, og har ingen ny tid", nn="kan ikkje haldast då, og har inga ny tid"
)
MOVED = Phrase(nb="flyttet til {time}", nn="flytta til {time}")
OTHER_ROOM = Phrase(nb="nå i {room}", nn="no i {room}")
NO_ROOM = Phrase(nb="ikke lenger i {room}", nn="ikkje lenger i {room}")
INSTEAD = Phrase(nb="{joined} møter i stedet for {left}", nn="{joined} møter i staden for {left}")
JOINED = Phrase(nb="{joined} møter også", nn="{joined} møter òg")
LEFT = Phrase(nb="{left} møter ikke", nn="{left} møter ikkje")

TITLE = Phrase(nb="Endringer i møteplanen: {name}", nn="Endringar i møteplanen: {name}")
CONCERNS = Phrase(nb=" Gjelder {who}.", nn=" Gjeld {who}.")
REST_STAYS = Phrase(nb="Alle andre møter står som før.", nn="Alle andre møte står som før.")
NOTHING = Phrase(nb="Ingen møter er endret.", nn="Ingen møte er endra.")


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Says the changes of one alternative."""

    situation: Situation
    alternative: Alternative

    def name(self, participant: str) -> Phrase:
        """The name of a person, unit or room, also of one that is there no more."""
        try:
            return same(self.alternative.problem.resource_name(participant))
        except KeyError:
            return same(self.situation.before.resource_name(participant))

    def when(self, change: Change) -> Phrase:
        """When a meeting was, or is when it is new."""
        meeting = change.before or change.meeting
        return span_in_words(meeting.start, meeting.end)

    def becomes(self, change: Change) -> Phrase:
        """What becomes of a meeting: "flyttet til torsdag 4. mars kl. 09.00–10.30"."""
        pieces = tuple(self._pieces(change))
        return Phrase(
            nb="; ".join(piece.nb for piece in pieces), nn="; ".join(piece.nn for piece in pieces)
        )

    def status(self, change: Change) -> Phrase:
        """Whether a change is forced, and whether it is late: "må endres, sen endring"."""
        why = FORCED if change.forced else KNOCK_ON
        if change.meeting.id in self.situation.by_hand:
            why = BY_HAND
        if not self.is_late(change):
            return why
        return Phrase(nb=f"{why.nb}, {LATE.nb}", nn=f"{why.nn}, {LATE.nn}")

    def is_late(self, change: Change) -> bool:
        """Whether a meeting was, or is now, on a day too soon to change anything on it."""
        before, after = self.situation.before, self.alternative.problem
        series = {**before.series_by_id, **after.series_by_id}[change.meeting.series]
        until = Published(meetings=(), today=self.situation.today).notice_until(series)
        return any(side.day < until for side in (change.before, change.after) if side is not None)

    def is_without_place(self, change: Change) -> bool:
        """Whether a meeting that must be held has no place any more."""
        if not change.is_cancelled or change.before in self.situation.gone:
            return False
        return not self.alternative.problem.meetings[change.meeting.id].optional

    def _pieces(self, change: Change) -> Iterator[Phrase]:
        before, after = change.before, change.after
        if after is None:
            yield WITHOUT_PLACE if self.is_without_place(change) else CANCELLED
            return
        if before is None:
            elsewhere = after.room is not None or after.place not in after.units
            place = place_in_words(self.alternative.problem, after) if elsewhere else None
            yield NEW_AT.with_facts(place=place) if place else NEW
            return
        if change.is_moved:
            yield MOVED.with_facts(time=_new_time(before, after))
        if after.room != before.room:
            yield self._room(before.room, after.room)
        yield from self._people(before, after)

    def _room(self, before: str | None, after: str | None) -> Phrase:
        sentence, room = (OTHER_ROOM, after) if after else (NO_ROOM, before)
        return sentence.with_facts(room=self.name(room or ""))

    def _people(self, before: PlacedMeeting, after: PlacedMeeting) -> Iterator[Phrase]:
        """Who comes instead of whom; and who else comes, or does not."""
        left, joined = _services(before, after), _services(after, before)
        for new, old in _pairs(joined, left):
            facts = {"joined": self.name(new), "left": self.name(old)}
            del joined[new], left[old]
            yield INSTEAD.with_facts(**facts)
        yield from (JOINED.with_facts(joined=self.name(each)) for each in joined)
        yield from (LEFT.with_facts(left=self.name(each)) for each in left)


def people_to_tell(words: ChangeWords, changes: Iterable[Change]) -> Counter[str]:
    """How many of some changes each person has to know of, by id."""
    people = words.situation.before.people_by_id | words.alternative.problem.people_by_id
    return Counter(each for change in changes for each in change.affected if each in people)


def message_of(situation: Situation, alternative: Alternative) -> str:
    """The changes as plain text to send, in the problem's language, with a last newline.

    It is grouped by the days on which the meetings were. It says who comes instead of whom, and
    nothing of why. What is only taken out of what is past is not told.
    """
    language = alternative.problem.language
    words = ChangeWords(situation, alternative)
    changes = [each for each in alternative.changes if _last_day(each) >= situation.today]
    title = TITLE.with_facts(name=plan_name(alternative.problem)).text(language)
    days = groupby(changes, key=_first_day)
    blocks = [
        "\n".join((_heading(day, language), *(_line(each, words, language) for each in theirs)))
        for day, theirs in days
    ]
    end = REST_STAYS if blocks else NOTHING
    return "\n\n".join((title, *blocks, end.text(language))) + "\n"


def _first_day(change: Change) -> date:
    return (change.before or change.meeting).day


def _last_day(change: Change) -> date:
    return max(side.day for side in (change.before, change.after) if side is not None)


def _heading(day: date, language: Language) -> str:
    words = day_in_words(day).text(language)
    return words[0].upper() + words[1:]


def _line(change: Change, words: ChangeWords, language: Language) -> str:
    """One meeting of a day, what becomes of it, and whom that concerns."""
    meeting = change.before or change.meeting
    time = f"kl. {clock(meeting.start)}–{clock(meeting.end)}"
    text = f"– {time}, {meeting.title}: {words.becomes(change).text(language)}."
    if change.is_moved or change.is_new or change.is_cancelled:
        there = change.meeting
        people = (each.id for each in there.people if each.attendance is not Level.WELCOME)
        names = listed([words.name(each) for each in (*there.units, *people)])
        text += CONCERNS.with_facts(who=names).text(language) if names.nb else ""
    return text


def _new_time(before: PlacedMeeting, after: PlacedMeeting) -> Phrase:
    """The new time, without the day when that stays."""
    if before.day == after.day:
        return same(f"kl. {clock(after.start)}–{clock(after.end)}")
    return span_in_words(after.start, after.end)


def _services(there: PlacedMeeting, not_there: PlacedMeeting) -> dict[str, str]:
    """Participants of one meeting who are not in the other, with their service; units have none."""
    services = {each.id: each.service for each in there.people}
    others = set(not_there.participants)
    rooms = (there.room,)
    return {
        each: services.get(each, "")
        for each in there.participants
        if each not in others and each not in rooms
    }


def _pairs(joined: Mapping[str, str], left: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who comes instead of whom: somebody of the same service, or the only one for the only one."""
    pairs: list[tuple[str, str]] = []
    for new, service in joined.items():
        free = (each for each in left if each not in {old for _, old in pairs})
        old = next((each for each in free if service and left[each] == service), None)
        if old is not None:
            pairs.append((new, old))
    new_ones = [each for each in joined if joined[each] and each not in {new for new, _ in pairs}]
    old_ones = [each for each in left if left[each] and each not in {old for _, old in pairs}]
    if len(new_ones) == len(old_ones) == 1:
        pairs.append((new_ones[0], old_ones[0]))
    return pairs
