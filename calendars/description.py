"""What an event of a feed says, in words. Nothing tells why somebody is away, or of any child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from calendars.contentline import plain
from planner.domain.announcement import DeadlineAnnouncement, MeetingAnnouncement
from planner.domain.audience import Audience, AudienceKind
from planner.domain.deadlines import AGENDA
from planner.domain.lineage import Standing
from planner.domain.words import Language, Phrase, clock, day_in_words, same, span_in_words

PARTICIPANTS = Phrase(nb="Deltakere", nn="Deltakarar")
PLACE = Phrase(nb="Sted", nn="Stad")
LEADERSHIP = Phrase(nb="Ledelsen ved {unit}", nn="Leiinga ved {unit}")
PART = Phrase(
    nb="Du er med kl. {part}. Hele møtet varer kl. {whole}.",
    nn="Du er med kl. {part}. Heile møtet varer kl. {whole}.",
)
CONVENER = Phrase(nb="Innkaller", nn="Innkallar")
ANONYMOUS = {
    True: Phrase(nb="Sakene drøftes anonymt.", nn="Sakene blir drøfta anonymt."),
    False: Phrase(nb="Sakene drøftes ikke anonymt.", nn="Sakene blir ikkje drøfta anonymt."),
}
MINUTES = {
    True: Phrase(nb="Det skrives referat.", nn="Det blir skrive referat."),
    False: Phrase(nb="Det skrives ikke referat.", nn="Det blir ikkje skrive referat."),
}
PAGE = Phrase(nb="Se planen: {page}", nn="Sjå planen: {page}")
MEETING_OF_AGENDA = same("Møtet er {time}.")

CANCELLED_TITLE = same("AVLYST: {title}")
CANCELLED = Phrase(nb="Møtet er avlyst.", nn="Møtet er avlyst.")
TAKEN_OFF = {
    AudienceKind.PERSON: Phrase(
        nb="Du skal ikke være med på dette møtet lenger.",
        nn="Du skal ikkje vere med på dette møtet lenger.",
    ),
    AudienceKind.UNIT: Phrase(
        nb="Enheten skal ikke være med på dette møtet lenger.",
        nn="Eininga skal ikkje vere med på dette møtet lenger.",
    ),
    AudienceKind.SERVICE: Phrase(
        nb="Tjenesten skal ikke være med på dette møtet lenger.",
        nn="Tenesta skal ikkje vere med på dette møtet lenger.",
    ),
}
"""To whom it is told; a meeting never leaves its series."""


def meeting_in_words(
    told: MeetingAnnouncement, audience: Audience, language: Language, *, briefly: bool
) -> str:
    """Which part is the audience's, who is there, where, what goes for it, and where to look.

    Briefly, it is not told who is there.
    """
    lines: list[str] = []
    part = told.span_for(audience)
    if part != told.span:
        hours = PART.with_facts(part=_hours(part), whole=_hours(told.span))
        lines.append(hours.text(language))
    participants = [f"- {each}" for each in _participants(told, language)]
    if participants and not briefly:
        lines += (f"{PARTICIPANTS.text(language)}:", *participants)
    if told.place is not None:
        lines.append(f"{PLACE.text(language)}: {plain(told.place)}")
    lines += (each.text(language) for each in _practice(told))
    return "\n".join(lines)


def absence_in_words(standing: Standing, audience: Audience, language: Language) -> str:
    """That a meeting is not held, or not with the audience any more. Nothing says why."""
    sentence = CANCELLED if standing is Standing.CANCELLED else TAKEN_OFF[audience.kind]
    return sentence.text(language)


def deadline_in_words(told: DeadlineAnnouncement, language: Language) -> str:
    """When the meeting is whose agenda is due; nothing for a milestone."""
    if told.meeting is None:
        return ""
    return MEETING_OF_AGENDA.with_facts(time=span_in_words(*told.meeting)).text(language)


def _participants(told: MeetingAnnouncement, language: Language) -> Iterator[str]:
    """Units and people, or only the services where the meeting goes by a coarse title."""
    if told.is_coarse:
        yield from dict.fromkeys(plain(each.role) for each in told.people)
        return
    for host in told.hosts:
        yield LEADERSHIP.text(language).format(unit=plain(host))
    for each in told.people:
        how = each.how.text(language)
        role = f"{plain(each.role)}, {how}" if how else plain(each.role)
        yield f"{plain(each.name)} ({role})"


def _practice(told: MeetingAnnouncement) -> Iterator[Phrase]:
    """What is told of how the meeting is held, a line each."""
    if told.agenda_day is not None:
        yield AGENDA.with_facts(title=day_in_words(told.agenda_day))
    if told.convener is not None:
        yield Phrase(
            nb=f"{CONVENER.nb}: {plain(told.convener)}", nn=f"{CONVENER.nn}: {plain(told.convener)}"
        )
    if told.anonymous is not None:
        yield ANONYMOUS[told.anonymous]
    if told.keeps_minutes is not None:
        yield MINUTES[told.keeps_minutes]
    if told.page is not None:
        yield PAGE.with_facts(page=plain(told.page))


def _hours(span: tuple[datetime, datetime]) -> str:
    return f"{clock(span[0])}–{clock(span[1])}"
