"""What every event contract has in common.

A contract is the data of one event type as it goes over the wire. Consumers ignore unknown fields; a value that does
not fit never shows up in an error text.
"""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

WIRE = ConfigDict(
    frozen=True,
    extra="ignore",
    hide_input_in_errors=True,
    use_attribute_docstrings=True,
    validate_by_name=True,
    validate_by_alias=True,
    serialize_by_alias=True,
)
"""How anything on the wire is read and written; an alias (`class`, `from`) is a name Python keeps for itself."""


class WireData(BaseModel):
    """A part of an event's data: an object inside a contract."""

    model_config = WIRE


class Contract(WireData):
    """The data of one event type."""

    event_type: ClassVar[str]
    topic: ClassVar[str]
