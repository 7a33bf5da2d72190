"""The tables of messaging for the services' migrations."""

from typing import Protocol

from sqlalchemy import Connection

from shared.messaging.tables import metadata


class Operations(Protocol):
    """Alembic's ``op``."""

    def get_bind(self) -> Connection: ...


def create_messaging_tables(op: Operations) -> None:
    """Create outbox, inbox, dead letters and idempotency keys in the database being migrated."""
    metadata.create_all(op.get_bind())


def drop_messaging_tables(op: Operations) -> None:
    """Drop them, with everything in them."""
    metadata.drop_all(op.get_bind())
