"""A case belongs to the person of its pupil, whatever was told first."""

from collections.abc import Iterable, Set
from datetime import date
from uuid import UUID

from casework.application.follow_school import follow_school
from casework.application.move_along import move_along
from casework.application.open_case import open_case
from casework.domain.case import Case
from casework.domain.ground import Ground, KnownGround
from casework.domain.person import Placement
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def rehouse_cases(
    uow: CaseworkUnitOfWork,
    cases: Iterable[Placement],
    *,
    persons: Set[UUID],
    cause: Cause,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """Give each of these cases to the person of its pupil, and grounds of these persons a case of theirs.

    Two open cases of one type that meet there merge. An open case goes on at the school that its pupil changed to.
    """
    concerned = set(persons)
    for case in cases:
        owner = await _owner(uow, case)
        if owner != case.person_id:
            concerned.add(case.person_id)
            await _move(uow, case.case_id, owner=owner, cause=cause)
        if case.register:
            await _follow_school(uow, case, owner=owner, cause=cause, clock=clock, lengths=lengths)
    for person_id in sorted(concerned):
        if await uow.grounds.strayed(person_id):
            await _bring_home(uow, person_id, cause=cause, clock=clock, lengths=lengths)


async def rehouse_after(
    uow: CaseworkUnitOfWork, ground: Ground, *, person_id: UUID, cause: Cause, clock: Clock, lengths: TermLengths
) -> None:
    """A ground of this person came with a pupil who, as was told before it, is another's by now."""
    if ground.register is None:
        return
    person = await uow.persons.get(person_id)
    if person and ground.register not in person.pupils:
        cases = await uow.cases.of_pupils({ground.register})
        await rehouse_cases(uow, cases, persons={person_id}, cause=cause, clock=clock, lengths=lengths)


async def _owner(uow: CaseworkUnitOfWork, case: Placement) -> UUID:
    """The person of the case's pupil; of a case without pupil, the person itself after all merges.

    While two persons have this pupil, the case stays where it is. There is one exception: the other person has just
    parted from the case's person. Then the message that the pupil left has not come in yet.
    """
    if case.person_id not in case.enrolled:
        return case.enrolled[0] if case.enrolled else await uow.persons.living(case.person_id)
    for person_id in case.enrolled:
        other = await uow.persons.get(person_id) if person_id != case.person_id else None
        if other and other.parted_from == case.person_id:
            return person_id
    return case.person_id


async def _move(uow: CaseworkUnitOfWork, case_id: UUID, *, owner: UUID, cause: Cause) -> None:
    await uow.lock_persons(owner)
    case = await uow.cases.locked(case_id)
    there = await uow.cases.open_of(owner, case.case_type) if case.is_open else None
    if there:
        stays, ends = sorted((there, case), key=lambda item: (item.opened_at, item.case_id))
        ends.merge_into(stays, cause)
        await _merge(uow, ends, stays)
    parted = case.watch is not None and await uow.persons.living(case.person_id) != owner
    case.follow_pupil(owner, cause, parted=parted)
    await uow.save(case)


async def _follow_school(
    uow: CaseworkUnitOfWork, placement: Placement, *, owner: UUID, cause: Cause, clock: Clock, lengths: TermLengths
) -> None:
    """Most pupils are where their case is: the case is read only where that is otherwise."""
    person = await uow.persons.get(owner)
    if person is None or placement.register is None:
        return
    is_here = placement.register in person.pupils
    if is_here and not (placement.is_open and person.gone_on_to(clock.today(), placement.register)):
        return
    case = await uow.cases.locked(placement.case_id)
    if await follow_school(uow, case, cause=cause, clock=clock, lengths=lengths):
        await uow.save(case)


async def _merge(uow: CaseworkUnitOfWork, ends: Case, stays: Case) -> None:
    await uow.save(ends)
    await uow.save(stays)
    await move_along(uow, ends, stays)


async def _bring_home(
    uow: CaseworkUnitOfWork, person_id: UUID, *, cause: Cause, clock: Clock, lengths: TermLengths
) -> None:
    """After persons parted, a ground that stands for one of them must not count in a case of the other.

    The lightest comes first, as it did when it was told.
    """
    await uow.lock_persons(person_id)
    for stray in sorted(await uow.grounds.strayed(person_id), key=_lightest_first):
        assert stray.case_id, "only a ground of a case strays"
        case = await uow.cases.locked(stray.case_id)
        case.release(stray.ground.ground_id, cause)
        await uow.save(case)
        await open_case(
            uow,
            stray.ground,
            case_type=case.case_type,
            person_id=person_id,
            cause=cause,
            clock=clock,
            lengths=lengths,
        )


def _lightest_first(stray: KnownGround) -> tuple[SchoolYear, int, date, UUID]:
    ground = stray.ground
    return ground.school_year, ground.weight, ground.since, ground.ground_id
