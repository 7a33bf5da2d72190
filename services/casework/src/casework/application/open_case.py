"""A ground opens a case, or joins the case there is."""

from uuid import UUID

from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.ground import Ground
from casework.domain.reference import reference
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def open_case(
    uow: CaseworkUnitOfWork,
    ground: Ground,
    *,
    case_type: CaseType,
    person_id: UUID,
    cause: Cause,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """Give a ground its case.

    The function takes the first of these cases:

    1. the open case;
    2. the case of the ground's school year, which opens again;
    3. a new case.

    A ground of a school year that has ended only joins an open case that has grounds of that year. A ground of a new
    year joins the open case of an earlier year. A person has one open case of a type at a time.
    """
    today = clock.today()
    over = ground.school_year.ended(today)
    case = await uow.cases.open_or_of_year(person_id, case_type, ground.school_year)
    if case and case.is_open and case.begins_anew_with(ground, today):
        case.take_anew(ground, await terms_of(uow, ground.school, lengths), cause)
    elif case and case.is_open and (case.has_grounds_of(ground.school_year) or not over):
        case.take(ground, cause)
    elif over:
        await uow.grounds.save(None, ground)
        return
    elif case:
        case.reopen_by(ground, await terms_of(uow, ground.school, lengths), cause)
    else:
        case = await _new_case(uow, ground, case_type=case_type, person_id=person_id, cause=cause)
        case.open_by(ground, await terms_of(uow, ground.school, lengths), cause)
    await uow.save(case)


async def _new_case(
    uow: CaseworkUnitOfWork, ground: Ground, *, case_type: CaseType, person_id: UUID, cause: Cause
) -> Case:
    number = await uow.cases.next_number(case_type, ground.school_year)
    return case_type.case(
        case_id=new_id(),
        reference=reference(case_type, ground.school_year, number),
        case_type=case_type,
        person_id=person_id,
        school=ground.school,
        pupil=ground.pupil,
        school_year=ground.school_year,
        level_of_education=ground.level_of_education,
        opened_at=cause.at,
    )
