"""A level opens a case, or joins the one there is."""

from collections.abc import Callable
from uuid import UUID

from casework.application.ports import CaseworkUnit
from casework.application.school_terms import terms_of
from casework.domain.reference import reference
from casework.domain.signal import Signal
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.truancy_case import TruancyCase
from casework.domain.vocabulary import CaseType
from shared.runtime.clock import Clock


class OpenByLevel:
    """Gives levels their cases."""

    def __init__(self, clock: Clock, lengths: TermLengths, new_id: Callable[[], UUID]) -> None:
        self._clock = clock
        self._lengths = lengths
        self._new_id = new_id

    async def place(self, uow: CaseworkUnit, person_id: UUID, signal: Signal, cause: Cause) -> None:
        """Give a level its case: the open one, else the one of its school year again, else a new one.

        A level of a school year that has ended only joins an open case that has levels of that year. A level of a
        new year joins the open case of an earlier one: a person has one open case at a time.
        """
        today = self._clock.today()
        over = signal.school_year.ended(today)
        case = await uow.cases.for_level(person_id, signal.school_year)
        if case and case.is_open and case.is_of_new_year(signal, today):
            case.take_of_new_year(signal, await terms_of(uow, signal.school, self._lengths), cause)
        elif case and case.is_open and (case.has_levels_of(signal.school_year) or not over):
            case.take(signal, cause)
        elif over:
            await uow.signals.save(None, signal)
            return
        elif case:
            case.reopen_by(signal, await terms_of(uow, signal.school, self._lengths), cause)
        else:
            case = await self._open(uow, person_id, signal, cause)
        await uow.save(case)

    async def _open(self, uow: CaseworkUnit, person_id: UUID, signal: Signal, cause: Cause) -> TruancyCase:
        number = await uow.cases.next_number(CaseType.TRUANCY, signal.school_year)
        terms = await terms_of(uow, signal.school, self._lengths)
        case = TruancyCase(
            case_id=self._new_id(),
            reference=reference(CaseType.TRUANCY, signal.school_year, number),
            case_type=CaseType.TRUANCY,
            person_id=person_id,
            school=signal.school,
            pupil=signal.pupil,
            school_year=signal.school_year,
            level_of_education=signal.level_of_education,
            opened_at=cause.at,
            respond_by=terms.respond_by(cause.at.date()),
        )
        return case.open_by(signal, terms, cause)
