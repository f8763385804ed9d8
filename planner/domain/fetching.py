"""What comes of fetching a calendar: its bytes, or why there are none. No address is ever named."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from planner.domain.errors import SemesterplanError
from planner.domain.words import Phrase


class Validators(NamedTuple):
    """By what a server knows again which state of a calendar we have (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


class Fetched(NamedTuple):
    """An answer: a calendar, or `None` for the body when it is the one we have."""

    body: bytes | None
    validators: Validators


class Trouble(StrEnum):
    """Why a calendar could not be fetched."""

    UNKNOWN_HOST = "unknown-host"
    NOT_PUBLIC = "not-public"
    REFUSED = "refused"
    NOT_SECURE = "not-secure"
    TIMED_OUT = "timed-out"
    CUT_OFF = "cut-off"
    NOT_LET_IN = "not-let-in"
    GONE = "gone"
    WAIT = "wait"
    ILL = "ill"
    OTHER_ANSWER = "other-answer"
    TOO_LARGE = "too-large"
    PACKED = "packed"
    SENT_ROUND = "sent-round"
    SENT_ASTRAY = "sent-astray"


SENTENCES: dict[Trouble, Phrase] = {
    Trouble.UNKNOWN_HOST: Phrase(
        nb="Fant ikke {host}; se over adressen, eller prøv igjen senere.",
        nn="Fann ikkje {host}; sjå over adressa, eller prøv igjen seinare.",
    ),
    Trouble.NOT_PUBLIC: Phrase(
        nb="{host} er ikke et sted på det åpne nettet, og hentes ikke; bruk lenken som kalenderen "
        "er publisert på.",
        nn="{host} er ikkje ein stad på det opne nettet, og blir ikkje henta; bruk lenkja som "
        "kalenderen er publisert på.",
    ),
    Trouble.REFUSED: Phrase(
        nb="{host} tar ikke imot; prøv igjen senere.",
        nn="{host} tek ikkje imot; prøv igjen seinare.",
    ),
    Trouble.NOT_SECURE: Phrase(
        nb="{host} kan ikke vise at det er rette stedet (sertifikatet er ugyldig); meld fra til "
        "dem som driver kalenderen.",
        nn="{host} kan ikkje vise at det er rette staden (sertifikatet er ugyldig); meld frå til "
        "dei som driv kalenderen.",
    ),
    Trouble.TIMED_OUT: Phrase(
        nb="{host} svarte ikke i tide; prøv igjen senere.",
        nn="{host} svara ikkje i tide; prøv igjen seinare.",
    ),
    Trouble.CUT_OFF: Phrase(
        nb="Svaret fra {host} ble brutt eller er ikke til å forstå; prøv igjen senere.",
        nn="Svaret frå {host} vart brote eller er ikkje til å forstå; prøv igjen seinare.",
    ),
    Trouble.NOT_LET_IN: Phrase(
        nb="{host} slipper oss ikke til kalenderen (HTTP {status}); publiser den på nytt, og bruk "
        "den nye lenken.",
        nn="{host} slepper oss ikkje til kalenderen (HTTP {status}); publiser han på nytt, og bruk "
        "den nye lenkja.",
    ),
    Trouble.GONE: Phrase(
        nb="{host} har ikke kalenderen på denne adressen lenger (HTTP {status}); publiser den på "
        "nytt, og bruk den nye lenken.",
        nn="{host} har ikkje kalenderen på denne adressa lenger (HTTP {status}); publiser han på "
        "nytt, og bruk den nye lenkja.",
    ),
    Trouble.WAIT: Phrase(
        nb="{host} ber oss vente (HTTP {status}); hent sjeldnere, eller prøv igjen senere.",
        nn="{host} ber oss vente (HTTP {status}); hent sjeldnare, eller prøv igjen seinare.",
    ),
    Trouble.ILL: Phrase(
        nb="{host} har en feil hos seg (HTTP {status}); prøv igjen senere.",
        nn="{host} har ein feil hos seg (HTTP {status}); prøv igjen seinare.",
    ),
    Trouble.OTHER_ANSWER: Phrase(
        nb="{host} svarte med noe annet enn en kalender (HTTP {status}); åpne lenken i en "
        "nettleser og se over den.",
        nn="{host} svara med noko anna enn ein kalender (HTTP {status}); opne lenkja i ein "
        "nettlesar og sjå over ho.",
    ),
    Trouble.TOO_LARGE: Phrase(
        nb="Kalenderen hos {host} er for stor; publiser et kortere tidsrom.",
        nn="Kalenderen hos {host} er for stor; publiser eit kortare tidsrom.",
    ),
    Trouble.PACKED: Phrase(
        nb="{host} sender kalenderen pakket, selv om vi ber om den som den er; meld fra til dem "
        "som driver kalenderen.",
        nn="{host} sender kalenderen pakka, sjølv om vi ber om han som han er; meld frå til dei "
        "som driv kalenderen.",
    ),
    Trouble.SENT_ROUND: Phrase(
        nb="{host} sender oss videre for mange ganger; kopier lenken til kalenderen på nytt.",
        nn="{host} sender oss vidare for mange gonger; kopier lenkja til kalenderen på nytt.",
    ),
    Trouble.SENT_ASTRAY: Phrase(
        nb="{host} sender oss videre til noe som ikke er en sikker adresse (https); kopier lenken "
        "til kalenderen på nytt.",
        nn="{host} sender oss vidare til noko som ikkje er ei sikker adresse (https); kopier "
        "lenkja til kalenderen på nytt.",
    ),
}


class CannotFetch(SemesterplanError):
    """A calendar could not be fetched. `host` is all that is said of where it should have been."""

    def __init__(self, trouble: Trouble, host: str, status: int | None = None) -> None:
        super().__init__(trouble, host, status)
        self.trouble = trouble
        self.host = host
        self.status = status

    def phrase(self) -> Phrase:
        """What happened, and the way out."""
        return SENTENCES[self.trouble].with_facts(host=self.host, status=self.status)


def trouble_with(status: int) -> Trouble:
    """What is the trouble when a server answers with a status that is no success."""
    match status:
        case 401 | 403 | 407:
            return Trouble.NOT_LET_IN
        case 404 | 410:
            return Trouble.GONE
        case 408 | 425 | 429:
            return Trouble.WAIT
        case _ if status >= 500:
            return Trouble.ILL
    return Trouble.OTHER_ANSWER
