"""The connection to the service's own database."""

from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

# Classes and codes of SQLSTATE that say "try again": connection lost, resources short, server stopping,
# serialisation failure, deadlock, lock not available.
_TRANSIENT_CLASSES = ("08", "53", "57", "58")
_TRANSIENT_STATES = frozenset({"40001", "40P01", "55P03"})


class Operations(Protocol):
    """Alembic's ``op``, as a migration hands it over."""

    def get_bind(self) -> Connection: ...


def create_engine(url: str, *, pool_size: int = 10) -> AsyncEngine:
    """An engine whose errors never show parameters (they are children's data)."""
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"timeout": 10, "server_settings": {"timezone": "UTC"}},
    )


def is_transient(error: BaseException) -> bool:
    """Whether the same work may succeed later: the database or network is away, or two transactions met."""
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if state:
            return state in _TRANSIENT_STATES or state.startswith(_TRANSIENT_CLASSES)
        return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return isinstance(error, OSError | PoolTimeout | TimeoutError)
