"""Bodies that an endpoint reads by itself: which media types it takes, and what the OpenAPI document says of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter

from shared.runtime.http.routes import takes

_FORMS = "_flankerend_bodies"
_PLACE = "#/components/schemas/{model}"

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class BodyForm:
    """What a body of one media type is: a type that pydantic knows, and examples by name."""

    type: Any
    examples: Mapping[str, Any] = field(default_factory=dict)


def takes_forms(forms: Mapping[str, BodyForm]) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint that takes these bodies by media type, and reads them itself from the request."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _FORMS, forms)
        return takes(*forms)(endpoint)

    return mark


def bodies_of(endpoint: Any) -> Mapping[str, BodyForm]:
    """The forms an endpoint was marked with; empty where FastAPI itself reads the body."""
    forms: Mapping[str, BodyForm] = getattr(endpoint, _FORMS, {})
    return forms


def described(forms: Mapping[str, BodyForm]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The `requestBody` of these forms, and the models it refers to by name."""
    adapters = [(media_type, "validation", TypeAdapter(form.type)) for media_type, form in forms.items()]
    schemas, models = TypeAdapter.json_schemas(adapters, ref_template=_PLACE)  # type: ignore[arg-type]
    content = {
        media_type: {"schema": schemas[media_type, "validation"], "examples": _named(form.examples)}
        for media_type, form in forms.items()
    }
    return {"required": True, "content": content}, models.get("$defs", {})


def _named(examples: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"value": value} for name, value in examples.items()}
