"""A count that another school passed on has to fit in a school year."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from shared.contracts.errors import field_errors
from shared.contracts.school_enrolment import Transferred


@pytest.mark.parametrize(
    ("problematic", "until"), [(0, "2026-09-01"), (732, "2027-08-31"), (1, "1583-09-01"), (1, "9998-08-31")]
)
def test_what_a_school_year_can_hold_is_taken(problematic: int, until: str) -> None:
    transferred = Transferred.model_validate({"problematic": problematic, "until": until})
    assert (transferred.problematic, transferred.until) == (problematic, date.fromisoformat(until))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"problematic": 733}, "Should be at most 732"),
        ({"problematic": -1}, "Should be at least 0"),
        ({"until": "9999-09-01"}, "Should lie in a school year from 1583-1584 to 9997-9998"),
        ({"until": "0001-01-01"}, "Should lie in a school year from 1583-1584 to 9997-9998"),
    ],
)
def test_more_than_a_school_year_can_hold_is_refused(wrong: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Transferred.model_validate({"problematic": 3, "until": "2026-10-30"} | wrong)
    assert field_errors(raised.value) == [(next(iter(wrong)), reason)]
