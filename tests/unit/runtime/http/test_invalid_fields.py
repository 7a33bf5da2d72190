"""Wrong fields are named with a reason that never repeats what was sent."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, Field, ValidationError
from pydantic.json_schema import SkipJsonSchema

from shared.runtime.http.invalid_fields import field_errors

CANARY = "Zonnebloem"


def _refuse(value: str) -> str:
    raise ValueError("must be a school day")


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


class Body(BaseModel):
    id: UUID
    day: date
    half_day: Literal["AM", "PM"]
    school: Annotated[str, Field(pattern=r"^\d{6}$")]
    count: Annotated[int, Field(ge=0)]
    flag: bool
    checked: Annotated[str, AfterValidator(_refuse)]
    animal: Annotated[Cat | Dog, Field(discriminator="kind")]
    names: list[str]


def errors_of(value: Any) -> list[Any]:
    with pytest.raises(ValidationError) as raised:
        Body.model_validate(value)
    found = [{**error, "loc": ("body", *error["loc"])} for error in raised.value.errors()]
    return field_errors(found)


def test_fields_are_named_with_dots_and_reasons_are_plain() -> None:
    found = {error["field"]: error["reason"] for error in errors_of({"id": CANARY, "checked": "x", "names": ["a", 1]})}
    assert found["id"] == "must be a UUID"
    assert found["day"] == "is missing"
    assert found["checked"] == "must be a school day"
    assert found["names.1"] == "Input should be a valid string"


@given(st.sampled_from(sorted(Body.model_fields)), st.sampled_from([CANARY, [CANARY], {"kind": CANARY}, {CANARY: 1}]))
def test_no_reason_repeats_a_value(field: str, value: Any) -> None:
    if (field, value) not in [("names", [CANARY]), ("checked", CANARY)]:
        assert field in {error["field"].partition(".")[0] for error in errors_of({field: value})}
    assert CANARY not in str(errors_of({field: value}))


def test_a_body_that_is_no_json_is_named_as_a_whole() -> None:
    malformed = {"type": "json_invalid", "loc": ("body", 17), "msg": "JSON decode error", "ctx": {"error": CANARY}}
    assert field_errors([malformed]) == [{"field": "body", "reason": "is not valid JSON"}]


def test_a_body_that_is_absent_is_named_as_a_whole() -> None:
    assert field_errors([{"type": "missing", "loc": ("body",), "msg": "x"}]) == [
        {"field": "body", "reason": "is missing"}
    ]


def test_a_hundred_wrong_fields_are_enough() -> None:
    one = {"type": "missing", "loc": ("body", "x"), "msg": "x"}
    assert len(field_errors([one] * 5_000)) == 100


class Change(BaseModel):
    seats: Annotated[int, Field(ge=1)] | SkipJsonSchema[None] = None
    cats: Annotated[list[Cat], Field(max_length=2)] | SkipJsonSchema[None] = None


@pytest.mark.parametrize(
    ("sent", "field"), [({"seats": "x"}, "seats"), ({"cats": [{"kind": "dog"}]}, "cats.0.kind"), ({"cats": 1}, "cats")]
)
def test_a_field_that_can_be_left_out_is_named_as_it_was_sent(sent: dict[str, Any], field: str):
    with pytest.raises(ValidationError) as caught:
        Change.model_validate(sent)
    assert [error["field"] for error in field_errors(caught.value.errors())] == [field]
