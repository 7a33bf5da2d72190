"""How bodies and answers are described: each field by the text under it."""

from typing import Any

from pydantic import ConfigDict, Field

from shared.domain.patterns import worded

DESCRIBED = ConfigDict(use_attribute_docstrings=True, hide_input_in_errors=True)
EXACT = ConfigDict(**DESCRIBED, extra="forbid")
"""What is not described is refused."""
WITH_FROM = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)
"""For models with a field `from`, which Python calls `from_`."""
EXACT_WITH_FROM = ConfigDict(**WITH_FROM, extra="forbid")

CLOCK = worded(r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$", "a time of day such as 08:30")


def without_default(schema: dict[str, Any]) -> None:
    """The schema without its default."""
    schema.pop("default", None)


LEFT_OUT: Any = Field(None, json_schema_extra=without_default)
"""May be left out, and is never null: so the document has no null as its default either."""
FROM_LEFT_OUT: Any = Field(None, alias="from", json_schema_extra=without_default)
"""The same for a field `from`."""
