"""A ground opens a case, or joins the case there is."""

from uuid import UUID

from casework.application.choice_by_rule import choice_by_rule
from casework.application.follow_school import follow_school
from casework.application.locked_case import locked_case
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
    reason: str | None = None,
) -> Case | None:
    """Give a ground its case; ``reason`` is that of the person who decided so. None where no case rests on it.

    The function takes the first of these cases:

    1. the open case;
    2. the open case that a caseworker merged the case of the ground's school year into;
    3. the case of the ground's school year, which opens again;
    4. a new case.

    The case goes on at once at another school that the pupil has changed to since the ground.

    A ground of a school year that has ended only joins an open case that has grounds of that year. A ground of a new
    year joins the open case of an earlier year. A person has one open case of a type at a time.
    """
    today = clock.today()
    over = ground.school_year.ended(today)
    case = own = await uow.cases.open_or_of_year(person_id, case_type, ground.school_year)
    if own and own.merged_by_hand:
        case = await _went_on_in(uow, own)
    if case and case.is_open and case is own and case.begins_anew_with(ground, today):
        case.take_anew(ground, await terms_of(uow, ground.school, lengths), cause)
    elif case and case.is_open and (case.has_grounds_of(ground.school_year) or not over):
        case.take(ground, cause, reason=reason)
    elif over:
        await uow.grounds.save(None, ground)
        return None
    elif case:
        case.reopen_by(ground, await terms_of(uow, ground.school, lengths), cause, reason=reason)
    else:
        case = await _new_case(uow, ground, case_type=case_type, person_id=person_id, cause=cause)
        choice = await choice_by_rule(uow, case, clock=clock)
        case.open_by(ground, await terms_of(uow, ground.school, lengths), cause, reason=reason, choice=choice)
    await follow_school(uow, case, cause=cause, clock=clock, lengths=lengths)
    await uow.save(case)
    return case


async def _went_on_in(uow: CaseworkUnitOfWork, case: Case) -> Case:
    """The open case that this case was merged into by hand; the case itself where that has ended."""
    assert case.merged_into, "a case that was merged has gone on in another"
    other = await locked_case(uow, case.merged_into)
    return other if other.is_open else case


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
