"""A caseworker transfers a case to another school of its pupil."""

from casework.application.follow_school import transfer_to
from casework.domain.case import Case
from casework.domain.person import Pupil
from casework.domain.states import Action, after
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock


async def transfer_case(
    uow: CaseworkUnitOfWork, case: Case, to: Pupil, *, reason: str, by: str, clock: Clock, lengths: TermLengths
) -> None:
    """Transfer a locked case to a register of its pupil, of now or another time; it stays until a newer enrolment.

    Raises IllegalTransition for an ended case and for a type that is at no school. Raises InvalidField for the school
    that the case is at, and for a register that is not the pupil's.
    """
    after(case.status, Action.TRANSFER, without=case.hindrances)
    if to.school == case.school:
        raise InvalidField("school", "is where the case is")
    today = clock.today()
    person = await uow.persons.get(case.person_id)
    enrolment = person.enrolment_on(today, to) if person else None
    if person is None or enrolment is None:
        raise InvalidField("pupil", "is not a register number of this pupil at that school")
    await transfer_to(uow, case, enrolment, cause=Cause(clock.now(), by), lengths=lengths, reason=reason)
    newest = person.holding_on(today)
    case.placed_after = newest.valid_from if newest and newest.pupil != to else None
    await uow.save(case)
