"""Which fields of a request are wrong and why, without repeating anything that was sent."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from pydantic import ValidationError

from shared.domain.patterns import in_words

_MOST = 100
_BRANCH = re.compile(r"constrained-[a-z]+|list\[.+\]")
"""What pydantic puts into the place of an error for the part of a union that it tried: no field of a request."""
_PLACES = frozenset({"body", "query", "path", "header", "cookie"})
# Messages of pydantic that repeat a part of the input.
_REASONS = {
    "uuid_parsing": "must be a UUID",
    "uuid_type": "must be a UUID",
    "union_tag_invalid": "must be one of the known kinds",
    "json_invalid": "is not valid JSON",
    "string_unicode": "must be valid Unicode text",
    "missing": "is missing",
    "timezone_offset": "must have the expected time zone",
}


class FieldError(TypedDict):
    """One wrong field: its dotted name (``marks.0.date``) and the reason."""

    field: str
    reason: str


def field_errors(errors: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """pydantic's errors as field and reason; the first hundred. That null would do too is not said."""
    said = [error for error in errors if error["type"] != "none_required"] or errors
    return [{"field": _field(error), "reason": reason_of(error)} for error in said[:_MOST]]


def settings_errors(error: ValidationError) -> list[str]:
    """Each wrong setting by its variable, with the reason: what a process says before it ends."""
    details = error.errors(include_input=False, include_url=False)
    named = [(".".join(str(part) for part in detail["loc"]).upper() or "settings", detail) for detail in details]
    return [f"{name}: {reason_of(detail)}" for name, detail in named]


def _field(error: Mapping[str, Any]) -> str:
    where = list(error["loc"])
    if error["type"] == "json_invalid":  # its location is the place in the text
        return "body"
    if len(where) > 1 and where[0] in _PLACES:
        where = where[1:]
    return ".".join(str(part) for part in where if not _is_branch(part)) or "body"


def _is_branch(part: object) -> bool:
    return isinstance(part, str) and _BRANCH.fullmatch(part) is not None


def reason_of(error: Mapping[str, Any]) -> str:
    """What is wrong, in words, from an error of pydantic."""
    if error["type"] == "string_pattern_mismatch":  # pydantic's own text is the regular expression
        return f"must be {in_words(error['ctx']['pattern']) or 'of the expected form'}"
    reason = _REASONS.get(error["type"])
    return reason or str(error["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
