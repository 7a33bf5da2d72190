"""Applications that are built again for every test, quickly."""

from collections.abc import Iterator
from typing import Any, get_args

from fastapi._compat import v2
from pydantic import TypeAdapter

_kept: dict[tuple[object, ...], tuple[object, TypeAdapter[Any]]] = {}


def keep_adapters() -> None:
    """From now on FastAPI makes pydantic's adapter of a parameter or an answer once, not for every application.

    Adapters are half of what it takes to build an application.
    """
    if hasattr(v2, "TypeAdapter"):
        v2.TypeAdapter = _adapter


def _adapter(kind: Any, *, config: Any = None) -> TypeAdapter[Any]:
    key = (repr(kind), repr(config), *_classes(kind))
    if key not in _kept:
        _kept[key] = kind, TypeAdapter(kind, config=config)  # the kind too, so that no other gets its address
    return _kept[key][1]


def _classes(kind: object) -> Iterator[int]:
    """The classes in an annotation by identity, because two services have models of one name."""
    if isinstance(kind, type):
        yield id(kind)
    for part in get_args(kind):
        yield from _classes(part)
