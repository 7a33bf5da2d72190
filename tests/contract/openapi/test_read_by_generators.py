"""What generators of clients stumble over, and need not: each was seen to break what one of them makes."""

from typing import Any

from .test_documents import schemas_within

Document = dict[str, Any]


def test_every_array_says_what_it_holds(document: Document) -> None:
    arrays = [schema for schema in schemas_within(document["components"]["schemas"]) if schema.get("type") == "array"]
    assert arrays
    assert [array for array in arrays if "items" not in array and "prefixItems" not in array] == []


def test_no_field_is_null_and_nothing_else(document: Document) -> None:
    properties = {
        f"{name}.{field}": schema
        for name, model in document["components"]["schemas"].items()
        for field, schema in model.get("properties", {}).items()
    }
    assert properties
    assert [field for field, schema in properties.items() if schema.get("type") == "null"] == []
