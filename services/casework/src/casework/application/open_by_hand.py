"""A caseworker opens a case without a level."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from casework.application.living_person import hold_living
from casework.application.ports import CaseworkUnit
from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.reference import reference
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.vocabulary import CaseType
from shared.domain.errors import Conflict, InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock

_UNKNOWN_PUPIL = "is not a pupil of that school"


@dataclass(frozen=True, slots=True)
class CaseByHand:
    """Which case to open, for whom (a person, or a pupil in a school's register) and why."""

    case_type: CaseType
    about: UUID | Pupil
    reason: str


class OpenByHand:
    """Opens a case for a person that attendance told of."""

    def __init__(self, clock: Clock, lengths: TermLengths, new_id: Callable[[], UUID]) -> None:
        self._clock = clock
        self._lengths = lengths
        self._new_id = new_id

    async def open(self, uow: CaseworkUnit, wanted: CaseByHand, by: str) -> Case:
        """The new case. Raises InvalidField for an unknown person, Conflict when there is an open case."""
        person_id = await hold_living(uow, await self._person(uow, wanted.about))
        enrolment = await self._enrolment(uow, person_id, wanted.about)
        if there := await uow.cases.open_of(person_id):
            raise Conflict(f"the person has an open case: {there.reference}")
        cause = Cause(self._clock.now(), by)
        terms = await terms_of(uow, enrolment.pupil.school, self._lengths)
        school_year = SchoolYear.of(self._clock.today())
        case = Case(
            case_id=self._new_id(),
            reference=reference(wanted.case_type, school_year, await uow.cases.next_number(school_year)),
            case_type=wanted.case_type,
            person_id=person_id,
            school=enrolment.pupil.school,
            pupil=enrolment.pupil.number,
            school_year=school_year,
            level_of_education=enrolment.level_of_education,
            opened_at=cause.at,
            respond_by=terms.respond_by(cause.at.date()),
        )
        await uow.save(case.open_by_hand(wanted.reason, terms, cause))
        return case

    async def _person(self, uow: CaseworkUnit, about: UUID | Pupil) -> UUID:
        if isinstance(about, UUID):
            return about
        known = await uow.persons.enrolled_as(about)
        if not known:
            raise InvalidField("pupil", _UNKNOWN_PUPIL)
        return known[0]

    async def _enrolment(self, uow: CaseworkUnit, person_id: UUID, about: UUID | Pupil) -> Enrolment:
        person = await uow.persons.get(person_id) or Person(person_id, 0)
        if isinstance(about, Pupil):
            there = [item for item in person.enrolments if item.pupil == about]
            if not there:
                raise InvalidField("pupil", _UNKNOWN_PUPIL)
            return there[-1]
        if person.newest_enrolment is None:
            raise InvalidField("person_id", "is not a person with an enrolment")
        return person.newest_enrolment
