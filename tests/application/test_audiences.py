"""For whom a feed is: whoever any version knows of, by id."""

import pytest

from planner.application.audiences import audience_named
from planner.domain.audience import Audience, AudienceKind
from planner.domain.errors import UnreadableInput
from planner.domain.publication import History
from tests.instances import history, person, plan, problem, series

BEFORE = problem(people=[person(), person("ppt-07")])
# The series has the id of the service.
AFTER = problem(series=[series("ppt")], language="nn")
PUBLISHED = history(
    (BEFORE, plan(BEFORE, {}), "2026-12-01T12:00"), (AFTER, plan(AFTER, {}), "2026-12-02T12:00")
)


@pytest.mark.parametrize(
    ("name", "series", "kind"),
    [
        ("ppt-01", False, AudienceKind.PERSON),
        (
            "ppt-07",
            False,
            AudienceKind.PERSON,
        ),  # is there no more, and may have a feed all the same
        ("vika", False, AudienceKind.UNIT),
        ("ppt", False, AudienceKind.SERVICE),
        ("ppt", True, AudienceKind.SERIES),
        ("rt", True, AudienceKind.SERIES),
    ],
)
def test_an_audience_has_an_id(name: str, series: bool, kind: AudienceKind) -> None:  # noqa: FBT001
    assert audience_named(PUBLISHED, name, series=series) == Audience(kind, name)


@pytest.mark.parametrize(
    ("name", "series", "told"),
    [
        ("ppt-70", False, "Ingen versjon har noko som heiter «ppt-70» (meinte du «ppt-07»?); "),
        ("rt", False, "Ingen versjon har noko som heiter «rt»; oppgje id-en til ein person, "),
        ("vika", True, "Ingen versjon har noko som heiter «vika»; oppgje id-en til ein person, "),
    ],
)
def test_one_that_nobody_knows_is_told(name: str, series: bool, told: str) -> None:  # noqa: FBT001
    with pytest.raises(UnreadableInput) as refused:
        audience_named(PUBLISHED, name, series=series)

    assert refused.value.phrase().text(refused.value.language).startswith(told)


def test_without_versions_nobody_is_known() -> None:
    with pytest.raises(UnreadableInput, match="Ingen versjon har noe som heter «vika»"):
        audience_named(History(), "vika", series=False)
