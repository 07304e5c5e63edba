"""Alembic's entry: runs revisions on the connection it was given."""

from alembic import context

from sync.server.repositories.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
