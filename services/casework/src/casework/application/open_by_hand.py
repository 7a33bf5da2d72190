"""A caseworker opens a case without a ground."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.application.choice_by_rule import choice_by_rule
from casework.application.living_person import hold_living
from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.reference import reference
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id

UNKNOWN_PUPIL = "is not known here as a pupil of that school: an enrolment in attendance makes the pupil known"
UNKNOWN_PERSON = "is not a known person: attendance names persons, by an enrolment or a list of residents"


@dataclass(frozen=True, slots=True)
class CaseByHand:
    """Which case to open, for which person or for which pupil in a school's register, and why."""

    case_type: CaseType
    about: UUID | Pupil
    reason: str


async def open_by_hand(
    uow: CaseworkUnitOfWork, wanted: CaseByHand, *, by: str, clock: Clock, lengths: TermLengths
) -> Case:
    """The new case of a person that attendance told of.

    Raises InvalidField for an unknown person, Conflict when there is an open case of that type.
    """
    person_id = await hold_living(uow, await _person(uow, wanted.about))
    enrolment = await _enrolment(uow, wanted, person_id=person_id, clock=clock)
    if there := await uow.cases.open_of(person_id, wanted.case_type):
        raise Conflict(f"the person has an open case: {there.reference}")
    school_year = SchoolYear.of(clock.today())
    number = await uow.cases.next_number(wanted.case_type, school_year)
    case = wanted.case_type.case(
        case_id=new_id(),
        reference=reference(wanted.case_type, school_year, number),
        case_type=wanted.case_type,
        person_id=person_id,
        school=enrolment.pupil.school if enrolment else None,
        pupil=enrolment.pupil.number if enrolment else None,
        school_year=school_year,
        level_of_education=enrolment.level_of_education if enrolment else None,
        opened_at=clock.now(),
        placed_after=await _placed_after(uow, enrolment, person_id=person_id, clock=clock),
    )
    terms = await terms_of(uow, case.school, lengths)
    choice = await choice_by_rule(uow, case, clock=clock)
    await uow.save(case.open_by_hand(wanted.reason, terms, Cause(case.opened_at, by), choice=choice))
    return case


async def _person(uow: CaseworkUnitOfWork, about: UUID | Pupil) -> UUID:
    if isinstance(about, UUID):
        return about
    persons = await uow.persons.enrolled_as(about)
    if not persons:
        raise InvalidField("pupil", UNKNOWN_PUPIL)
    return persons[0]


async def _enrolment(uow: CaseworkUnitOfWork, wanted: CaseByHand, *, person_id: UUID, clock: Clock) -> Enrolment | None:
    """The enrolment that the case is about; None for a type of case that is at no school."""
    at = wanted.about if isinstance(wanted.about, Pupil) else None
    person = await uow.persons.get(person_id)
    if person and person.erased:
        raise InvalidField("person_id", UNKNOWN_PERSON)
    if not wanted.case_type.at_school:
        if at:
            raise InvalidField("person_id", "names the child of such a case; a pupil of a school is enrolled")
        if person is None:
            raise InvalidField("person_id", UNKNOWN_PERSON)
        return None
    enrolment = (person or Person(person_id, 0)).enrolment_on(clock.today(), at)
    if enrolment is None and at:
        raise InvalidField("pupil", UNKNOWN_PUPIL)
    if enrolment is None:
        raise InvalidField("person_id", "is not a person with an enrolment")
    return enrolment


async def _placed_after(uow: CaseworkUnitOfWork, at: Enrolment | None, *, person_id: UUID, clock: Clock) -> date | None:
    """The first day of a newer enrolment elsewhere, which the caseworker passed over; None without it."""
    person = await uow.persons.get(person_id) if at else None
    newest = person.holding_on(clock.today()) if person else None
    return newest.valid_from if at and newest and newest.pupil != at.pupil else None
