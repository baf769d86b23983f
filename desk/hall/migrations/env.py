"""Run by Alembic: migrate on the connection, and in the transaction, that the caller holds."""

from alembic import context

from desk.hall.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
