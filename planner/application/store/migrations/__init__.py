"""How the tables came to be, step by step, each step once and in order (Alembic)."""
