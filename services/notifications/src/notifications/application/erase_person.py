"""A person is erased."""

from datetime import datetime
from uuid import UUID

from notifications.application.subject import Subjects
from notifications.unit_of_work import NotificationsUnitOfWork


async def erase_person(
    uow: NotificationsUnitOfWork, person_id: UUID, *, subjects: Subjects, real_now: datetime
) -> None:
    """Keep nothing of a person, nor of those who turned out to be the person: no name, no number, no half days."""
    for former_id in (person_id, *await uow.persons.merged_into(person_id)):
        await uow.persons.erase(former_id, uow.clock.now())
        for subject in subjects.values():
            await uow.stories(subject.stories).forget_person(former_id)
        uow.notices.release(f"person:{former_id}", real_now)
