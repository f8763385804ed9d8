"""What is said of how much a plan can bear: in the terminal and on the page alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.application.alternatives import Policy
from planner.application.contingency import Consequence
from planner.application.resilience import Fragility, Resilience
from planner.application.wording import days_span, people_with_noun, week_number, whole
from planner.domain.words import Phrase, counted, day_in_words, same, short_day

POLICIES: dict[Policy, Phrase] = {
    Policy.MOVE: Phrase(nb="møter flyttes", nn="møte blir flytta"),
    Policy.SUBSTITUTE: Phrase(nb="stedfortredere møter", nn="stadfortredarar møter"),
    Policy.EITHER: Phrase(
        nb="møter flyttes, eller stedfortredere møter",
        nn="møte blir flytta, eller stadfortredarar møter",
    ),
    Policy.CANCEL: Phrase(
        nb="møter flyttes, stedfortredere møter, eller møter avlyses",
        nn="møte blir flytta, stadfortredarar møter, eller møte blir avlyste",
    ),
}
ONE_WEEK, WEEKS = Phrase(nb="uke", nn="veke"), Phrase(nb="uker", nn="veker")
MONDAYS = Phrase(nb="hver av {count} mandager", nn="kvar av {count} måndagar")
ONE_CHANGE, CHANGES = Phrase(nb="endring", nn="endring"), Phrase(nb="endringer", nn="endringar")
ONE_KNOCK_ON = Phrase(nb="følgeendring", nn="følgjeendring")
KNOCK_ONS = Phrase(nb="følgeendringer", nn="følgjeendringar")
ONE_REQUIREMENT = Phrase(nb="krav brutt", nn="krav brote")
REQUIREMENTS = Phrase(nb="krav brutt", nn="krav brotne")
NO_CHANGE = Phrase(nb="ingenting å endre", nn="ingenting å endre")
WITHOUT_PLACE = Phrase(nb="{count} uten plass", nn="{count} utan plass")
CANCELLED = Phrase(nb="{count} avlyst", nn="{count} avlyst")
UNPROVEN = Phrase(nb="ikke bevist minst", nn="ikkje bevist minst")
LOST = Phrase(nb="uten svar", nn="utan svar")
NOT_REACHED = Phrase(nb="ikke undersøkt", nn="ikkje undersøkt")

ASKED = Phrase(
    nb="{people} med møter, hver borte {weeks} fra {mondays}: {answered} fravær er undersøkt.",
    nn="{people} med møte, kvar borte {weeks} frå {mondays}: {answered} fråvær er undersøkte.",
)
NOT_BORNE = Phrase(
    nb="{count} av dem endrer ingenting, {mended} lar seg ordne, og {unmended} lar seg ikke ordne "
    "helt.",
    nn="{count} av dei endrar ingenting, {mended} lèt seg ordne, og {unmended} lèt seg ikkje ordne "
    "heilt.",
)
ALL_BORNE = Phrase(
    nb="{count} av dem endrer ingenting, og alle de andre lar seg ordne.",
    nn="{count} av dei endrar ingenting, og alle dei andre lèt seg ordne.",
)
NOTHING = Phrase(nb="Ingen av dem endrer noe.", nn="Ingen av dei endrar noko.")
ALLOWED = Phrase(nb="Slik ordnes det: {policy}.", nn="Slik blir det ordna: {policy}.")
ALL_PROVEN = Phrase(
    nb="Det er bevist for alle at ingen mindre endring er nok.",
    nn="Det er bevist for alle at inga mindre endring er nok.",
)
SOME_PROVEN = Phrase(
    nb="For {proven} av {all} er det bevist at ingen mindre endring er nok.",
    nn="For {proven} av {all} er det bevist at inga mindre endring er nok.",
)
STOPPED = Phrase(
    nb="Stoppet før tiden: {answered} av {all} fravær er undersøkt.",
    nn="Stoppa før tida: {answered} av {all} fråvær er undersøkte.",
)
SOME_LOST = Phrase(
    nb="{count} av fraværene fikk ikke svar, fordi prosessen som regnet på dem, ble borte; prøv "
    "igjen, gjerne med --workers 1.",
    nn="{count} av fråværa fekk ikkje svar, fordi prosessen som rekna på dei, vart borte; prøv "
    "igjen, gjerne med --workers 1.",
)
OF = Phrase(nb="{part} av {whole}", nn="{part} av {whole}")
WORST = Phrase(nb="fra {day}: {consequence}", nn="frå {day}: {consequence}")
UNMET = Phrase(
    nb="{person} borte {days}: {sentence}",
    nn="{person} borte {days}: {sentence}",
)


def verdict(found: Resilience) -> Iterator[Phrase]:
    """What was asked, how much of it can be mended, and what is proven."""
    answers = found.answers
    if found.stopped:
        yield STOPPED.with_facts(answered=whole(len(answers)), all=whole(found.questions))
    yield ASKED.with_facts(
        people=people_with_noun(len(found.people)),
        weeks=weeks_with_noun(found.weeks),
        mondays=_mondays(found.starts),
        answered=whole(len(answers)),
    )
    broken = [each for each in answers if each.touches]
    unmended = sum(not each.mended for each in broken)
    if not broken:
        yield NOTHING
    else:
        yield (NOT_BORNE if unmended else ALL_BORNE).with_facts(
            count=whole(len(answers) - len(broken)),
            mended=whole(len(broken) - unmended),
            unmended=whole(unmended),
        )
        yield ALLOWED.with_facts(policy=POLICIES[found.policy])
        proven = sum(each.proven for each in broken)
        every = proven == len(broken)
        facts = {"proven": whole(proven), "all": whole(len(broken))}
        yield ALL_PROVEN if every else SOME_PROVEN.with_facts(**facts)
    if found.lost:
        yield SOME_LOST.with_facts(count=len(found.lost))


def _mondays(starts: tuple[date, ...]) -> Phrase:
    """Where the absences begin: "mandag 1. mars", "hver av 6 mandager"."""
    return day_in_words(starts[0]) if len(starts) == 1 else MONDAYS.with_facts(count=len(starts))


def weeks_with_noun(number: int) -> Phrase:
    """A number of weeks: "1 uke", "4 uker"."""
    return counted(number, ONE_WEEK, WEEKS)


def troubles(consequence: Consequence) -> Iterator[Phrase]:
    """What is not as it should be after the changes: "1 uten plass", "2 krav brutt"."""
    cancelled, unmet = consequence.cancelled, len(consequence.unmet)
    if cancelled:
        yield (CANCELLED if consequence.mended else WITHOUT_PLACE).with_facts(count=cancelled)
    if unmet > cancelled:
        yield counted(unmet - cancelled, ONE_REQUIREMENT, REQUIREMENTS)
    if not consequence.proven:
        yield UNPROVEN


def consequence_in_words(consequence: Consequence) -> Phrase:
    """All of it: "9 endringer (2 følgeendringer), 1 uten plass"."""
    if not consequence.touches:
        return NO_CHANGE
    changes = counted(consequence.changes, ONE_CHANGE, CHANGES)
    if consequence.knock_on:
        knock_on = counted(consequence.knock_on, ONE_KNOCK_ON, KNOCK_ONS)
        changes = same("{changes} ({knock_on})").with_facts(changes=changes, knock_on=knock_on)
    pieces = [changes, *troubles(consequence)]
    return Phrase(
        nb=", ".join(piece.nb for piece in pieces), nn=", ".join(piece.nn for piece in pieces)
    )


def worst_in_words(fragile: Fragility, found: Resilience) -> Phrase:
    """The start that breaks most, and what it comes to; empty when none breaks anything."""
    if fragile.worst is None:
        return same("")
    consequence = fragile.consequences[fragile.worst]
    assert consequence is not None
    day = short_day(found.starts[fragile.worst])
    return WORST.with_facts(day=day, consequence=consequence_in_words(consequence))


def unmended_in_words(fragile: Fragility) -> Phrase:
    """How many of somebody's absences cannot be mended, of how many."""
    return OF.with_facts(part=fragile.unmended, whole=len(fragile.answered))


def unmet_in_words(found: Resilience) -> Iterator[Phrase]:
    """Each requirement that cannot be held, with whose absence from when to when it is of."""
    for fragile in found.people:
        for start, consequence in zip(found.starts, fragile.consequences, strict=True):
            for sentence in consequence.unmet if consequence else ():
                yield UNMET.with_facts(
                    person=fragile.person.name,
                    days=days_span(start, found.last_day(start)),
                    sentence=sentence,
                )


def unanswered_in_words(fragile: Fragility, start: date, found: Resilience) -> Phrase:
    """Why there is no answer."""
    return LOST if found.is_lost(fragile.person, start) else NOT_REACHED


def week_in_words(start: date) -> Phrase:
    """The week in which an absence begins: "uke 9"."""
    return Phrase(nb=f"uke {week_number(start)}", nn=f"veke {week_number(start)}")
