"""Which case a request asks to open by hand."""

from uuid import UUID

from casework.api.bodies import OpenCaseBody
from casework.application.accept_signal import AcceptedSignal, accept_signal
from casework.application.open_by_hand import CaseByHand, open_by_hand
from casework.domain.case import Case
from casework.domain.case_type import CaseType, CaseTypes
from casework.domain.person import Pupil
from casework.domain.terms import TermLengths
from casework.domain.vocabulary import OpenedBy
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.http.problems import invalid


async def open_wanted(
    uow: CaseworkUnitOfWork, wanted: CaseByHand | AcceptedSignal, *, by: str, clock: Clock, lengths: TermLengths
) -> Case:
    """The case that is asked for. Raises what the use case behind it raises."""
    if isinstance(wanted, AcceptedSignal):
        return await accept_signal(uow, wanted, by=by, clock=clock, lengths=lengths)
    return await open_by_hand(uow, wanted, by=by, clock=clock, lengths=lengths)


def wanted_case(body: OpenCaseBody, case_types: CaseTypes) -> CaseByHand | AcceptedSignal:
    """What is asked for. Raises Problem (422) for a type that is not opened so, or for no person or two."""
    if body.case_type not in case_types:
        raise invalid("case_type", f"is none of the types of case: {', '.join(case_types.names)}")
    case_type = case_types[body.case_type]
    if body.signal_id is not None:
        return _accepted(body, body.signal_id, case_type)
    if OpenedBy.HAND not in case_type.opened_by:
        if OpenedBy.EARLY_SIGNAL in case_type.opened_by:
            raise invalid("signal_id", "names the early signal that such a case rests on")
        by_hand = [str(item) for item in case_types if item.opened_by & {OpenedBy.HAND, OpenedBy.EARLY_SIGNAL}]
        raise invalid("case_type", f"is none of the types that are opened by hand: {', '.join(by_hand)}")
    about: UUID | Pupil
    match body.person_id, body.school, body.pupil:
        case UUID() as about, None, None:
            pass
        case None, str(school), str(pupil):
            about = Pupil(school, pupil)
        case _:
            raise invalid("person_id", "give either person_id, or school and pupil")
    return CaseByHand(case_type, about, body.reason)


def _accepted(body: OpenCaseBody, signal_id: UUID, case_type: CaseType) -> AcceptedSignal:
    if OpenedBy.EARLY_SIGNAL not in case_type.opened_by:
        raise invalid("signal_id", f"opens no case of type {case_type}")
    if body.person_id or body.school or body.pupil:
        raise invalid("signal_id", "says who the case is about: give nobody beside it")
    return AcceptedSignal(case_type, signal_id, body.reason)
