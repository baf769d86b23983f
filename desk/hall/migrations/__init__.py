"""The Alembic tree of a hall's store; the window's own database has another."""
