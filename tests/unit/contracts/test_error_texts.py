"""An error names the field and what was expected of it, and never what was sent."""

from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import AfterValidator, BaseModel, Field, ValidationError

from shared.contracts.attendance_persons import PersonChanged
from shared.contracts.errors import field_errors
from shared.contracts.fields import (
    Count,
    Email,
    Line,
    PupilNumber,
    Reference,
    SchoolNumber,
    SchoolYearLabel,
    Structure,
)
from shared.contracts.school_enrolment import PupilEnrolled


def _quoting(value: str) -> str:
    raise ValueError(f"I do not like {value}")


class Sheet(BaseModel):
    id: UUID | None = None
    year: SchoolYearLabel | None = None
    count: Count | None = None
    line: Line | None = None
    email: Email | None = None
    reference: Reference | None = None
    school: SchoolNumber | None = None
    pupil: PupilNumber | None = None
    structure: Structure | None = None
    wordless: Annotated[str, Field(pattern="^[a-z]{3}7$")] | None = None
    quoted: Annotated[str, AfterValidator(_quoting)] | None = None


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("id", "z1234567-0000", "Should be a UUID"),
        ("year", "2026-2028", "Should be two years in a row such as 2026-2027"),
        ("year", "26-27", "Should be two years in a row such as 2026-2027"),
        ("count", -1, "Should be at least 0"),
        ("count", 10**30, "Should be at most 1000000"),
        ("count", True, "Should be a whole number"),
        ("count", 1.0, "Should be a whole number"),
        ("line", "x" * 201, "Should have at most 200 characters"),
        ("line", "", "Should have at least 1 characters"),
        ("line", "a\r\nBcc: b@example.org", "Should be one line without control characters"),
        ("email", "no address", "Should be an e-mail address such as name@example.org"),
        ("reference", "SP-26-1", "Should be the reference of a case such as SP-2026-000123"),
        ("school", "12345", "Should be six digits"),
        ("pupil", "n. 7", "Should be 1 to 32 letters (A to Z), digits, dots, hyphens or underscores"),
        ("structure", "3111", "Should be three digits"),
        ("wordless", "7", "Does not have the expected form"),
        ("quoted", "Kanarievogel", "Does not have the expected form"),
    ],
)
def test_the_reason_says_what_was_expected(field: str, value: Any, reason: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Sheet.model_validate({field: value})
    assert field_errors(raised.value) == [(field, reason)]


def test_nested_fields_and_list_items_are_named_by_their_path() -> None:
    with pytest.raises(ValidationError) as raised:
        PersonChanged.model_validate(
            {
                "person_id": "01a0c2de-5d00-7000-8000-000000000002",
                "given_name": None,
                "family_name": None,
                "birth_date": None,
                "enrolments": [{"school": "123456", "pupil": "1", "class": 3, "level": "hoger", "valid_from": "2026"}],
            }
        )
    assert dict(field_errors(raised.value)) == {
        "enrolments.0.class": "Should be text",
        "enrolments.0.level": "Should be 'kleuter', 'lager' or 'secundair'",
        "enrolments.0.structure": "Is required",
        "enrolments.0.valid_from": "Should be an ISO 8601 date such as 2026-10-05",
        "enrolments.0.valid_until": "Is required",
    }


def test_what_may_be_absent_of_a_person_may_be_null_too() -> None:
    event = PupilEnrolled.model_validate(
        {
            "school": "123456",
            "pupil": "1",
            "valid_from": "2026-09-01",
            "class": None,
            "level": "lager",
            "structure": None,
            "person": {
                "given_name": "Lou",
                "family_name": "Bedacht",
                "birth_date": "2018-01-01",
                "insz": None,
                "postcode": None,
            },
            "recorded_at": "2026-09-01T07:00:00+02:00",
        }
    )
    assert (event.class_, event.structure, event.person.insz, event.transferred) == (None, None, None, None)
