"""Applications that are built again for every test, quickly."""

from typing import Any

from fastapi._compat import v2
from pydantic import TypeAdapter

_kept: dict[str, TypeAdapter[Any]] = {}


def keep_adapters() -> None:
    """From now on FastAPI makes pydantic's adapter of a parameter or an answer once, not for every application.

    Adapters are half of what it takes to build an application.
    """
    if hasattr(v2, "TypeAdapter"):
        v2.TypeAdapter = _adapter


def _adapter(kind: Any, *, config: Any = None) -> TypeAdapter[Any]:
    key = f"{kind!r} {config!r}"  # a function in it is named by its address, and is kept with its adapter
    if key not in _kept:
        _kept[key] = TypeAdapter(kind, config=config)
    return _kept[key]
