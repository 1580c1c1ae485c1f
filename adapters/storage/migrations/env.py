"""Alembic's entry: migrates the connection that `adapters.storage.migrate` hands over."""

from alembic import context

from adapters.storage.facts import fact_sync

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=fact_sync.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
