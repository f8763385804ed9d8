"""Publishing over the API: what would change, publishing a draft, and going back to a version."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field

from planner.application.api.changes import CHANGE, MeetingChange
from planner.application.api.draft_endpoints import MOST_REVISIONS, OfDraft
from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing
from planner.application.api.examples import REPORT
from planner.application.api.problems import NotAcknowledged
from planner.application.api.seeing import note_seen
from planner.application.api.version_endpoints import OfVersion
from planner.application.orders import MOST_VERSIONS
from planner.application.publishing import Publication
from planner.application.store.access import Seen
from planner.application.store.releasing import preview_draft, publish_draft, roll_forward
from planner.domain.errors import Fault
from planner.domain.model import Id, Model
from planner.domain.roles import Permission
from planner.domain.words import same
from planner.engine.check import Report


class DraftPreview(Model):
    """What would come of publishing a draft."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "revision": 4,
                    "newest": 2,
                    "stands": False,
                    "before": 2,
                    "broken": [],
                    "report": REPORT,
                    "changes": [CHANGE],
                }
            ]
        }
    )
    revision: int = Field(description="Of the draft; say it when you publish.")
    newest: int = Field(description="The newest version, 0 for none; say it as `expected`.")
    stands: bool = Field(description="Whether the very same is published already.")
    before: int | None = Field(description="The version of the half-year that stands now.")
    broken: tuple[str, ...] = Field(
        description="What speaks against publishing; to be acknowledged, if it is done anyway."
    )
    report: Report
    changes: tuple[MeetingChange, ...]


class OnTop(Model):
    """What a new version is published on top of, and with what."""

    expected: int = Field(
        ge=0, le=MOST_VERSIONS, description="The newest version that you know, 0 for none."
    )
    acknowledged: bool = Field(
        default=False, description="Publish although something is broken, which you have seen."
    )
    note: str = Field(
        "",
        max_length=5000,
        description="Why; for the history, in no feed. Nothing about children or single cases.",
    )
    page: str | None = Field(
        None,
        max_length=5000,
        description="Where the plan can be looked at; none leaves it, an empty text takes it away.",
    )


class DraftToPublish(OnTop):
    """A draft, as it was seen, to be published."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"draft": "var-2027", "revision": 4, "expected": 2, "note": "Klar for våren"}
            ]
        }
    )
    draft: Id
    revision: int = Field(ge=1, le=MOST_REVISIONS)


class VersionAgain(OnTop):
    """What an older version is published on top of."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"expected": 3, "note": "Tilbake til versjon 1"}]}
    )


class PublicationTold(Model):
    """What came of publishing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "published": True,
                    "number": 3,
                    "published_at": "2026-11-22T12:00:00Z",
                    "broken": [],
                    "changes": [],
                }
            ]
        }
    )
    published: bool = Field(description="No when the very same was published already.")
    number: int = Field(description="The version that stands now.")
    published_at: datetime
    broken: tuple[str, ...] = Field(description="What was acknowledged.")
    changes: tuple[MeetingChange, ...] = Field(description="Since the version that stood.")


def preview(asked: Asked[OfDraft, Nothing, Nothing]) -> Answered:
    """What is broken in a draft, and what would change."""
    service, path = asked.service, asked.path
    found = preview_draft(
        service.store, path.office, path.draft, kinds=service.kinds, by=asked.by, at=asked.at
    )
    note_seen(asked, Seen.DRAFT, path.draft)
    told = found.publication
    return Answered(
        DraftPreview(
            revision=found.revision,
            newest=found.newest,
            stands=told.stands,
            before=told.before.number if told.before else None,
            broken=told.broken,
            report=told.report,
            changes=tuple(map(MeetingChange.of, told.changes)),
        )
    )


def publish(asked: Asked[InOffice, Nothing, DraftToPublish]) -> Answered:
    """Publish a draft."""
    service, given = asked.service, asked.body
    office = asked.path.office
    # The store sees to it, too; but whoever may not, need not be told what is there.
    asked.by.require(Permission.PUBLISH, office)
    publication = publish_draft(
        service.store,
        office,
        given.draft,
        revision=given.revision,
        expected=given.expected,
        acknowledged=given.acknowledged,
        note=given.note,
        page=given.page,
        kinds=service.kinds,
        by=asked.by,
        at=asked.at,
    )
    return _told(office, publication)


def publish_again(asked: Asked[OfVersion, Nothing, VersionAgain]) -> Answered:
    """Publish an older version once more."""
    service, path, given = asked.service, asked.path, asked.body
    asked.by.require(Permission.PUBLISH, path.office)  # as above
    publication = roll_forward(
        service.store,
        path.office,
        path.number,
        expected=given.expected,
        acknowledged=given.acknowledged,
        note=given.note,
        page=given.page,
        kinds=service.kinds,
        by=asked.by,
        at=asked.at,
    )
    return _told(path.office, publication)


def _told(office: str, publication: Publication) -> Answered:
    """What came of it; what is broken and was not acknowledged is refused, a fault each."""
    stood = publication.before if publication.stands else None
    if stood is None and not publication.published:
        told = (Fault(("acknowledged",), same(each)) for each in publication.broken)
        raise NotAcknowledged(tuple(told))
    stands = stood or publication.version
    content = PublicationTold(
        published=publication.published,
        number=stands.number,
        published_at=stands.published_at,
        broken=publication.broken,
        changes=tuple(map(MeetingChange.of, publication.changes)),
    )
    return Answered(content, f"/offices/{office}/versions/{stands.number}")


ENDPOINTS = (
    Endpoint(
        name="preview_draft",
        method="GET",
        path="/offices/{office}/drafts/{draft}/preview",
        summary="What is broken in a draft, and what would change for whom",
        access=Permission.SEE_PLANS,
        variables=OfDraft,
        query=Nothing,
        body=Nothing,
        answer=DraftPreview,
        call=preview,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="publish_draft",
        method="POST",
        path="/offices/{office}/versions",
        summary="Publish a draft as it was seen, on top of what was seen",
        access=Permission.PUBLISH,
        variables=InOffice,
        query=Nothing,
        body=DraftToPublish,
        answer=PublicationTold,
        call=publish,
        located=True,
        refusals=frozenset({404, 409}),
    ),
    Endpoint(
        name="publish_version_again",
        method="POST",
        path="/offices/{office}/versions/{number}/again",
        summary="Publish an older version once more, as a new one",
        access=Permission.PUBLISH,
        variables=OfVersion,
        query=Nothing,
        body=VersionAgain,
        answer=PublicationTold,
        call=publish_again,
        located=True,
        refusals=frozenset({404, 409}),
    ),
)
