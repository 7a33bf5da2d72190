"""What caseworkers do to a case: a function for each act.

Each changes the locked case that it gets, and saves it; ``by`` is who acts. Raises IllegalTransition for an act that is
not possible as the case stands.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from casework.application.give_work import require_worker
from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.transfer import place_at
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def assign(uow: CaseworkUnitOfWork, case: Case, assignee: str, *, by: str, subject: str, clock: Clock) -> None:
    """Give the case to somebody. Raises InvalidField for an assignee who can't be given a case.

    ``subject`` is the ``sub`` of the caller's token.
    """
    await require_worker(uow, assignee, field="assignee", by=by, subject=subject, today=clock.today())
    case.assign(assignee, Cause(clock.now(), by))
    await uow.save(case)


async def assess(
    uow: CaseworkUnitOfWork,
    case: Case,
    checks: Mapping[str, bool],
    *,
    causes: Sequence[str] | None,
    by: str,
    clock: Clock,
) -> None:
    """Look into the case before work begins. Raises InvalidField for answers that its type does not know or lacks."""
    case.assess(checks, causes, Cause(clock.now(), by))
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
    """Confirm that the case does not hold; what was to do for it is dropped."""
    open_tasks = await _open_tasks(uow, case)
    case.withdraw(reason, Cause(clock.now(), by), dropped_tasks=len(open_tasks))
    if open_tasks:
        await uow.files.drop_tasks(case.case_id, clock.now())
    await uow.save(case)


async def close(
    uow: CaseworkUnitOfWork,
    case: Case,
    outcome: str,
    *,
    reason: str | None,
    causes: Sequence[str] | None = None,
    by: str,
    clock: Clock,
) -> None:
    """End the case, or ask for that where its type wants an approval.

    Raises InvalidField for an outcome that cases of this type do not have, and for what the type requires. Raises
    Conflict while there are open tasks.
    """
    open_tasks = await _open_tasks(uow, case)
    case.close(outcome, reason, Cause(clock.now(), by), causes=causes, open_tasks=open_tasks)
    await uow.save(case)


async def approve(uow: CaseworkUnitOfWork, case: Case, approved: bool, *, reason: str, by: str, clock: Clock) -> None:
    """Answer the closure that was asked. Raises Conflict for whoever asked, and while there are open tasks."""
    open_tasks = await _open_tasks(uow, case)
    case.approve(approved, reason, Cause(clock.now(), by), open_tasks=open_tasks)
    await uow.save(case)


async def reopen(
    uow: CaseworkUnitOfWork, case: Case, reason: str, *, by: str, clock: Clock, lengths: TermLengths
) -> None:
    """Go on with an ended case, at the school its pupil is at now.

    Raises Conflict when the person has another open case of this type.
    """
    person = await uow.persons.get(case.person_id) if case.register else None
    if not case.is_open and person and case.register and (to := person.gone_on_to(clock.today(), case.register)):
        place_at(case, to)
    terms = await terms_of(uow, case.school, lengths)
    case.reopen(reason, terms, Cause(clock.now(), by))
    await uow.save(case)


async def _open_tasks(uow: CaseworkUnitOfWork, case: Case) -> list[UUID]:
    return [task.task_id for task in await uow.files.open_tasks(case.case_id)]
