"""What can be wrong with a calendar file of somebody else's: all of it, or some of its events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.errors import SemesterplanError
from planner.domain.words import Phrase, counted


class Unusable(StrEnum):
    """Why a whole calendar file cannot be used."""

    EMPTY = "empty"
    HTML = "html"
    PACKED = "packed"
    BINARY = "binary"
    NOT_A_CALENDAR = "not-a-calendar"
    CUT_OFF = "cut-off"
    DAMAGED = "damaged"
    TOO_DEEP = "too-deep"
    TOO_LARGE = "too-large"
    TOO_HEAVY = "too-heavy"
    OUR_FAULT = "our-fault"


SENTENCES: dict[Unusable, Phrase] = {
    Unusable.EMPTY: Phrase(
        nb="Kalenderfilen er tom; hent den på nytt, eller eksporter kalenderen en gang til.",
        nn="Kalenderfila er tom; hent ho på nytt, eller eksporter kalenderen ein gong til.",
    ),
    Unusable.HTML: Phrase(
        nb="Dette er en nettside og ingen kalender, kanskje en innloggingsside; kopier adressen "
        "som slutter på .ics, fra kalenderens innstillinger for publisering.",
        nn="Dette er ei nettside og ingen kalender, kanskje ei innloggingsside; kopier adressa "
        "som sluttar på .ics, frå innstillingane for publisering i kalenderen.",
    ),
    Unusable.PACKED: Phrase(
        nb="Dette er en pakket fil (zip eller gzip); pakk den ut, og velg .ics-filen som ligger "
        "i den.",
        nn="Dette er ei pakka fil (zip eller gzip); pakk ho ut, og vel .ics-fila som ligg i ho.",
    ),
    Unusable.BINARY: Phrase(
        nb="Filen er ikke tekst, så den er ingen kalenderfil; eksporter kalenderen som iCalendar "
        "(.ics).",
        nn="Fila er ikkje tekst, så ho er inga kalenderfil; eksporter kalenderen som iCalendar "
        "(.ics).",
    ),
    Unusable.NOT_A_CALENDAR: Phrase(
        nb="Filen har ingen kalender (BEGIN:VCALENDAR); eksporter kalenderen som iCalendar (.ics).",
        nn="Fila har ingen kalender (BEGIN:VCALENDAR); eksporter kalenderen som iCalendar (.ics).",
    ),
    Unusable.CUT_OFF: Phrase(
        nb="Kalenderfilen er kuttet av før slutten; hent den på nytt.",
        nn="Kalenderfila er kutta av før slutten; hent ho på nytt.",
    ),
    Unusable.DAMAGED: Phrase(
        nb="Kalenderfilen er skadet: noe som begynner i den, slutter ikke der det skal; hent den "
        "på nytt, eller eksporter kalenderen en gang til.",
        nn="Kalenderfila er skadd: noko som byrjar i ho, sluttar ikkje der det skal; hent ho på "
        "nytt, eller eksporter kalenderen ein gong til.",
    ),
    Unusable.TOO_DEEP: Phrase(
        nb="Kalenderfilen har deler inni deler i for mange lag til å være en vanlig kalender; "
        "eksporter kalenderen en gang til.",
        nn="Kalenderfila har delar inni delar i for mange lag til å vere ein vanleg kalender; "
        "eksporter kalenderen ein gong til.",
    ),
    Unusable.TOO_LARGE: Phrase(
        nb="Kalenderfilen er for stor; eksporter bare halvåret det gjelder.",
        nn="Kalenderfila er for stor; eksporter berre halvåret det gjeld.",
    ),
    Unusable.TOO_HEAVY: Phrase(
        nb="Kalenderfilen er for tung å lese; eksporter bare halvåret det gjelder, eller fjern "
        "hendelser som gjentas uten ende.",
        nn="Kalenderfila er for tung å lese; eksporter berre halvåret det gjeld, eller fjern "
        "hendingar som tek seg opp att utan ende.",
    ),
    Unusable.OUR_FAULT: Phrase(
        nb="Semesterplan klarte ikke å lese kalenderfilen. Feilen er vår og ikke din; meld fra om "
        "hvilket program kalenderen kommer fra.",
        nn="Semesterplan klarte ikkje å lese kalenderfila. Feilen er vår og ikkje din; meld frå om "
        "kva program kalenderen kjem frå.",
    ),
}


class UnusableCalendar(SemesterplanError):
    """A calendar file cannot be used at all; nothing of it was taken.

    `kind` says why. Nothing of the file's content is in it.
    """

    def __init__(self, kind: Unusable) -> None:
        super().__init__(kind)
        self.kind = kind

    def phrase(self) -> Phrase:
        """Why, and the way out."""
        return SENTENCES[self.kind]


class Omission(StrEnum):
    """Why something of a calendar was left out, or read otherwise than it was perhaps meant."""

    BROKEN = "broken"
    ENDS_BEFORE_START = "ends-before-start"
    BROKEN_RULE = "broken-rule"
    TOO_HEAVY = "too-heavy"
    TOO_MANY = "too-many"
    UNKNOWN_ZONE = "unknown-zone"


EVENT = Phrase(nb="hendelse", nn="hending"), Phrase(nb="hendelser", nn="hendingar")
SERIES = (
    Phrase(nb="hendelse som gjentas", nn="hending som tek seg opp att"),
    Phrase(nb="hendelser som gjentas", nn="hendingar som tek seg opp att"),
)
NOUNS = {
    Omission.BROKEN: EVENT,
    Omission.ENDS_BEFORE_START: EVENT,
    Omission.BROKEN_RULE: SERIES,
    Omission.TOO_HEAVY: SERIES,
    Omission.TOO_MANY: EVENT,
    Omission.UNKNOWN_ZONE: EVENT,
}
WARNINGS: dict[Omission, Phrase] = {
    Omission.BROKEN: Phrase(
        nb="Vi har utelatt {count}, fordi tiden ikke kan leses; se etter i kalenderen.",
        nn="Vi har utelate {count}, fordi tida ikkje kan lesast; sjå etter i kalenderen.",
    ),
    Omission.ENDS_BEFORE_START: Phrase(
        nb="Vi har utelatt {count}, fordi slutten kommer før begynnelsen; rett det i kalenderen.",
        nn="Vi har utelate {count}, fordi slutten kjem før byrjinga; rett det i kalenderen.",
    ),
    Omission.BROKEN_RULE: Phrase(
        nb="Vi har utelatt {count}, fordi regelen for gjentakelsen ikke kan brukes; lag "
        "gjentakelsen på nytt i kalenderen.",
        nn="Vi har utelate {count}, fordi regelen for gjentakinga ikkje kan brukast; lag "
        "gjentakinga på nytt i kalenderen.",
    ),
    Omission.TOO_HEAVY: Phrase(
        nb="Vi har utelatt {count}, fordi det tar for lang tid å regne ut gjentakelsene; la dem "
        "komme sjeldnere, eller gi dem en sluttdato i kalenderen.",
        nn="Vi har utelate {count}, fordi det tek for lang tid å rekne ut gjentakingane; lat dei "
        "kome sjeldnare, eller gje dei ein sluttdato i kalenderen.",
    ),
    Omission.TOO_MANY: Phrase(
        nb="Vi har utelatt {count}, fordi kalenderen har flere enn vi tar imot; eksporter bare "
        "halvåret det gjelder.",
        nn="Vi har utelate {count}, fordi kalenderen har fleire enn vi tek imot; eksporter berre "
        "halvåret det gjeld.",
    ),
    Omission.UNKNOWN_ZONE: Phrase(
        nb="Vi har lest {count} med ukjent tidssone som lokal tid; se etter at tidene stemmer.",
        nn="Vi har lese {count} med ukjend tidssone som lokal tid; sjå etter at tidene stemmer.",
    ),
}


@dataclass(frozen=True, slots=True)
class CalendarWarning:
    """How many events of a calendar were left out for one reason."""

    kind: Omission
    count: int

    def phrase(self) -> Phrase:
        """How many, why, and the way out."""
        one, many = NOUNS[self.kind]
        return WARNINGS[self.kind].with_facts(count=counted(self.count, one, many))
