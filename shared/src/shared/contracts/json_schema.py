"""JSON Schema 2020-12 of an event type."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from shared.contracts.contract import Contract

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _WithoutFieldTitles(GenerateJsonSchema):
    """A field's name and description say it all; a title made from the name adds nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_id(event: type[Contract]) -> str:
    """The stable name of an event type's schema."""
    return f"urn:flankerend:schema:{event.event_type}"


def event_schema(event: type[Contract]) -> dict[str, Any]:
    """The JSON Schema of an event's data, complete in itself."""
    return {"$schema": DIALECT, "$id": schema_id(event), "title": event.__name__, **model_schema(event)}


def model_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model, with names as on the wire."""
    schema = model.model_json_schema(by_alias=True, schema_generator=_WithoutFieldTitles, mode="validation")
    definitions = schema.pop("$defs", None)
    return schema if definitions is None else {**schema, "$defs": definitions}
