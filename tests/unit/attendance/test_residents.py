"""The municipality's list: which children a control concerns, and which of two entries of a child holds."""

from datetime import date, timedelta

import pytest

from attendance.residents.domain.resident import Control, Resident
from attendance.testing.factories import MORNING, YEAR
from shared.domain.errors import InvalidField

CONTROL = Control(YEAR, date(2026, 10, 1))
NOOR = Resident(b"noor", "Noor", "Voorbeeld", date(2011, 3, 4))
LATER = MORNING + timedelta(days=1)


def test_a_reference_date_lies_in_its_school_year() -> None:
    with pytest.raises(InvalidField) as refused:
        Control(YEAR, date(2027, 9, 1))
    assert refused.value.field == "reference_date"


def test_of_a_child_that_is_not_of_age_nothing_is_kept_but_that_it_was_there() -> None:
    toddler = Resident(b"lou", "Lou", "Voorbeeld", date(2024, 3, 4))
    listed = CONTROL.listed(toddler, MORNING)
    assert (listed.of_age, listed.resident) == (False, Resident(b"lou", None, None, None))
    assert CONTROL.listed(NOOR, MORNING).resident == NOOR


def test_a_later_reference_date_holds_and_of_equal_ones_the_later_import() -> None:
    listed = CONTROL.listed(NOOR, MORNING)
    assert listed.replaces(None)
    assert CONTROL.listed(NOOR, LATER).replaces(listed)
    earlier = Control(YEAR, date(2026, 9, 15)).listed(NOOR, LATER)
    assert not earlier.replaces(listed)


def test_the_same_list_again_says_nothing_new() -> None:
    listed = CONTROL.listed(NOOR, MORNING)
    assert CONTROL.listed(NOOR, LATER).says_the_same_as(listed)
    assert not listed.says_the_same_as(None)
