"""The steps. One that has been released is never changed: the next one mends it.

On SQLite most changes of a column need Alembic's ``batch_alter_table``, which makes the table anew
and so loses its triggers. A step that does so to a table that is insert only closes it again.
"""
