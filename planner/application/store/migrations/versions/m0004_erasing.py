"""Published versions may be erased, and in no other way changed, when the audit says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ERASED = sa.text("digest = ''")
# All but what is erased stays, and it is erased for good.
IS_ERASED = (
    "NEW.office = OLD.office AND NEW.number = OLD.number AND NEW.published_at = OLD.published_at "
    "AND NEW.half_year = OLD.half_year AND NEW.document = '' AND NEW.digest = '' AND EXISTS ("
    "SELECT 1 FROM audit WHERE audit.office = OLD.office AND audit.action = 'version.erased' "
    "AND audit.subject = CAST(OLD.number AS TEXT))"
)


def upgrade() -> None:
    """Let the triggers of versions allow just that, and make it quick to count what was erased."""
    op.create_index(
        "ix_version_erased", "version", ["office"], sqlite_where=ERASED, postgresql_where=ERASED
    )
    open_up = _on_sqlite if op.get_context().dialect.name == "sqlite" else _on_postgresql
    open_up()


def _on_sqlite() -> None:
    op.execute("DROP TRIGGER version_no_update")
    op.execute(
        f"CREATE TRIGGER version_no_update BEFORE UPDATE ON version WHEN NOT ({IS_ERASED}) "
        "BEGIN SELECT RAISE(ABORT, 'version is insert only'); END"
    )


def _on_postgresql() -> None:
    op.execute("DROP TRIGGER version_insert_only ON version")
    op.execute(
        "CREATE TRIGGER version_insert_only BEFORE DELETE OR TRUNCATE ON version "
        "FOR EACH STATEMENT EXECUTE FUNCTION insert_only()"
    )
    op.execute(
        "CREATE FUNCTION erased_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {IS_ERASED} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; "
        "END $$"
    )
    op.execute(
        "CREATE TRIGGER version_erased_only BEFORE UPDATE ON version "
        "FOR EACH ROW EXECUTE FUNCTION erased_only()"
    )
