"""A person changed: the cases of the person's pupils follow."""

from dataclasses import replace

from casework.application.rehouse_cases import rehouse_cases
from casework.domain.person import Person, Pupil
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def keep_person(
    uow: CaseworkUnitOfWork, told: Person, *, cause: Cause, clock: Clock, lengths: TermLengths
) -> None:
    """Keep a person's whole present state; a state older than the known one is dropped."""
    await uow.lock_persons(told.person_id)
    before = await uow.persons.get(told.person_id)
    if before and before.sequence >= told.sequence:
        return
    parted_from = (before.merged_into or before.parted_from) if before else None
    await uow.persons.save(replace(told, parted_from=parted_from))
    pupils_before = before.pupils if before else frozenset[Pupil]()
    cases = await uow.cases.of_pupils(pupils_before | told.pupils)
    gone_to = {person for pupil in pupils_before - told.pupils for person in await uow.persons.enrolled_as(pupil)}
    persons = {told.person_id} | gone_to
    await rehouse_cases(uow, cases, persons=persons, cause=cause, clock=clock, lengths=lengths)
