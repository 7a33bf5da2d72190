"""A gap in a child's enrolment opens a case, or joins the one there is."""

from collections.abc import Callable
from uuid import UUID

from casework.application.ports import CaseworkUnit
from casework.application.school_terms import terms_of
from casework.domain.enrolment_gap import EnrolmentGap
from casework.domain.not_enrolled_case import NotEnrolledCase
from casework.domain.reference import reference
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.vocabulary import CaseType
from shared.runtime.clock import Clock


class OpenByGap:
    """Gives gaps their cases."""

    def __init__(self, clock: Clock, lengths: TermLengths, new_id: Callable[[], UUID]) -> None:
        self._clock = clock
        self._lengths = lengths
        self._new_id = new_id

    async def place(self, uow: CaseworkUnit, person_id: UUID, gap: EnrolmentGap, cause: Cause) -> None:
        """Give a gap its case: the open one, else the one of its school year again, else a new one.

        A gap of a school year that has ended only joins an open case of that same year.
        """
        over = gap.school_year.ended(self._clock.today())
        case = await uow.cases.for_gap(person_id, gap.school_year)
        if case and case.is_open and (case.school_year == gap.school_year or not over):
            case.take(gap, cause)
        elif over:
            await uow.enrolment_gaps.save(None, gap)
            return
        elif case:
            case.reopen_by(gap, await terms_of(uow, None, self._lengths), cause)
        else:
            case = await self._open(uow, person_id, gap, cause)
        await uow.save(case)

    async def _open(self, uow: CaseworkUnit, person_id: UUID, gap: EnrolmentGap, cause: Cause) -> NotEnrolledCase:
        number = await uow.cases.next_number(CaseType.NOT_ENROLLED, gap.school_year)
        case = NotEnrolledCase(
            case_id=self._new_id(),
            reference=reference(CaseType.NOT_ENROLLED, gap.school_year, number),
            case_type=CaseType.NOT_ENROLLED,
            person_id=person_id,
            school=None,
            pupil=None,
            school_year=gap.school_year,
            level_of_education=None,
            opened_at=cause.at,
            respond_by=None,
        )
        return case.open_by(gap, await terms_of(uow, None, self._lengths), cause)
