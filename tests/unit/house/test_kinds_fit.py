"""What one service's registry says and another service has to know: no service can see it alone."""

from attendance.register.domain.code_table import PACKAGES
from casework.types.registry import REGISTRY
from consultation.kinds.registry import CASE_TYPES, meeting_kinds
from notifications.subjects.registry import CASE_TYPES as TOLD
from shared.contracts.vocabulary import Package

TYPES = {registered.case_type.name: registered.case_type for registered in REGISTRY}


def test_consultation_knows_each_type_of_case_that_has_a_meeting():
    assert {name for name, case_type in TYPES.items() if case_type.meeting} == CASE_TYPES


def test_the_meeting_of_a_type_of_case_is_of_a_kind_there_is():
    assert {case_type.meeting.kind for case_type in TYPES.values() if case_type.meeting} <= set(meeting_kinds())


def test_notifications_tells_of_types_of_case_there_are():
    assert TYPES.keys() >= TOLD


def test_every_package_a_mark_can_name_has_codes():
    assert set(PACKAGES) == set(Package)
