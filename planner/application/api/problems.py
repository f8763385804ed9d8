"""What the API answers when it refuses: one shape for everything (RFC 9457), made here alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from pydantic import ConfigDict, Field

from planner.application.api.endpoint import NotLoggedIn
from planner.domain.errors import (
    Busy,
    Damaged,
    NotAllowed,
    NotThere,
    Overtaken,
    Refused,
    SemesterplanError,
    StoreUnavailable,
    TooManyAttempts,
    UnreadableInput,
)
from planner.domain.model import Model
from planner.domain.words import Language, Phrase

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 60
"""How soon it may be worth trying again when the service is not to be had."""

TITLES: Mapping[int, Phrase] = {
    400: Phrase(nb="Forespørselen kan ikke leses", nn="Førespurnaden kan ikkje lesast"),
    401: Phrase(nb="Ikke logget inn", nn="Ikkje logga inn"),
    403: Phrase(nb="Ikke adgang", nn="Ikkje tilgang"),
    404: Phrase(nb="Finnes ikke", nn="Finst ikkje"),
    405: Phrase(nb="Går ikke her", nn="Går ikkje her"),
    409: Phrase(nb="Noe er endret i mellomtiden", nn="Noko er endra i mellomtida"),
    413: Phrase(nb="For stort", nn="For stort"),
    415: Phrase(nb="Feil slags innhold", nn="Feil slags innhald"),
    422: Phrase(nb="Innholdet kan ikke brukes", nn="Innhaldet kan ikkje brukast"),
    429: Phrase(nb="For mange forsøk", nn="For mange forsøk"),
    500: Phrase(nb="Feil hos oss", nn="Feil hos oss"),
    503: Phrase(nb="Ikke tilgjengelig nå", nn="Ikkje tilgjengeleg no"),
}
"""Every status that the API refuses with, and what it is called."""

MALFORMED = Phrase(
    nb="Innholdet er ikke gyldig JSON; rett det, og send på nytt.",
    nn="Innhaldet er ikkje gyldig JSON; rett det, og send på nytt.",
)
NO_CSRF = Phrase(
    nb="Forespørselen mangler CSRF-token; last siden på nytt, eller bruk token fra POST /sessions.",
    nn="Førespurnaden manglar CSRF-token; last sida på nytt, eller bruk token frå POST /sessions.",
)
NOTHING_HERE = Phrase(
    nb="Det er ingenting på denne adressen; se /api/v1/openapi.json.",
    nn="Det er ingenting på denne adressa; sjå /api/v1/openapi.json.",
)
NOT_THIS_METHOD = Phrase(
    nb="Adressen finnes, men ikke med denne metoden; se hvilke som går, i «Allow».",
    nn="Adressa finst, men ikkje med denne metoden; sjå kva for nokre som går, i «Allow».",
)
TOO_LARGE = Phrase(
    nb="Innholdet er for stort for denne adressen; send mindre om gangen.",
    nn="Innhaldet er for stort for denne adressa; send mindre om gongen.",
)
NOT_JSON = Phrase(
    nb="Innholdet må være JSON; send det med «Content-Type: application/json».",
    nn="Innhaldet må vere JSON; send det med «Content-Type: application/json».",
)
UNREADABLE = Phrase(
    nb="Det som ble sendt, kan ikke brukes; se hva som er galt, i «faults».",
    nn="Det som vart sendt, kan ikkje brukast; sjå kva som er gale, i «faults».",
)
NOT_NOW = Phrase(
    nb="Tjenesten er opptatt; prøv igjen om litt.", nn="Tenesta er oppteken; prøv igjen om litt."
)
NOT_ACKNOWLEDGED = Phrase(
    nb="Planen bryter krav, og er ikke publisert; se hvilke i «faults», rett den, eller send på "
    "nytt med «acknowledged».",
    nn="Planen bryt krav, og er ikkje publisert; sjå kva for nokre i «faults», rett han, eller "
    "send på nytt med «acknowledged».",
)
DAMAGED = Phrase(
    nb="Noe som er lagret, kan ikke leses; se hva i «faults», og be den som driver tjenesten, om "
    "hjelp.",
    nn="Noko som er lagra, kan ikkje lesast; sjå kva i «faults», og be den som driv tenesta, om "
    "hjelp.",
)
OUR_FAULT = Phrase(
    nb="Noe gikk galt hos oss; prøv igjen om litt.",
    nn="Noko gjekk gale hos oss; prøv igjen om litt.",
)


class NotAcknowledged(UnreadableInput):
    """Something is broken in what is to be published, and nobody said that it shall be so."""


OF_ERRORS: Mapping[type[SemesterplanError], tuple[int, str]] = {
    NotLoggedIn: (401, "not_logged_in"),
    NotAllowed: (403, "not_allowed"),
    TooManyAttempts: (429, "too_many_attempts"),
    Refused: (403, "refused"),
    NotThere: (404, "not_there"),
    Overtaken: (409, "overtaken"),
    Damaged: (500, "damaged"),
    NotAcknowledged: (422, "not_acknowledged"),
    UnreadableInput: (422, "unreadable"),
    StoreUnavailable: (503, "not_now"),
    Busy: (503, "busy"),
}
"""The errors that somebody who asks can meet, the narrower first; any other is our fault."""

OF_STATUSES: Mapping[int, tuple[str, Phrase]] = {
    400: ("malformed", MALFORMED),
    404: ("nothing_here", NOTHING_HERE),
    405: ("not_this_method", NOT_THIS_METHOD),
    413: ("too_large", TOO_LARGE),
    415: ("not_json", NOT_JSON),
    500: ("our_fault", OUR_FAULT),
}
"""What is refused before anybody of ours is asked."""

CODES = tuple(code for code, _ in OF_STATUSES.values()) + tuple(
    code for _, code in OF_ERRORS.values()
)


class ProblemFault(Model):
    """One thing that is wrong with what was sent."""

    path: tuple[str | int, ...] = Field(description="Where, from the top: keys and numbers from 0.")
    sentence: str = Field(description="What is wrong, and the way out.")


class ProblemDetails(Model):
    """Why it was refused, in the language that was asked for (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Innholdet kan ikke brukes",
                    "status": 422,
                    "detail": "Det som ble sendt, kan ikke brukes; se hva som er galt, i «faults».",
                    "code": "unreadable",
                    "faults": [
                        {"path": ["email"], "sentence": "Nøkkelen «email» mangler; legg den til."}
                    ],
                    "now": None,
                }
            ]
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="A sentence for people: what is wrong, and the way out.")
    code: str = Field(description="What programs can tell refusals apart by: " + ", ".join(CODES))
    faults: tuple[ProblemFault, ...] = ()
    now: int | None = Field(
        None, description="The revision or the version there is now, when somebody was faster."
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A problem with the headers that go with it."""

    problem: ProblemDetails
    headers: tuple[tuple[str, str], ...] = ()


def refusal_of(why: Exception | int, language: Language, *, at: datetime | None = None) -> Refusal:
    """What is told of why the API refuses.

    Parameters
    ----------
    why
        An error of ours, any other being our fault; or the status of what is refused before anybody
        of ours is asked.
    at
        The moment it is, from which waiting is counted; `None` for now.
    """
    if isinstance(why, int):
        return _refusal_for(why, language)
    found = next((said for kind, said in OF_ERRORS.items() if isinstance(why, kind)), None)
    if found is None or not isinstance(why, SemesterplanError):
        return _refusal_for(500, language)
    status, code = found
    faults = why.faults if isinstance(why, UnreadableInput) else ()
    problem = ProblemDetails(
        title=TITLES[status].text(language),
        status=status,
        detail=_detail(why).text(language),
        code=code,
        faults=tuple(
            ProblemFault(path=each.path, sentence=each.sentence.text(language)) for each in faults
        ),
        now=why.now if isinstance(why, Overtaken) else None,
    )
    return Refusal(problem, tuple(_headers(why, at or datetime.now(UTC))))


def _refusal_for(status: int, language: Language) -> Refusal:
    """What is refused before anybody of ours is asked; statuses we do not use read as 400."""
    known = status if status in OF_STATUSES else (500 if status >= 500 else 400)
    code, detail = OF_STATUSES[known]
    problem = ProblemDetails(
        title=TITLES[known].text(language),
        status=known,
        detail=detail.text(language),
        code=code,
    )
    return Refusal(problem)


def _detail(error: SemesterplanError) -> Phrase:
    if isinstance(error, Damaged):
        return DAMAGED
    if isinstance(error, NotAcknowledged):
        return NOT_ACKNOWLEDGED
    if isinstance(error, UnreadableInput):
        return UNREADABLE  # each fault says the rest
    if isinstance(error, StoreUnavailable):
        return NOT_NOW  # where the store is, is nobody's business
    return error.phrase()


def _headers(error: SemesterplanError, at: datetime) -> Iterator[tuple[str, str]]:
    if isinstance(error, NotLoggedIn):
        yield "WWW-Authenticate", "Bearer"
    if isinstance(error, StoreUnavailable | Busy):
        yield "Retry-After", str(RETRY_SECONDS)
    if isinstance(error, TooManyAttempts):
        yield "Retry-After", str(max(1, ceil((error.until - at).total_seconds())))
