"""What caseworkers add to the file of a case: a function for each. The file never leaves the service.

Contacts may be added to a case that has ended, tasks may not.
"""

from datetime import date
from uuid import UUID

from casework.application.count_contact import count_contact
from casework.application.give_work import require_worker
from casework.domain.case import Case
from casework.domain.case_file import CaseContact, Task
from casework.domain.events import TaskDone
from casework.domain.merging import require_not_merged
from casework.domain.states import allowed_from
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.vocabulary import ContactMeans, ContactParty
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import IllegalTransition, InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def add_task(
    uow: CaseworkUnitOfWork, case: Case, text: str, *, owner: str, due: date, by: str, subject: str, clock: Clock
) -> None:
    """Add something to do to the locked case; ``subject`` is the ``sub`` of the caller's token.

    Raises InvalidField for a day that has passed, and for an owner who can't be given a task. Raises IllegalTransition
    when the case has ended: then there is nothing to do.
    """
    if not case.is_open:
        raise IllegalTransition("a task", case.status.value, allowed_from(case.status, without=case.without))
    today = clock.today()
    if due < today:
        raise InvalidField("due", "is before today")
    await require_worker(uow, owner, field="owner", by=by, subject=subject, today=today)
    await uow.files.add_task(case.case_id, Task(new_id(), text, owner, due, clock.now(), by))


async def finish_task(uow: CaseworkUnitOfWork, case_id: UUID, task_id: UUID, *, by: str, clock: Clock) -> None:
    """Note that a task is done, also in the timeline, and tell of it where it was agreed at a meeting.

    Raises NotFound when the case has no such task. A task that was done or dropped before stays as it is.
    """
    task = await uow.files.task(case_id, task_id)
    await uow.files.finish_task(case_id, task_id, clock.now())
    if not task.is_open:
        return
    kind = EntryKind.ACTION_DONE if task.action_id else EntryKind.TASK_DONE
    done = Entry.of(kind, Cause(clock.now(), by), due=task.due, action_id=task.action_id)
    await uow.timeline.append(case_id, [done])
    if task.action_id:
        case = await uow.cases.get(case_id)
        about = case.case_id, case.reference, case.case_type.name
        uow.add(TaskDone(*about, action_id=task.action_id, task_id=task_id, done_on=clock.today()))


async def add_contact(
    uow: CaseworkUnitOfWork,
    case: Case,
    text: str,
    *,
    on: date,
    party: ContactParty,
    means: ContactMeans,
    reached: bool = True,
    by: str,
    clock: Clock,
) -> None:
    """Add a contact there was about the locked case, or an attempt that did not reach the party.

    The timeline tells of the contact and the other party; what was said stays in the file.

    Raises InvalidField for a day that is still to come, and Conflict for a case that was merged.
    """
    require_not_merged(case)
    if on > clock.today():
        raise InvalidField("on", "is after today")
    cause = Cause(clock.now(), by)
    await uow.files.add_contact(case.case_id, CaseContact(new_id(), on, party, means, text, cause.at, by, reached))
    kind = EntryKind.CONTACT_MADE if reached else EntryKind.CONTACT_TRIED
    await uow.timeline.append(case.case_id, [Entry.of(kind, cause, on=on, party=party, means=means)])
    if reached and party is ContactParty.PUPIL:
        await count_contact(uow, case)
