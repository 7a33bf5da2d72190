"""A case belongs to the person of its pupil, whatever was told first."""

from collections.abc import Iterable, Set
from uuid import UUID

from casework.application.open_by_level import OpenByLevel
from casework.application.ports import CaseworkUnit, Placement
from casework.domain.case import Case
from casework.domain.person import Pupil
from casework.domain.timeline import Cause


class RehouseCases:
    """Moves cases to the person of their pupil, and merges two open ones that meet there."""

    def __init__(self, cases: OpenByLevel) -> None:
        self._cases = cases

    async def after_level(self, uow: CaseworkUnit, person_id: UUID, pupil: Pupil, cause: Cause) -> None:
        """A level of this person came with a pupil who, as was told before it, is another's by now."""
        known = await uow.persons.get(person_id)
        if known and pupil not in known.pupils:
            await self.follow(uow, {person_id}, await uow.cases.of_pupils({pupil}), cause)

    async def follow(self, uow: CaseworkUnit, persons: Set[UUID], cases: Iterable[Placement], cause: Cause) -> None:
        """Give each of these cases to the person of its pupil, and levels of these persons a case of theirs."""
        concerned = set(persons)
        for case in cases:
            owner = await self._owner(uow, case)
            if owner != case.person_id:
                concerned.add(case.person_id)
                await self._move(uow, case.case_id, owner, cause)
        for person_id in sorted(concerned):
            if await uow.signals.strayed(person_id):
                await self._bring_home(uow, person_id, cause)

    async def _owner(self, uow: CaseworkUnit, case: Placement) -> UUID:
        """The person of the case's pupil; of a case without pupil, the person itself after all merges.

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
        there = await uow.cases.open_of(owner, case.case_type) if case.is_open else None
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
                case = await uow.cases.locked_truancy(stray.case_id)
                case.release(stray.signal.signal_id, cause)
                await uow.save(case)
            await self._cases.place(uow, person_id, stray.signal, cause)
