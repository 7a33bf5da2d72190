"""What caseworkers do to a case: a function for each act.

Each changes the locked case that it gets, and saves it; ``by`` is who acts. Raises IllegalTransition for an act that is
not possible as the case stands.
"""

from datetime import date

from casework.application.give_work import require_worker
from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def assign(uow: CaseworkUnitOfWork, case: Case, assignee: str, *, by: str, subject: str, clock: Clock) -> None:
    """Give the case to somebody. Raises InvalidField for an assignee who can't be given a case.

    ``subject`` is the ``sub`` of the caller's token.
    """
    await require_worker(uow, assignee, field="assignee", by=by, subject=subject, today=clock.today())
    case.assign(assignee, Cause(clock.now(), by))
    await uow.save(case)


async def start(uow: CaseworkUnitOfWork, case: Case, *, by: str, clock: Clock) -> None:
    """Begin to work on the case."""
    case.start(Cause(clock.now(), by))
    await uow.save(case)


async def hold(uow: CaseworkUnitOfWork, case: Case, until: date, *, reason: str, by: str, clock: Clock) -> None:
    """Let the case rest up to and with a day. Raises InvalidField for a day that has passed."""
    case.hold(until, reason, Cause(clock.now(), by))
    await uow.save(case)


async def resume(uow: CaseworkUnitOfWork, case: Case, *, by: str, clock: Clock) -> None:
    """Go on after a hold, or keep a case whose withdrawal is proposed."""
    case.resume(Cause(clock.now(), by))
    await uow.save(case)


async def ask_for_meeting(uow: CaseworkUnitOfWork, case: Case, *, by: str, clock: Clock, lengths: TermLengths) -> None:
    """Ask for a care meeting. Raises Conflict while there is a meeting to come."""
    terms = await terms_of(uow, case.school, lengths)
    case.request_meeting(terms, Cause(clock.now(), by))
    await uow.save(case)


async def withdraw(uow: CaseworkUnitOfWork, case: Case, reason: str, *, by: str, clock: Clock) -> None:
    """Confirm that the case does not hold."""
    case.withdraw(reason, Cause(clock.now(), by))
    await uow.save(case)


async def close(uow: CaseworkUnitOfWork, case: Case, outcome: str, *, reason: str, by: str, clock: Clock) -> None:
    """End the case. Raises InvalidField for an outcome that cases of this type do not have."""
    case.close(outcome, reason, Cause(clock.now(), by))
    await uow.save(case)


async def reopen(
    uow: CaseworkUnitOfWork, case: Case, reason: str, *, by: str, clock: Clock, lengths: TermLengths
) -> None:
    """Go on with an ended case. Raises Conflict when the person has another open case of this type."""
    terms = await terms_of(uow, case.school, lengths)
    case.reopen(reason, terms, Cause(clock.now(), by))
    await uow.save(case)
