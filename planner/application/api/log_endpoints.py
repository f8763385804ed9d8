"""The log of who did what, over the API."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field

from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing, Told
from planner.application.api.paging import Page, page_of
from planner.application.api.seeing import note_seen
from planner.application.store.access import Seen
from planner.application.store.audit_log import log_of
from planner.domain.model import Model
from planner.domain.roles import Permission


class LogLineTold(Told):
    """That somebody did something."""

    id: int
    at: datetime
    actor: str = Field(description="An account; `machine` or `nobody` for whoever has none.")
    action: str = Field(description="What happened: `version.published`.")
    subject: str = Field(description="The ids of what it happened to, with a space between them.")


class LogPage(Model):
    """Lines of the log, the newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "lines": [
                        {
                            "id": 412,
                            "at": "2026-12-01T11:00:00Z",
                            "actor": "5f2b8c0e7d6a4f1e9b3c2d1a0f9e8d7c",
                            "action": "version.published",
                            "subject": "3",
                        }
                    ],
                    "next": None,
                }
            ]
        }
    )
    lines: tuple[LogLineTold, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


def of_office(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """What was done in an office."""
    told = _told(asked, asked.path.office)
    note_seen(asked, Seen.LOG)
    return Answered(told)


def of_deployment(asked: Asked[Nothing, Page, Nothing]) -> Answered:
    """What concerns the whole deployment."""
    return Answered(_told(asked, None))


def _told(
    asked: Asked[InOffice, Page, Nothing] | Asked[Nothing, Page, Nothing], office: str | None
) -> LogPage:
    page = asked.query
    place = page.place_of(int)
    found = log_of(
        asked.service.store,
        office,
        by=asked.by,
        limit=page.limit + 1,
        before=place[0] if place else None,
    )
    lines, after = page_of(found, page, lambda each: (each.id,))
    return LogPage(lines=tuple(map(LogLineTold.of, lines)), next=after)


ENDPOINTS = (
    Endpoint(
        name="list_log",
        method="GET",
        path="/offices/{office}/log",
        summary="Who did what in an office, the newest first",
        access=Permission.SEE_LOG,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=LogPage,
        call=of_office,
    ),
    Endpoint(
        name="list_log_of_deployment",
        method="GET",
        path="/log",
        summary="Who did what that concerns the whole deployment, the newest first",
        access=Permission.SEE_LOG,
        variables=Nothing,
        query=Page,
        body=Nothing,
        answer=LogPage,
        call=of_deployment,
    ),
)
