"""The connection to the service's own database."""

from time import monotonic
from typing import Any, Protocol

import orjson
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

# Classes and codes of SQLSTATE that say "try again": connection lost, resources short, server stopping,
# serialisation failure, deadlock, lock not available.
_TRANSIENT_CLASSES = ("08", "53", "57", "58")
_TRANSIENT_STATES = frozenset({"40001", "40P01", "55P03"})

_TRUSTED_FOR_S = 1.0


class Operations(Protocol):
    """Alembic's ``op``, as a migration hands it over."""

    def get_bind(self) -> Connection: ...

    def execute(self, sqltext: str) -> None: ...


def create_engine(url: str, *, pool_size: int = 10) -> AsyncEngine:
    """An engine that never shows parameters in errors, because they are data of children."""
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_use_lifo=True,  # its statements are prepared, and their plans kept: in turn, each of ten did that anew
        hide_parameters=True,
        json_deserializer=orjson.loads,
        connect_args={"timeout": 10, "server_settings": {"timezone": "UTC"}},
    )
    _ping_rested_connections(engine.sync_engine)
    return engine


def _ping_rested_connections(engine: Engine) -> None:
    """Ask a connection whether it still works, unless it has just been used.

    SQLAlchemy's own ``pool_pre_ping`` asks each time, by three round trips: as much as a small transaction.
    """

    @event.listens_for(engine, "checkin")
    def note(_: Any, record: Any) -> None:
        record.info["rests_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def ping(connection: Any, record: Any, _: Any) -> None:
        if monotonic() - record.info.get("rests_since", monotonic()) < _TRUSTED_FOR_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception as error:
            raise InvalidatePoolError from error


def is_transient(error: BaseException) -> bool:
    """Whether the same work may succeed later: the database or network is away, or two transactions met."""
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if state:
            return state in _TRANSIENT_STATES or state.startswith(_TRANSIENT_CLASSES)
        return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return isinstance(error, OSError | PoolTimeout | TimeoutError)
