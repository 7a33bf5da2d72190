"""Whoever listens to cases lists the types it acts on, in its registry; casework knows which types there are."""

from casework.types.registry import REGISTRY
from consultation.kinds.registry import CASE_TYPES as HAVE_MEETINGS
from notifications.subjects.registry import CASE_TYPES as ARE_TOLD_OF

TYPES = [registered.case_type for registered in REGISTRY]


def test_consultation_plans_meetings_for_the_types_that_have_them() -> None:
    assert {case_type.name for case_type in TYPES if case_type.meeting} == HAVE_MEETINGS


def test_notifications_tell_of_types_that_are_there() -> None:
    assert {case_type.name for case_type in TYPES} >= ARE_TOLD_OF
