"""The error tree. Facts are attributes; the Norwegian sentence is built from them.

Infeasible, stopped and out of time are results, not errors, and are not found here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.words import Language, Phrase


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was handed in.

    Parameters
    ----------
    path
        Where in the document, from the top: ``("units", 3, "latitude")``.
    sentence
        What is wrong and the way out, one sentence.
    file, line
        The file and the line (from 1); `None` until the reader has added them.
    """

    path: tuple[str | int, ...]
    sentence: Phrase
    file: str | None = None
    line: int | None = None

    def text(self, language: Language) -> str:
        """The fault as one line: ``file:line: path: sentence``."""
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        path = ".".join(str(part) for part in self.path)
        return ": ".join(part for part in (place, path, self.sentence.text(language)) if part)


class SemesterplanError(Exception):
    """The root of every error that the product raises on purpose."""

    def phrase(self) -> Phrase:
        """The error as a sentence for people."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.phrase().nb


class UnreadableInput(SemesterplanError):
    """What was handed in cannot be used.

    `faults` holds every reason at once, `language` the one that the input asks to be read in.
    """

    def __init__(self, faults: tuple[Fault, ...], language: Language = "nb") -> None:
        super().__init__(faults, language)
        self.faults = faults
        self.language: Language = language

    def phrase(self) -> Phrase:
        """Every fault on a line of its own."""
        return Phrase(
            nb="\n".join(fault.text("nb") for fault in self.faults),
            nn="\n".join(fault.text("nn") for fault in self.faults),
        )


class Damaged(UnreadableInput):
    """What we keep cannot be read: nothing that whoever asks handed in is wrong."""


class CannotWrite(SemesterplanError):
    """The result could not be written; nothing was changed.

    `path` is where it should have gone, `reason` what the system said.
    """

    def __init__(self, path: str, reason: Phrase) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def phrase(self) -> Phrase:
        """Where, and what the system said."""
        return Phrase(
            nb=f"Kan ikke skrive til {self.path}: {self.reason.nb}",
            nn=f"Kan ikkje skrive til {self.path}: {self.reason.nn}",
        )


class StoreUnavailable(SemesterplanError):
    """The database cannot be used now.

    Nothing was changed, unless a server was lost just as it was to settle what it had been told.
    `store` is its address without the password, `reason` why and what to do about it.
    """

    def __init__(self, store: str, reason: Phrase) -> None:
        super().__init__(store, reason)
        self.store = store
        self.reason = reason

    def phrase(self) -> Phrase:
        """Where, and why."""
        return Phrase(nb=f"{self.store}: {self.reason.nb}", nn=f"{self.store}: {self.reason.nn}")


class Refused(SemesterplanError):
    """Whoever asks is not let in; `reason` says why, and nothing of what others have."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason

    def phrase(self) -> Phrase:
        """Why, and what to do about it."""
        return self.reason


class NotAllowed(Refused):
    """We know who asks, and they may not do this here."""


class NotThere(SemesterplanError):
    """What was asked for is not there, or no longer; `reason` says what, and what to do about it.

    Only whoever may see what there is gets to know.
    """

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason

    def phrase(self) -> Phrase:
        """What is not there, and what to do about it."""
        return self.reason


class Overtaken(SemesterplanError):
    """Somebody else was faster, and nothing was changed.

    `reason` says what to do about it, `now` is the revision or the version that there is now;
    `None` where nothing is counted.
    """

    def __init__(self, reason: Phrase, now: int | None) -> None:
        super().__init__(reason, now)
        self.reason = reason
        self.now = now

    def phrase(self) -> Phrase:
        """What somebody else did, and what to do about it."""
        return self.reason


class TooManyAttempts(Refused):
    """Somebody tried too often; `until` is when they may try again."""

    def __init__(self, reason: Phrase, until: datetime) -> None:
        super().__init__(reason)
        self.until = until


class Busy(SemesterplanError):
    """There is no room for what was asked just now; `reason` says what to do about it."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason

    def phrase(self) -> Phrase:
        """What to do about it."""
        return self.reason


class Disagreement(SemesterplanError):
    """An engine's answer and the independent checker differ: our bug, never the user's.

    `facts` says what differed, for the bug report; it holds ids and numbers only.
    """

    def __init__(self, facts: str) -> None:
        super().__init__(facts)
        self.facts = facts

    def phrase(self) -> Phrase:
        """That it is our bug, and the facts to report."""
        return Phrase(
            nb=(
                "Planen ble ikke skrevet, fordi kontrollen ikke er enig med løseren. "
                "Dette er en feil i Semesterplan, ikke i dine data. "
                f"Meld den med dette: {self.facts}"
            ),
            nn=(
                "Planen vart ikkje skriven, fordi kontrollen ikkje er samd med løysaren. "
                "Dette er ein feil i Semesterplan, ikkje i dine data. "
                f"Meld han med dette: {self.facts}"
            ),
        )
