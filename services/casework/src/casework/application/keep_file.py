"""What caseworkers add to the file of a case, open or ended: a function for each. The file never leaves the service."""

from datetime import date
from uuid import UUID

from casework.application.give_work import require_worker
from casework.domain.case_file import CaseContact, Note, Task
from casework.domain.vocabulary import ContactMeans, ContactParty
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def add_note(uow: CaseworkUnitOfWork, case_id: UUID, text: str, *, by: str, clock: Clock) -> None:
    """Add a note."""
    await uow.files.add_note(case_id, Note(new_id(), clock.now(), by, text))


async def add_task(
    uow: CaseworkUnitOfWork, case_id: UUID, text: str, *, owner: str, due: date, by: str, subject: str, clock: Clock
) -> None:
    """Add something to do; ``subject`` is the ``sub`` of the caller's token.

    Raises InvalidField for a day that has passed, and for an owner who can't be given a task.
    """
    today = clock.today()
    if due < today:
        raise InvalidField("due", "is before today")
    await require_worker(uow, owner, field="owner", by=by, subject=subject, today=today)
    await uow.files.add_task(case_id, Task(new_id(), text, owner, due, clock.now(), by))


async def finish_task(uow: CaseworkUnitOfWork, case_id: UUID, task_id: UUID, *, clock: Clock) -> None:
    """Note that a task is done. Raises NotFound when the case has no such task."""
    await uow.files.finish_task(case_id, task_id, clock.now())


async def add_contact(
    uow: CaseworkUnitOfWork,
    case_id: UUID,
    text: str,
    *,
    on: date,
    party: ContactParty,
    means: ContactMeans,
    by: str,
    clock: Clock,
) -> None:
    """Add a contact there was about the case. Raises InvalidField for a day that is still to come."""
    if on > clock.today():
        raise InvalidField("on", "is after today")
    await uow.files.add_contact(case_id, CaseContact(new_id(), on, party, means, text, clock.now(), by))
