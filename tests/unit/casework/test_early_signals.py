"""Which grounds a person can open a case on."""

from datetime import date
from uuid import uuid4

from casework.domain.early_signal import opens
from casework.domain.ground import Ground
from casework.testing.factories import CASE_TYPES, PERSON, THIS_YEAR, reached
from casework.types.toddler_participation.at_risk import AtRisk


def signal(**fields: object) -> Ground:
    values = {"ground_id": uuid4(), "person_id": PERSON, "school_year": THIS_YEAR, "since": date(2026, 9, 1)}
    return AtRisk(**{**values, "rate": 55, "said": True, **fields})  # type: ignore[arg-type]


def test_an_early_signal_that_stands_opens_a_case_of_its_type() -> None:
    assert opens(signal(), CASE_TYPES) is CASE_TYPES["toddler-participation"]


def test_what_was_taken_back_or_is_no_early_signal_opens_nothing() -> None:
    assert opens(signal(taken_back=True), CASE_TYPES) is None
    assert opens(reached(5), CASE_TYPES) is None
