"""A school, a counsellor or a caseworker reports a concern, by a code: a case opens, or the report joins one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.application.living_person import hold_living
from casework.application.open_by_hand import UNKNOWN_PUPIL
from casework.application.open_case import open_case
from casework.domain.case_type import CaseType
from casework.domain.person import Pupil
from casework.domain.report import Report
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


@dataclass(frozen=True, slots=True)
class Concern:
    """What is reported of a pupil: a code of the type's list, a counsellor to speak to, and no text."""

    case_type: CaseType
    about: Pupil
    code: str
    contact: str | None = None


async def report_concern(
    uow: CaseworkUnitOfWork, concern: Concern, *, by: str, clock: Clock, lengths: TermLengths
) -> UUID:
    """The id of the report. Raises InvalidField for a pupil or a counsellor that the school does not have."""
    today = clock.today()
    await _require_counsellor(uow, concern, today)
    persons = await uow.persons.enrolled_as(concern.about)
    person_id = await hold_living(uow, persons[0]) if persons else None
    person = await uow.persons.get(person_id) if person_id else None
    enrolment = person.enrolment_on(today, concern.about) if person else None
    if person_id is None or enrolment is None:
        raise InvalidField("pupil", UNKNOWN_PUPIL)
    report = Report(
        ground_id=new_id(),
        person_id=person_id,
        school_year=SchoolYear.of(today),
        since=today,
        school=concern.about.school,
        pupil=concern.about.number,
        level_of_education=enrolment.level_of_education,
        code=concern.code,
        by=by,
        contact=concern.contact,
        said=True,
    )
    await open_case(
        uow,
        report,
        case_type=concern.case_type,
        person_id=person_id,
        cause=Cause(clock.now(), by),
        clock=clock,
        lengths=lengths,
    )
    return report.ground_id


async def _require_counsellor(uow: CaseworkUnitOfWork, concern: Concern, today: date) -> None:
    if concern.contact is None:
        return
    contact = await uow.directory.find(concern.contact, today)
    schools = await uow.directory.schools_of(concern.contact, today)
    is_counsellor = contact is not None and contact.valid and contact.role is Role.COUNSELLOR
    if not is_counsellor or (schools is not None and concern.about.school not in schools):
        raise InvalidField("contact", "is no counsellor of that school who is valid today")
