"""A youth coach who accepts a referral gets a case: the case itself, or one of the coach's own type."""

from uuid import UUID

from casework.application.open_case import open_case
from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.referral import Referral
from casework.domain.referred import Referred
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.vocabulary import OpenedBy
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def give_to_coach(
    uow: CaseworkUnitOfWork, case: Case, referral: Referral, *, cause: Cause, clock: Clock, lengths: TermLengths
) -> UUID:
    """The id of the case that the coach has now.

    A case of a type on which coaches act is given to the coach, unless its meetings need a caseworker. Any other case
    stays where it is. The coach then gets the open case of the coach's own type about the same pupil, or a new case.
    Raises Conflict for a pupil of no school, and IllegalTransition for a case that has ended.
    """
    coach = referral.receiver
    meeting = case.case_type.meeting
    needs_caseworker = meeting is not None and Role.CASEWORKER in meeting.required_roles
    if Role.YOUTH_COACH in case.case_type.acted_on_by and not needs_caseworker:
        case.assign(coach, cause)
        await uow.save(case)
        return case.case_id
    case_type = _coached_type(uow)
    ground = await _ground(uow, case, referral, clock=clock)
    await open_case(
        uow, ground, case_type=case_type, person_id=case.person_id, cause=cause, clock=clock, lengths=lengths
    )
    own = await uow.cases.open_of(case.person_id, case_type)
    assert own, "the ground opened it"
    own.assign(coach, cause)
    await uow.save(own)
    return own.case_id


def _coached_type(uow: CaseworkUnitOfWork) -> CaseType:
    """The first type of case that is the coach's own: a referral opens it, and a coach acts on it."""
    for case_type in uow.case_types:
        if OpenedBy.REFERRAL in case_type.opened_by and Role.YOUTH_COACH in case_type.acted_on_by:
            return case_type
    raise Conflict("no type of case is opened by a referral to a youth coach")


async def _ground(uow: CaseworkUnitOfWork, case: Case, referral: Referral, *, clock: Clock) -> Referred:
    """The referral as a ground, of the pupil at the school of the case, else at the pupil's own."""
    today = clock.today()
    person = await uow.persons.get(case.person_id)
    enrolment = person.enrolment_on(today, case.register) if person else None
    register = case.register or (enrolment.pupil if enrolment else None)
    level = case.level_of_education or (enrolment.level_of_education if enrolment else None)
    if register is None:
        raise Conflict("the pupil is at no school: a case of a youth coach is at a school", case_id=case.case_id)
    return Referred(
        ground_id=referral.referral_id,
        person_id=case.person_id,
        school_year=SchoolYear.of(today),
        since=referral.asked_at.date(),
        school=register.school,
        pupil=register.number,
        level_of_education=level,
        said=True,
    )
