"""What is wrong with an event's data, said without repeating any of it.

Only texts made from the contract itself get through. An error type that is not in the list below gets a neutral text,
because some of pydantic's own messages quote the input.
"""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.domain.patterns import in_words

_NEUTRAL = "Does not have the expected form"

_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "Is required",
        "string_type": "Should be text",
        "string_too_short": "Should have at least {min_length} characters",
        "string_too_long": "Should have at most {max_length} characters",
        "literal_error": "Should be {expected}",
        "enum": "Should be {expected}",
        "int_type": "Should be a whole number",
        "int_from_float": "Should be a whole number",
        "float_type": "Should be a number",
        "finite_number": "Should be a finite number",
        "bool_type": "Should be true or false",
        "greater_than_equal": "Should be at least {ge}",
        "less_than_equal": "Should be at most {le}",
        "uuid_type": "Should be a UUID",
        "uuid_parsing": "Should be a UUID",
        "tuple_type": "Should be a list",
        "list_type": "Should be a list",
        "too_short": "Should have at least {min_length} items",
        "too_long": "Should have at most {max_length} items",
        "model_type": "Should be an object",
        "model_attributes_type": "Should be an object",
        "dataclass_type": "Should be an object",
        "dict_type": "Should be an object",
        "json_invalid": "Should be JSON",
        "json_type": "Should be JSON",
    }
)

_OWN = frozenset({"iso_date", "rfc3339_time", "insz", "school_year", "one_school", "mark_or_marks", "merged_into"})
"""Errors that the contracts raise themselves, with a text that holds no input."""

WHOLE = "data"
"""The field named when the data as a whole are not what they should be."""


def field_errors(error: ValidationError) -> list[tuple[str, str]]:
    """Each malformed field (`person.insz`, `half_days.0.date`) with what was expected of it."""
    details = error.errors(include_url=False, include_input=False)
    return [(_path(detail), _reason(detail)) for detail in details]


def _path(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"]) or WHOLE


def _reason(detail: ErrorDetails) -> str:
    if detail["type"] in _OWN:
        return detail["msg"]
    if detail["type"] == "string_pattern_mismatch":
        words = in_words(detail["ctx"]["pattern"])
        return f"Should be {words}" if words else _NEUTRAL
    return _REASONS.get(detail["type"], _NEUTRAL).format_map(detail.get("ctx", {}))
