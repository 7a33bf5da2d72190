"""Terms in school days, over holidays and in a school without days left."""

from datetime import date

from casework.domain.terms import MeetingTerms, TermLengths, Terms
from casework.testing.factories import LENGTHS, TERMS
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import SchoolCalendar


def due(terms: Terms, day: date) -> date | None:
    """The last day to begin with a truancy case of this day."""
    term = terms.response("truancy", day)
    return term.due_on if term else None


def test_terms_pass_over_holidays() -> None:
    friday_before_christmas = date(2026, 12, 18)
    assert due(TERMS, friday_before_christmas) == date(2027, 1, 8)


def test_a_meeting_has_a_first_and_a_last_day() -> None:
    assert TERMS.meeting(date(2026, 11, 23)) == MeetingTerms(date(2026, 11, 25), date(2026, 12, 7))


def test_the_lengths_are_settings() -> None:
    terms = Terms(TermLengths(respond_by={"truancy": 1}, not_before=0, hold_by=1), flemish_calendar)
    assert due(terms, date(2026, 11, 23)) == date(2026, 11, 24)
    assert terms.meeting(date(2026, 11, 23)).not_before == date(2026, 11, 23)


def test_a_school_that_has_closed_for_good_counts_by_the_flemish_calendar() -> None:
    closed = Terms(LENGTHS, lambda year: SchoolCalendar("123456", year, base="own"))
    assert due(closed, date(2026, 11, 23)) == date(2026, 11, 30)


def test_a_type_of_case_without_a_term_has_none() -> None:
    assert TERMS.response("not-enrolled", date(2026, 11, 23)) is None
