"""Persons change, turn out to be one, part again, or are erased: their cases follow."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from casework.application.open_by_level import OpenByLevel
from casework.application.ports import CaseworkUnit, Placement
from casework.domain.case import Case
from casework.domain.person import Person, Pupil
from casework.domain.timeline import Cause


class FollowPersons:
    """Keeps the copy of persons, and each case with the person of its pupil."""

    def __init__(self, cases: OpenByLevel) -> None:
        self._cases = cases

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
        await self._rehouse(uow, told.person_id, cases, cause)

    async def merged(self, uow: CaseworkUnit, person_id: UUID, into: UUID, sequence: int, cause: Cause) -> None:
        """A person turned out to be another; a newer state of that person says that they parted again."""
        await uow.lock_persons(person_id, into)
        known = await uow.persons.get(person_id)
        if person_id == into or (known and known.sequence >= sequence):
            return
        await uow.persons.save(Person(person_id, sequence, merged_into=into))
        await self._rehouse(uow, person_id, await uow.cases.of_person(person_id), cause)

    async def erased(self, uow: CaseworkUnit, person_id: UUID) -> None:
        """A person is erased: the name goes, the case stays with its number."""
        await uow.lock_persons(person_id)
        await uow.persons.erase(person_id)

    async def _rehouse(self, uow: CaseworkUnit, person_id: UUID, cases: Iterable[Placement], cause: Cause) -> None:
        left = {person_id}
        for case in cases:
            owner = await self._owner(uow, case)
            if owner != case.person_id:
                left.add(case.person_id)
                await self._move(uow, case.case_id, owner, cause)
        for former in sorted(left):
            if await uow.signals.strayed(former):
                await self._bring_home(uow, former, cause)

    async def _owner(self, uow: CaseworkUnit, case: Placement) -> UUID:
        """The person of the case's pupil.

        While two persons are said to be it, the case stays where it is, unless the other has just parted from that
        one: then it only has not been said yet that the pupil left.
        """
        if case.person_id not in case.enrolled:
            return case.enrolled[0] if case.enrolled else await uow.persons.living(case.person_id)
        for person_id in case.enrolled:
            other = await uow.persons.get(person_id) if person_id != case.person_id else None
            if other and other.parted_from == case.person_id:
                return person_id
        return case.person_id

    async def _move(self, uow: CaseworkUnit, case_id: UUID, owner: UUID, cause: Cause) -> None:
        await uow.lock_persons(owner)
        case = await uow.cases.locked(case_id)
        there = await uow.cases.open_of(owner) if case.is_open else None
        if there:
            stays, ends = sorted((there, case), key=lambda item: (item.opened_at, item.case_id))
            ends.merge_into(stays, cause)
            await self._merge(uow, ends, stays)
        case.follow_pupil(owner, cause)
        await uow.save(case)

    async def _merge(self, uow: CaseworkUnit, ends: Case, stays: Case) -> None:
        await uow.save(ends)
        await uow.save(stays)
        await uow.cases.pass_on(ends.case_id, stays.case_id)
        await uow.timeline.move(ends.case_id, stays.case_id)
        await uow.meetings.move(ends.case_id, stays.case_id)
        await uow.files.move(ends.case_id, stays.case_id)

    async def _bring_home(self, uow: CaseworkUnit, person_id: UUID, cause: Cause) -> None:
        """After persons parted, a level that stands for one of them must not count in a case of the other."""
        await uow.lock_persons(person_id)
        for stray in await uow.signals.strayed(person_id):
            if stray.case_id:
                case = await uow.cases.locked(stray.case_id)
                case.release(stray.signal.signal_id, cause)
                await uow.save(case)
            await self._cases.place(uow, person_id, stray.signal, cause)
