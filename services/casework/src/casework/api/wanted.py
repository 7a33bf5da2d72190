"""Which case a request asks to open by hand."""

from uuid import UUID

from casework.api.bodies import OpenCaseBody
from casework.application.open_by_hand import CaseByHand
from casework.domain.case_type import CaseTypes
from casework.domain.person import Pupil
from shared.runtime.http.problems import invalid


def wanted_case(body: OpenCaseBody, case_types: CaseTypes) -> CaseByHand:
    """The case that is asked for. Raises Problem (422) for an unknown type, or for no person or two."""
    if body.case_type not in case_types:
        raise invalid("case_type", f"is none of the types of case: {', '.join(case_types.names)}")
    about: UUID | Pupil
    match body.person_id, body.school, body.pupil:
        case UUID() as about, None, None:
            pass
        case None, str(school), str(pupil):
            about = Pupil(school, pupil)
        case _:
            raise invalid("person_id", "give either person_id, or school and pupil")
    return CaseByHand(case_types[body.case_type], about, body.reason)
