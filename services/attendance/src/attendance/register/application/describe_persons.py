"""Describe persons: what their enrolments say of them, told to others when it changed."""

from collections.abc import Mapping, Set
from uuid import UUID

from attendance.register.domain.causes import Cause
from attendance.register.domain.events import PersonChanged
from attendance.register.domain.person import person_of
from attendance.register.domain.registration import Registration
from attendance.unit_of_work import AttendanceUnitOfWork


async def describe_persons(
    uow: AttendanceUnitOfWork,
    members: Mapping[UUID, Set[int]],
    loaded: Mapping[int, Registration],
    *,
    causes: Mapping[UUID, Cause],
) -> None:
    """Take over what is known of these persons, and tell of those that changed.

    `members` are all pupils of each, `loaded` the registrations that need not be read again. A person without any is
    who the municipality's list says.
    """
    others = {pupil for pupils in members.values() for pupil in pupils} - loaded.keys()
    registrations = {**loaded, **await uow.registrations.load(others)}
    unenrolled = [person for person, pupils in members.items() if not pupils]
    listed = await uow.persons.listed(unenrolled) if unenrolled else {}
    persons = [
        person_of(person, [registrations[pupil] for pupil in pupils], listed.get(person))
        for person, pupils in members.items()
    ]
    changed = await uow.persons.save(persons)
    for person in persons:
        if person.person_id in changed:
            uow.add(PersonChanged(person), caused_by=causes[person.person_id])
