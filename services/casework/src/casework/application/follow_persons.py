"""Persons change, turn out to be one, part again, or are erased: their cases follow."""

from dataclasses import replace
from uuid import UUID

from casework.application.ports import CaseworkUnit
from casework.application.rehouse_cases import RehouseCases
from casework.domain.person import Person, Pupil
from casework.domain.timeline import Cause


class FollowPersons:
    """Keeps the copy of persons, and each case with the person of its pupil."""

    def __init__(self, rehouse: RehouseCases) -> None:
        self._rehouse = rehouse

    async def changed(self, uow: CaseworkUnit, told: Person, cause: Cause) -> None:
        """A person's whole present state; an older one than is known is dropped."""
        await uow.lock_persons(told.person_id)
        known = await uow.persons.get(told.person_id)
        if known and known.sequence >= told.sequence:
            return
        parted_from = (known.merged_into or known.parted_from) if known else None
        await uow.persons.save(replace(told, parted_from=parted_from))
        before = known.pupils if known else frozenset[Pupil]()
        cases = await uow.cases.of_pupils(before | told.pupils)
        gone_to = {person for pupil in before - told.pupils for person in await uow.persons.enrolled_as(pupil)}
        await self._rehouse.follow(uow, {told.person_id} | gone_to, cases, cause)

    async def merged(self, uow: CaseworkUnit, person_id: UUID, into: UUID, sequence: int, cause: Cause) -> None:
        """A person turned out to be another; a newer state of that person says that they parted again."""
        await uow.lock_persons(person_id, into)
        known = await uow.persons.get(person_id)
        if person_id == into or (known and known.sequence >= sequence):
            return
        await uow.persons.save(Person(person_id, sequence, merged_into=into))
        await self._rehouse.follow(uow, {person_id}, await uow.cases.of_person(person_id), cause)

    async def erased(self, uow: CaseworkUnit, person_id: UUID) -> None:
        """A person is erased: the name goes, the case stays with its number."""
        await uow.lock_persons(person_id)
        await uow.persons.erase(person_id)
