"""What a service's ``migrations/env.py`` does: run its migrations on the connection that was handed over."""

from alembic import context
from sqlalchemy import MetaData


def run_migrations(metadata: MetaData) -> None:
    """Migrate the connection in the configuration's attributes, or only print the SQL (``--sql``)."""
    if context.is_offline_mode():
        context.configure(dialect_name="postgresql", target_metadata=metadata, literal_binds=True)
    else:
        context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
