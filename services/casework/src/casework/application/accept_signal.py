"""A caseworker accepts an early signal: it opens a case, or joins the open one."""

from dataclasses import dataclass
from uuid import UUID

from casework.application.living_person import hold_living
from casework.application.open_case import open_case
from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class AcceptedSignal:
    """Which early signal is accepted, for which type of case, and why."""

    case_type: CaseType
    signal_id: UUID
    reason: str


async def accept_signal(
    uow: CaseworkUnitOfWork, accepted: AcceptedSignal, *, by: str, clock: Clock, lengths: TermLengths
) -> Case:
    """The case that rests on the signal now.

    Raises InvalidField for a signal that cases of this type do not rest on, Conflict for a signal that has a case.
    """
    kept = await uow.grounds.get(accepted.signal_id)
    if kept is None or not kept.ground.stands or not isinstance(kept.ground, accepted.case_type.grounds):
        raise InvalidField("signal_id", f"is no early signal for a case of type {accepted.case_type}")
    person_id = await hold_living(uow, kept.ground.person_id)
    locked = await uow.grounds.get(accepted.signal_id)
    if locked is None or locked.case_id:
        raise Conflict("the early signal was accepted before", case_id=locked.case_id if locked else None)
    if locked.ground.school_year.ended(clock.today()):
        raise InvalidField("signal_id", "is of a school year that has ended")
    case = await open_case(
        uow,
        locked.ground,
        case_type=accepted.case_type,
        person_id=person_id,
        cause=Cause(clock.now(), by),
        clock=clock,
        lengths=lengths,
        reason=accepted.reason,
    )
    assert case, "a signal of a school year that goes on has an open case"
    return case
