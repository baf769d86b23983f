"""The window's database as it grew: one Alembic tree for the tables of all packages."""
