"""A person changed: the cases of the person's pupils follow."""

from dataclasses import replace

from casework.application.rehouse_cases import rehouse_cases
from casework.domain.person import Person, Pupil
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def keep_person(
    uow: CaseworkUnitOfWork, person: Person, *, cause: Cause, clock: Clock, lengths: TermLengths
) -> None:
    """Keep a person's whole present state; a state older than the known state is dropped.

    Of a person who was erased nothing is kept any more.
    """
    await uow.lock_persons(person.person_id)
    before = await uow.persons.get(person.person_id)
    if before and (before.erased or before.sequence >= person.sequence):
        return
    parted_from = (before.merged_into or before.parted_from) if before else None
    await uow.persons.save(replace(person, parted_from=parted_from))
    pupils_before = before.pupils if before else frozenset[Pupil]()
    cases = await uow.cases.of_pupils(pupils_before | person.pupils)
    gone_to = {
        enrolled_person
        for pupil in pupils_before - person.pupils
        for enrolled_person in await uow.persons.enrolled_as(pupil)
    }
    persons = {person.person_id} | gone_to
    await rehouse_cases(uow, cases, persons=persons, cause=cause, clock=clock, lengths=lengths)
