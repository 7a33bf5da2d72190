"""Versions of aggregates on the wire: ``ETag: "3"`` out, ``If-Match`` in."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header
from starlette.responses import Response

from shared.domain.patterns import worded
from shared.runtime.http.problems import Problem, invalid

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\s*{_TAG}(?:\s*,\s*{_TAG})*\s*")
# What the document says; read are also spaces around.
_SCHEMA: dict[str, Any] = {
    "pattern": worded(r'^(\*|(W/)?"[\x21\x23-\x7e]*"(, (W/)?"[\x21\x23-\x7e]*")*)$', 'versions such as "3", or *'),
    "examples": ['"3"'],
}
_EACH_TAG = re.compile(r'(W/)?"([^"]*)"')


@dataclass(frozen=True, slots=True)
class IfMatch:
    """What a caller expects to change. Called with the present version, in the transaction of the change.

    ``tags`` are the versions in the header; None without a header. ``anything`` is ``If-Match: *``.
    """

    required: bool
    tags: frozenset[str] | None = None
    anything: bool = False

    def __call__(self, version: int | None) -> None:
        """Pass, or raise Problem: 412 for another version, 428 without a header where a header is required.

        ``version`` is None for something that does not exist yet: making it needs no header, and no header fits it.
        """
        if self.tags is None and not self.anything:
            if self.required and version is not None:
                raise Problem("precondition-required")
            return
        if version is None or not (self.anything or str(version) in (self.tags or ())):
            raise Problem("precondition-failed")


def if_match(*, required: bool) -> Any:
    """A dependency that gives IfMatch; ``required`` for PUT and PATCH, not for POST.

    ``expected: Annotated[IfMatch, if_match(required=True)]``
    """

    async def read(
        header: Annotated[
            str | None,
            Header(alias="If-Match", description="ETag of the version to change", json_schema_extra=_SCHEMA),
        ] = None,
    ) -> IfMatch:
        return parse_if_match(header, required=required)

    return Depends(read)


def parse_if_match(header: str | None, *, required: bool) -> IfMatch:
    """``If-Match`` (RFC 9110, 13.1.1): ``*`` or a list of tags. A weak tag never matches. 422 when malformed."""
    if header is None:
        return IfMatch(required)
    if header.strip() == "*":
        return IfMatch(required, anything=True)
    if not _TAGS.fullmatch(header):
        raise invalid("If-Match", 'must be `*` or tags in quotes such as "3"')
    return IfMatch(required, frozenset(tag for weak, tag in _EACH_TAG.findall(header) if not weak))


def set_etag(response: Response, version: int) -> None:
    """Answer the aggregate's version as ``ETag``."""
    response.headers["ETag"] = f'"{version}"'
