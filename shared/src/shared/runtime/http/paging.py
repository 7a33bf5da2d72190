"""Lists in pages: ``?limit=`` and an opaque ``?cursor=`` that holds the sort key of the last item (keyset paging)."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from pydantic import AwareDatetime, BaseModel, TypeAdapter, ValidationError

from shared.domain.patterns import worded
from shared.runtime.http.problems import Problem, invalid

Item = TypeVar("Item")
Row = TypeVar("Row")
SortKey = tuple[str | int | date | datetime | UUID | None, ...]

_LARGEST = 2**63 - 1
_OPAQUE: dict[str, Any] = {"pattern": worded("^[A-Za-z0-9_-]+$", "a cursor from `next`")}


class Listing(BaseModel, Generic[Item]):
    """One page of a list; ``next`` is the cursor of the next page, null on the last page."""

    items: list[Item]
    next: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for. A repository takes ``after`` (a sort key) and ``limit + 1`` rows."""

    limit: int = 50
    cursor: str | None = None

    def after(self, *types: Any) -> tuple[Any, ...] | None:
        """The sort key to go on after, of the given types; None for the first page. 422 for any other cursor.

        ``page.after(datetime, UUID)``
        """
        return None if self.cursor is None else decode_cursor(self.cursor, *types)

    def cut(self, rows: Sequence[Row], key: Callable[[Row], SortKey]) -> tuple[list[Row], str | None]:
        """The rows of this page out of up to ``limit + 1`` rows; the cursor of the next page, None on the last page."""
        on_page = list(rows[: self.limit])
        return on_page, encode_cursor(*key(on_page[-1])) if len(rows) > self.limit else None


async def page(
    limit: Annotated[int, Query(ge=1, le=200, description="Items a page")] = 50,
    cursor: Annotated[
        str | None, Query(max_length=1000, description="`next` of the page before", json_schema_extra=_OPAQUE)
    ] = None,
) -> Page:
    """The part of a list that a request asks for. Async, though it waits for nothing: else it gets a thread."""
    return Page(limit, cursor)


Paged = Annotated[Page, Depends(page)]
"""A parameter of a list endpoint: ``page: Paged``."""


def listing(items: Sequence[Item], next: str | None) -> Listing[Item]:  # noqa: A002  (its name on the wire)
    """One page as it is answered."""
    return Listing(items=list(items), next=next)


def encode_cursor(*sort_key: str | int | date | datetime | UUID | None) -> str:
    """A cursor that holds a sort key; opaque to callers."""
    text = json.dumps([part if isinstance(part, str | int | None) else _text(part) for part in sort_key])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *types: Any) -> tuple[Any, ...]:
    """The sort key in ``cursor``, a part for each type. Raises Problem (422) for a cursor that is not ours."""
    try:
        parts = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if not isinstance(parts, list) or not all(_is_storable(part) for part in parts):
            raise _malformed()
        key = tuple(TypeAdapter(kind).validate_python(part) for kind, part in zip(_checked(types), parts, strict=True))
    except (binascii.Error, ValueError, ValidationError, RecursionError) as error:
        raise _malformed() from error
    return key


def _checked(types: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(AwareDatetime if kind is datetime else kind for kind in types)


def _text(part: date | datetime | UUID) -> str:
    return part.isoformat() if isinstance(part, date) else str(part)


def _is_storable(part: object) -> bool:
    match part:
        case str():
            return "\x00" not in part
        case bool():
            return False
        case int():
            return -_LARGEST - 1 <= part <= _LARGEST
        case _:
            return part is None


def _malformed() -> Problem:
    return invalid("cursor", "must be the `next` of an earlier answer to the same request")
