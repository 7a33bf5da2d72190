"""The names and enrolments of a person arrive."""

from datetime import datetime

from notifications.domain.persons import Person
from notifications.unit_of_work import NotificationsUnitOfWork


async def keep_person(uow: NotificationsUnitOfWork, person: Person, *, sequence: int, real_now: datetime) -> None:
    """Take over a person's whole state; notices that waited for the person have their turn."""
    uow.persons.keep(person, sequence)
    uow.notices.release(f"person:{person.person_id}", real_now)
