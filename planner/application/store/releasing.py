"""Publishing what is in the store: a draft, or an older version; and what would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.engine import Connection

from planner.application import publishing
from planner.application.documents import read_document, rules_for
from planner.application.intake import Kinds
from planner.application.publishing import Publication, changes_between
from planner.application.store.database import Store
from planner.application.store.drafts import Draft, draft_in
from planner.application.store.published import version_in
from planner.application.store.revisions import CHANGED, require_revision
from planner.application.store.rights import require
from planner.application.store.tables import draft as drafts
from planner.application.store.versions import history, publish, put_on_top
from planner.domain.diff import Change
from planner.domain.errors import Fault, Overtaken, UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import History, Version
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

NO_PLAN = Phrase(
    nb="Utkastet har ingen plan ennå; planlegg det først.",
    nn="Utkastet har ingen plan enno; planlegg det først.",
)
OTHER_HALF_YEAR = Phrase(
    nb="Versjon {first} og {second} gjelder ikke samme halvår; velg to som gjør det.",
    nn="Versjon {first} og {second} gjeld ikkje same halvår; vel to som gjer det.",
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of publishing a draft; nothing was published.

    Parameters
    ----------
    revision
        Of the draft. Who publishes says it, and so publishes what they saw.
    newest
        The number of the newest version, 0 for none; who publishes says this, too.
    """

    publication: Publication
    revision: int
    newest: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of the same half-year, and what became of each meeting from one to the other."""

    before: Version
    after: Version
    changes: tuple[Change, ...]


def preview_draft(
    store: Store, office: str, draft_id: str, *, kinds: Kinds, by: User | None, at: datetime
) -> Preview:
    """What is broken in a draft, and what changes for whom if it is published.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no such draft.
    UnreadableInput
        It has no plan, or what is kept cannot be read.
    """
    draft = draft_in(store, office, draft_id, by=by)
    problem, plan = _parts(draft)
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office)
        there = history(connection, office)
    asked = publishing.publish(there, problem, plan, rules_for(problem, kinds), at=at)
    return Preview(asked, draft.revision, there.newest)


def publish_draft(
    store: Store,
    office: str,
    draft_id: str,
    *,
    revision: int,
    expected: int,
    acknowledged: bool,
    note: str = "",
    page: str | None = None,
    kinds: Kinds,
    by: User | None,
    at: datetime,
) -> Publication:
    """Publish a draft as it was seen, on top of what was seen.

    What is broken is told in the answer, and then nothing is published unless it was acknowledged.

    Parameters
    ----------
    revision
        The revision that the draft has.
    expected
        The number of the newest version; 0 for none.
    acknowledged
        Whether whoever publishes has seen what is broken, and publishes it anyway.

    Raises
    ------
    NotAllowed
        Whoever asks may not publish there.
    NotThere
        The office has no such draft.
    Overtaken
        The draft was changed, or another version published, since it was seen.
    UnreadableInput
        It has no plan, what is kept cannot be read, or note or page cannot be used.
    """
    draft = draft_in(store, office, draft_id, by=by)
    if draft.revision != revision:
        raise Overtaken(CHANGED.with_facts(name=draft_id), draft.revision)
    problem, plan = _parts(draft)
    asked = partial(publishing.publish, problem=problem, plan=plan, at=at, note=note, page=page)
    asked = partial(asked, rules=rules_for(problem, kinds), anyway=acknowledged)

    def made(connection: Connection, there: History) -> Publication:
        require_revision(connection, drafts, office, draft_id, revision)
        return asked(there)

    return put_on_top(store, office, made, expected=expected, by=by, at=at)


def roll_forward(
    store: Store,
    office: str,
    number: int,
    *,
    expected: int,
    acknowledged: bool,
    note: str = "",
    page: str | None = None,
    kinds: Kinds,
    by: User | None,
    at: datetime,
) -> Publication:
    """Publish an older version once more, as a new one on top of what is published.

    Parameters
    ----------
    expected, acknowledged
        As for `publish_draft`.

    Raises
    ------
    NotAllowed
        Whoever asks may not publish there.
    NotThere
        The office has no such version, or it was erased.
    Overtaken
        Another version was published.
    UnreadableInput
        What is kept cannot be read, or note or page cannot be used.
    """
    old = version_in(store, office, number, by=by)
    return publish(
        store,
        office,
        old.problem,
        old.plan,
        rules_for(old.problem, kinds),
        by=by,
        at=at,
        note=note,
        page=page,
        expected=expected,
        anyway=acknowledged,
    )


def difference(
    store: Store, office: str, first: int, second: int, *, by: User | None
) -> Difference:
    """What became of each meeting from one version to another of the same half-year.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no such version, or it was erased.
    UnreadableInput
        They are not of the same half-year, or cannot be read.
    """
    before, after = (version_in(store, office, each, by=by) for each in (first, second))
    if not after.follows(before):
        fault = Fault((), OTHER_HALF_YEAR.with_facts(first=first, second=second))
        raise UnreadableInput((fault,))
    return Difference(before, after, changes_between(before, after))


def _parts(draft: Draft) -> tuple[Problem, Plan]:
    problem = read_document(Problem, draft.problem)
    if draft.plan is None:
        raise UnreadableInput((Fault(("plan",), NO_PLAN),), problem.language)
    return problem, read_document(Plan, draft.plan)
