"""What is gathered before a notice is made ready: a school's contacts, persons, cases."""

from notifications.domain.preparation import Needs
from notifications.subjects.case.domain.prepare import needs as of_case
from notifications.subjects.meeting.domain.prepare import needs as of_meeting
from notifications.testing.cases import case, escalation, opening
from notifications.testing.factories import CASE, PERSON, SCHOOL
from notifications.testing.harness import Harness
from notifications.testing.meetings import meeting, planned


def test_a_case_notice_needs_the_pupil_and_the_school_it_was_told_of() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    harness.arrive(escalation(4, school="654321"))
    opened, escalated = harness.notices[0], harness.notices[-1]
    assert of_case(opened, harness.case) == Needs(school=SCHOOL, persons=frozenset({PERSON}))
    assert of_case(escalated, harness.case) == Needs(school="654321", persons=frozenset({PERSON}))
    assert of_case(opened, case()) is None


def test_a_meeting_notice_needs_the_cases_of_the_newest_version() -> None:
    harness = Harness()
    harness.arrive(planned(1))
    assert of_meeting(harness.notices[0], harness.meeting) == Needs(school=SCHOOL, cases=frozenset({CASE}))
    assert of_meeting(harness.notices[0], meeting()) is None
