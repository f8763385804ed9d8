"""Offices in the store: made once, under an id and a name that can be used."""

import pytest
import sqlalchemy as sa

from planner.application.store.database import Store
from planner.application.store.offices import make_office
from planner.application.store.tables import audit, office
from planner.domain.errors import UnreadableInput
from tests.publications import NOON


def make(store: Store, name: str, called: str = "PPT Vika") -> None:
    make_office(store, name, called, "nn", by=None, at=NOON)


def test_an_office_is_there_once_it_is_made_and_the_audit_says_so(store: Store) -> None:
    make(store, "ppt-vika", " PPT Vika ")

    with store.reading() as connection:
        (made,) = connection.execute(sa.select(office)).all()
        (logged,) = connection.execute(sa.select(audit)).all()
    assert (made.id, made.name, made.language, made.created_at) == (
        "ppt-vika",
        "PPT Vika",
        "nn",
        NOON,
    )
    assert (logged.action, logged.subject, logged.office) == ("office.made", "ppt-vika", "ppt-vika")


@pytest.mark.parametrize(
    ("name", "called", "told"),
    [
        ("PPT Vika", "PPT", ["office: Id-en til et kontor består av små bokstaver"]),
        ("nes", " ", ["name: Her mangler det tekst; skriv fra 1 til 120 tegn"]),
        ("", "x" * 121, ["office: Id-en til", "name: Teksten har 121 tegn"]),
        ("vika", "PPT", ["office: Kontoret «vika» finnes fra før"]),
    ],
)
def test_what_cannot_be_an_office_is_refused(
    store: Store, name: str, called: str, told: list[str]
) -> None:
    make(store, "vika")

    with pytest.raises(UnreadableInput) as refused:
        make(store, name, called)

    faults = [fault.text("nb") for fault in refused.value.faults]
    assert [fault[: len(start)] for fault, start in zip(faults, told, strict=True)] == told
