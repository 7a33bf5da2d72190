"""Engines that are made again for every test, quickly: what one has compiled or learnt, others need not."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.util import LRUCache

_MOST_STATEMENTS = 5000

_Key = tuple[Any, ...]

_ask: Callable[[Any, Any], None] = PGDialect_asyncpg.initialize

_compiled: LRUCache[_Key, Any] = LRUCache(_MOST_STATEMENTS)
_learnt: dict[str, Any] = {}


def keep_statements() -> None:
    """From now on SQLAlchemy compiles a statement once, and asks the server what it is like once.

    An engine does both anew for itself: a fifth of what a test with a database takes.
    """
    Engine._compiled_cache = property(_statements_of, lambda engine, own: None)  # type: ignore[assignment]
    PGDialect_asyncpg.initialize = _initialised  # type: ignore[method-assign, assignment]


class _Statements(MutableMapping[_Key, Any]):
    """What is compiled, for all dialects that write values alike; SQLAlchemy's keys begin with the dialect."""

    def __init__(self, dialect: Any) -> None:
        self._like = (type(dialect), dialect._json_serializer, dialect._json_deserializer)

    def __getitem__(self, key: _Key) -> Any:
        return _compiled[(self._like, *key[1:])]

    def __setitem__(self, key: _Key, compiled: Any) -> None:
        _compiled[(self._like, *key[1:])] = compiled

    def __delitem__(self, key: _Key) -> None:
        del _compiled[(self._like, *key[1:])]

    def __iter__(self) -> Iterator[_Key]:
        return iter(_compiled)

    def __len__(self) -> int:
        return len(_compiled)


def _statements_of(engine: Engine) -> _Statements:
    if "_statements" not in vars(engine):
        vars(engine)["_statements"] = _Statements(engine.dialect)
    statements: _Statements = vars(engine)["_statements"]
    return statements


def _initialised(dialect: PGDialect_asyncpg, connection: Any) -> None:
    """All engines of a run are of one server."""
    if _learnt:
        vars(dialect).update(_learnt)
        return
    before = dict(vars(dialect))
    _ask(dialect, connection)
    _learnt.update({name: value for name, value in vars(dialect).items() if before.get(name) is not value})
