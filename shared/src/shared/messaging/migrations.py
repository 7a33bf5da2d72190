"""The tables of messaging for the services' migrations."""

from shared.messaging.tables import metadata
from shared.runtime.database import Operations


def create_messaging_tables(op: Operations) -> None:
    """Create outbox, inbox, dead letters and idempotency keys in the database being migrated."""
    metadata.create_all(op.get_bind())


def drop_messaging_tables(op: Operations) -> None:
    """Drop them, with everything in them."""
    metadata.drop_all(op.get_bind())
