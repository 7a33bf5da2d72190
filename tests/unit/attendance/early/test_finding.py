"""The rate that a finding is held against, which decides whether others are told."""

from datetime import date

from attendance.early_signals.domain.finding import Finding
from attendance.early_signals.domain.observed import Stretch

LATELY = Stretch(date(2026, 10, 1), date(2026, 10, 30), planned=20, absent=10, unknown=0)
BEFORE = Stretch(date(2026, 9, 1), date(2026, 9, 30), planned=40, absent=4, unknown=0)


def test_a_toddler_is_held_against_the_minimum_of_its_year() -> None:
    assert Finding(LATELY, BEFORE, minimum=250, planned_in_year=300).usual_rate == 250 / 300


def test_a_pupil_is_held_against_itself() -> None:
    assert Finding(LATELY, BEFORE).usual_rate == BEFORE.rate == 0.9


def test_what_is_held_against_nothing_has_no_usual_rate() -> None:
    assert Finding(LATELY).usual_rate is None
