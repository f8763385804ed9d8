"""Scenarios: "what if" questions that planners work on, each about a version that is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.application.documents import render_document
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.published import require_version
from planner.application.store.revisions import delete, kept, listed, put
from planner.application.store.rights import actor_of, require
from planner.application.store.tables import scenario as table
from planner.domain.errors import UnreadableInput
from planner.domain.freetext import text_faults
from planner.domain.roles import Permission, User
from planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class ScenarioListed:
    """A scenario in a list.

    Parameters
    ----------
    version
        The number of the version that it is about.
    revision
        How often it was kept; whoever changes it says this number.
    """

    id: str
    name: str
    version: int
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A scenario, itself as canonical JSON; `read_document` makes it again."""

    id: str
    name: str
    version: int
    document: str
    revision: int
    changed_at: datetime


def scenarios_in(
    store: Store, office: str, *, by: User | None, limit: int, after: str | None = None
) -> tuple[ScenarioListed, ...]:
    """The scenarios of an office, by id.

    Parameters
    ----------
    limit
        So many at the most.
    after
        The id of the last one that was seen; `None` for the first ones.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    """
    columns = (table.c.id, table.c.name, table.c.version, table.c.revision, table.c.changed_at)
    rows = listed(store, table, columns, office, by=by, limit=limit, after=after)
    return tuple(ScenarioListed(**row) for row in rows)


def scenario_in(store: Store, office: str, scenario_id: str, *, by: User | None) -> KeptScenario:
    """A scenario of an office.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no such scenario.
    """
    row = kept(store, table, office, scenario_id, by=by)
    return KeptScenario(row.id, row.name, row.version, row.document, row.revision, row.changed_at)


def put_scenario(
    store: Store,
    office: str,
    scenario_id: str,
    version: int,
    scenario: Scenario,
    *,
    expected: int,
    by: User | None,
    at: datetime,
) -> int:
    """Keep a new scenario, or a new revision of one: the revision that it has now.

    Parameters
    ----------
    version
        The number of the version that it is about, against whose problem it was read.
    expected
        The revision that it has; 0 for a new one.

    Raises
    ------
    NotAllowed
        Whoever asks may not plan there.
    NotThere
        The office has no such scenario, or no such version any more.
    Overtaken
        Somebody else changed it, or a new one has the id of another.
    UnreadableInput
        It cannot have that id or that name.
    """
    values = {
        "name": scenario.name,
        "version": version,
        "document": render_document(scenario),
        "changed_at": at,
    }
    action = Action.SCENARIO_CHANGED if expected else Action.SCENARIO_MADE
    with store.writing() as connection:
        require(connection, by, Permission.PLAN, office)
        if faults := tuple(text_faults(scenario.name, ("scenario", "name"))):
            raise UnreadableInput(faults)
        require_version(connection, office, version, lock=True)
        revision = put(connection, table, office, scenario_id, values, expected=expected)
        log(connection, action, scenario_id, actor=actor_of(by), at=at, office=office)
    return revision


def delete_scenario(
    store: Store, office: str, scenario_id: str, *, expected: int, by: User | None, at: datetime
) -> None:
    """Delete a scenario; nobody can have it back.

    Raises
    ------
    NotAllowed, NotThere, Overtaken
        As for `put_scenario`.
    """
    deleted = Action.SCENARIO_DELETED
    delete(store, table, office, scenario_id, deleted, expected=expected, by=by, at=at)
