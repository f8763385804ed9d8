"""What Alembic runs to migrate, on the connection and in the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from planner.application.store.all_tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
