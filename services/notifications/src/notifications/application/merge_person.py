"""Two persons turn out to be one person."""

from datetime import datetime
from uuid import UUID

from notifications.application.erase_person import erase_person
from notifications.application.subject import Subjects
from notifications.unit_of_work import NotificationsUnitOfWork


async def merge_person(
    uow: NotificationsUnitOfWork,
    person_id: UUID,
    *,
    merged_into: UUID,
    sequence: int,
    subjects: Subjects,
    real_now: datetime,
) -> None:
    """Let what is told of the person go by the name of the other; erase the person where the other is erased."""
    uow.persons.merge(person_id, merged_into, sequence)
    if any(person.erased for person in (await uow.persons.find([person_id])).values()):
        await erase_person(uow, person_id, subjects=subjects, real_now=real_now)
    uow.notices.release(f"person:{person_id}", real_now)
