"""A caseworker opens a case without a level."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.application.living_person import hold_living
from casework.application.ports import CaseworkUnit
from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.not_enrolled_case import NotEnrolledCase
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.reference import reference
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.truancy_case import TruancyCase
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
        """The new case. Raises InvalidField for an unknown person, Conflict when there is an open one of that type."""
        person_id = await hold_living(uow, await self._person(uow, wanted.about))
        if wanted.case_type is CaseType.NOT_ENROLLED:
            case = await self._not_enrolled(uow, person_id, wanted.about)
        else:
            case = await self._truancy(uow, await self._enrolment(uow, person_id, wanted.about), person_id)
        if there := await uow.cases.open_of(person_id, wanted.case_type):
            raise Conflict(f"the person has an open case: {there.reference}")
        number = await uow.cases.next_number(case.case_type, case.school_year)
        case.reference = reference(case.case_type, case.school_year, number)
        terms = await terms_of(uow, case.school, self._lengths)
        await uow.save(case.open_by_hand(wanted.reason, terms, Cause(case.opened_at, by)))
        return case

    async def _truancy(self, uow: CaseworkUnit, enrolment: Enrolment, person_id: UUID) -> Case:
        pupil, level = enrolment.pupil, enrolment.level_of_education
        return TruancyCase(**self._new(CaseType.TRUANCY, person_id, pupil.school, pupil.number, level))

    async def _not_enrolled(self, uow: CaseworkUnit, person_id: UUID, about: UUID | Pupil) -> Case:
        if isinstance(about, Pupil):
            raise InvalidField("person_id", "names the child of such a case; a pupil of a school is enrolled")
        if await uow.persons.get(person_id) is None:
            raise InvalidField("person_id", "is not a known person")
        return NotEnrolledCase(**self._new(CaseType.NOT_ENROLLED, person_id, None, None, None))

    def _new(
        self, case_type: CaseType, person_id: UUID, school: str | None, pupil: str | None, level: str | None
    ) -> dict[str, Any]:
        """The fields of a case that begins now; reference and term follow."""
        now = self._clock.now()
        return {
            "case_id": self._new_id(),
            "reference": "",
            "case_type": case_type,
            "person_id": person_id,
            "school": school,
            "pupil": pupil,
            "school_year": SchoolYear.of(self._clock.today()),
            "level_of_education": level,
            "opened_at": now,
            "respond_by": None,
        }

    async def _person(self, uow: CaseworkUnit, about: UUID | Pupil) -> UUID:
        if isinstance(about, UUID):
            return about
        known = await uow.persons.enrolled_as(about)
        if not known:
            raise InvalidField("pupil", _UNKNOWN_PUPIL)
        return known[0]

    async def _enrolment(self, uow: CaseworkUnit, person_id: UUID, about: UUID | Pupil) -> Enrolment:
        person = await uow.persons.get(person_id) or Person(person_id, 0)
        at = about if isinstance(about, Pupil) else None
        enrolment = person.enrolment_on(self._clock.today(), at)
        if enrolment is None and at:
            raise InvalidField("pupil", _UNKNOWN_PUPIL)
        if enrolment is None:
            raise InvalidField("person_id", "is not a person with an enrolment")
        return enrolment
