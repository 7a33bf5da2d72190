"""Something that a case can rest on was said, or taken back: the case follows."""

from dataclasses import replace

from casework.application.living_person import hold_living
from casework.application.open_case import open_case
from casework.application.rehouse_cases import rehouse_after
from casework.domain.case_type import CaseType
from casework.domain.ground import Ground
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def follow_ground(
    uow: CaseworkUnitOfWork,
    ground: Ground,
    *,
    case_type: CaseType,
    cause: Cause,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """Keep what one event said of a ground, in whatever order the events come, and let a case of the type follow.

    What was said before is passed over. Of a person who was erased only what is kept already can be taken back.
    """
    person_id = await hold_living(uow, ground.person_id)
    person = await uow.persons.get(person_id)
    if person and person.erased:
        await _take_back_of_erased(uow, ground, cause)
        return
    if not ground.said:
        await _take_back(uow, ground, cause)
        return
    before = await uow.grounds.get(ground.ground_id)
    if before and before.ground.said:
        return
    whole = before.ground.joined(ground) if before else ground
    await open_case(uow, whole, case_type=case_type, person_id=person_id, cause=cause, clock=clock, lengths=lengths)
    await rehouse_after(uow, ground, person_id=person_id, cause=cause, clock=clock, lengths=lengths)


async def _take_back_of_erased(uow: CaseworkUnitOfWork, ground: Ground, cause: Cause) -> None:
    """Nothing is taken over from what was said but that the ground no longer holds."""
    before = await uow.grounds.get(ground.ground_id)
    if before is None or not ground.taken_back or before.ground.taken_back:
        return
    fallen = replace(before.ground, taken_back=True)
    if before.case_id is None:
        await uow.grounds.save(None, fallen)
    else:
        case = await uow.cases.locked(before.case_id)
        case.lose(fallen, cause)
        await uow.save(case)


async def _take_back(uow: CaseworkUnitOfWork, ground: Ground, cause: Cause) -> None:
    """A ground no longer holds; that it was said may come after this."""
    before = await uow.grounds.get(ground.ground_id)
    if before is None:
        await uow.grounds.save(None, ground)
    elif before.ground.taken_back:
        return
    elif before.case_id is None:
        await uow.grounds.save(None, before.ground.joined(ground))
    else:
        case = await uow.cases.locked(before.case_id)
        case.lose(before.ground.joined(ground), cause)
        await uow.save(case)
