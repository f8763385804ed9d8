"""The use case of publishing: a plan becomes the next version of a history, never to be edited.

It knows nothing of where histories are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from planner.application.checking import check_plan, with_contacts_of
from planner.domain.diff import Change, diff, in_order
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.freetext import text_faults
from planner.domain.identity import successors
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import LONGEST_NOTE, History, Version
from planner.domain.words import Phrase
from planner.engine.check import Report
from planner.engine.rule import Rulebook

BETWEEN = timedelta(seconds=1)
"""The least there is between two versions: dates in HTTP (RFC 9110, 5.6.7) are whole seconds."""

LONGEST_PAGE = 500

NO_ADDRESS = Phrase(
    nb="Adressen til siden må begynne med https:// eller http://, og være uten brukernavn, "
    "mellomrom og særtegn; kopier den fra nettleseren.",
    nn="Adressa til sida må byrje med https:// eller http://, og vere utan brukarnamn, mellomrom "
    "og særteikn; kopier ho frå nettlesaren.",
)
OTHERS_PUBLISHED = Phrase(
    nb="Nyeste versjon er {newest}, ikke {expected}: noen kan ha publisert i mellomtiden. Se hva "
    "som er publisert, og prøv på nytt med --expect {newest}.",
    nn="Nyaste versjon er {newest}, ikkje {expected}: nokon kan ha publisert i mellomtida. Sjå kva "
    "som er publisert, og prøv på nytt med --expect {newest}.",
)
ANOTHER_ID = Phrase(
    nb="Versjon {number} gjelder noen av de samme dagene og de samme folkene eller enhetene, men "
    "der heter problemet «{id}». Gi problemet den id-en igjen; ellers står møtene fra begge i "
    "kalenderne.",
    nn="Versjon {number} gjeld nokre av dei same dagane og dei same folka eller einingane, men der "
    "heiter problemet «{id}». Gje problemet den id-en att; elles står møta frå båe i kalendrane.",
)
WITHOUT_PLACE = Phrase(
    nb="{title} har ikke fått plass i planen.", nn="{title} har ikkje fått plass i planen."
)


@dataclass(frozen=True)
class Publication:
    """What came of asking for a plan to be published.

    Parameters
    ----------
    version
        The version that was asked for. Its problem has the contacts that the plan was made with,
        so that it stands alone.
    report
        What the checker says of the plan.
    before
        The version of the same half-year that stood; `None` when there was none.
    history
        Every version there is now, with the one that was asked for if it was published.
    """

    version: Version
    report: Report
    before: Version | None
    history: History

    @property
    def published(self) -> bool:
        """Whether it was published."""
        return self.history.newest == self.version.number

    @property
    def stands(self) -> bool:
        """Whether the very same stood already."""
        before, asked = self.before, self.version
        return (
            before is not None
            and before.plan.fingerprint == asked.plan.fingerprint
            and before.problem.digest == asked.problem.digest
            and before.page == asked.page
        )

    @cached_property
    def broken(self) -> tuple[str, ...]:
        """What speaks against publishing.

        The requirements that do not hold, what must be held and has no place, and half-years that
        this one seems to be, when it is first published.
        """
        problem = self.version.problem
        doubled = (
            ANOTHER_ID.with_facts(number=each.number, id=each.problem.id).text(problem.language)
            for each in self.history.current
            if self.before is None and self.version.doubles(each)
        )
        required = [each for each in self.report.violations if each.kind == "requirement"]
        told = {meeting for each in required for meeting in each.meetings}
        missing = (
            WITHOUT_PLACE.with_facts(title=problem.title(each.id)).text(problem.language)
            for each in self.version.plan.unplaced
            if not problem.meetings[each.id].optional and each.id not in told
        )
        return (*doubled, *(each.sentence for each in required), *missing)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the version that stood; see `changes_between`."""
        return () if self.before is None else changes_between(self.before, self.version)


def changes_between(before: Version, after: Version) -> tuple[Change, ...]:
    """What differs between two versions of a half-year, in the order of time.

    A meeting whose series has another frequency now is the one that feeds show it as.
    """
    plan = before.plan
    ids = successors(before, after)
    still = tuple(
        meeting.model_copy(update={"id": ids[meeting.id]})
        for meeting in plan.meetings
        if meeting.id in ids
    )
    changed = diff(plan.model_copy(update={"meetings": still}), after.plan)
    gone = (meeting for meeting in plan.meetings if meeting.id not in ids)
    lost = (Change(meeting, None, forced=True) for meeting in gone)
    return in_order((*changed, *lost))


def publish(
    history: History,
    problem: Problem,
    plan: Plan,
    rules: Rulebook,
    *,
    at: datetime,
    note: str = "",
    page: str | None = None,
    expected: int | None = None,
    anyway: bool = False,
) -> Publication:
    """Publish a plan on top of what is published.

    Nothing is published when the very same stands already, and nothing that is broken or has no
    place unless it is to be published `anyway`.

    Parameters
    ----------
    at
        When it is. The version before is older by a second at the least, whatever the clock says.
    page
        Address of the page where the plan can be looked at. `None` leaves it as it was in the
        version before, "" takes it away.
    expected
        The number that the newest version must have, 0 for none; `None` for whatever it has.

    Raises
    ------
    UnreadableInput
        The note or the address cannot be used, or `expected` is not the newest version.
    """
    newest = history.newest
    faults = (
        *text_faults(note, ("note",), most=LONGEST_NOTE, needed=False, lines=True),
        *_page_faults(page),
        *_expectation_faults(expected, newest),
    )
    if faults:
        raise UnreadableInput(faults, problem.language)
    version = Version(
        number=newest + 1,
        published_at=_after_all(history, at),
        note=note,
        page=page or None,
        problem=with_contacts_of(plan, problem),
        plan=plan,
    )
    before = next((each for each in history.current if version.follows(each)), None)
    if page is None and before is not None:
        version = version.model_copy(update={"page": before.page})
    asked = Publication(version, check_plan(problem, plan, rules), before, history)
    if asked.stands or (asked.broken and not anyway):
        return asked
    versions = (*history.versions, version)
    return replace(asked, history=History(versions=versions, erased=history.erased))


def _after_all(history: History, at: datetime) -> datetime:
    """A whole second after every version there is. In UTC, where no hour comes twice."""
    earlier = (each.published_at.astimezone(UTC) + BETWEEN for each in history.ever[-1:])
    return max([at.astimezone(UTC).replace(microsecond=0), *earlier])


def _page_faults(page: str | None) -> Iterator[Fault]:
    if page and not _is_address(page):
        yield Fault(("page",), NO_ADDRESS)


def _is_address(page: str) -> bool:
    """Whether something is the address of a page, and safe to give to everybody."""
    plain = page.isascii() and page.isprintable() and not set(page) & set(' "<>\\^`{|}')
    try:
        parts = urlsplit(page)
        host, _ = parts.hostname, parts.port
    except ValueError:  # brackets or a port that are none
        return False
    usable = parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc
    return plain and usable and len(page) <= LONGEST_PAGE


def _expectation_faults(expected: int | None, newest: int) -> Iterator[Fault]:
    if expected not in {None, newest}:
        yield Fault(("expect",), OTHERS_PUBLISHED.with_facts(newest=newest, expected=expected))
