"""A person turned out to be another: the person's cases go along."""

from uuid import UUID

from casework.application.erase_person import forget_file_of
from casework.application.rehouse_cases import rehouse_cases
from casework.domain.person import Person
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def merge_person(
    uow: CaseworkUnitOfWork,
    person_id: UUID,
    *,
    into: UUID,
    sequence: int,
    cause: Cause,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """Keep that a person is another; a newer state of that person says that they parted again.

    Whoever is another person who was erased is erased too.
    """
    await uow.lock_persons(person_id, into)
    before = await uow.persons.get(person_id)
    if person_id == into or (before and (before.erased or before.sequence >= sequence)):
        return
    other = await uow.persons.get(into)
    erased_at = other.erased_at if other else None
    await uow.persons.save(Person(person_id, sequence, merged_into=into, erased_at=erased_at))
    if erased_at:
        await forget_file_of(uow, person_id)
    cases = await uow.cases.of_person(person_id)
    await rehouse_cases(uow, cases, persons={person_id}, cause=cause, clock=clock, lengths=lengths)
