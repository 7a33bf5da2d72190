"""A pupil changed school: the case goes on there."""

from casework.application.count_contact import count_contact
from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.person import Enrolment, Person
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.transfer import place_at, transfer
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def follow_school(
    uow: CaseworkUnitOfWork, case: Case, *, cause: Cause, clock: Clock, lengths: TermLengths
) -> bool:
    """Let a locked case go on at the school that its pupil is at today; whether it does. Whoever calls saves it.

    1. An open case follows the pupil's newest enrolment that holds. While no enrolment holds it stays.
    2. A case whose register turned out to be another person's returns to the register it was in first.
    3. A case that a caseworker placed stays there until an enrolment begins that is newer.
    """
    person = await uow.persons.get(case.person_id) if case.register else None
    to = _enrolment(person, case, clock) if person else None
    if to is None:
        return False
    if case.is_open:
        await transfer_to(uow, case, to, cause=cause, lengths=lengths)
    else:
        place_at(case, to)
    return True


async def transfer_to(
    uow: CaseworkUnitOfWork, case: Case, to: Enrolment, *, cause: Cause, lengths: TermLengths, reason: str | None = None
) -> None:
    """Transfer an open case to the school of an enrolment, in whose school days contacts count from then on.

    A meeting of other cases, or a session, goes on there without it.

    Raises IllegalTransition.
    """
    goes_on = (item for item in case.meetings if item.has_other_case or item.is_session)
    shared = [item.meeting_id for item in goes_on if item.stands_at(cause.at)]
    transfer(case, to, await terms_of(uow, to.pupil.school, lengths), cause=cause, reason=reason)
    await count_contact(uow, case)
    for meeting_id in shared:
        await uow.timeline.keep_of_meeting(meeting_id, case.case_id)
        await uow.meetings.leave(meeting_id, case.case_id)


def _enrolment(person: Person, case: Case, clock: Clock) -> Enrolment | None:
    """Where the case goes; None if it stays. An ended case goes nowhere but back to the register it was in first."""
    register, first, today = case.register, case.first_register, clock.today()
    assert register, "a case at no school goes nowhere"
    if register not in person.pupils:
        return person.enrolment_on(today, first) if first else None
    to = person.gone_on_to(today, register) if case.is_open else None
    return to if to and (case.placed_after is None or to.valid_from > case.placed_after) else None
