"""Days pass: an enrolment that was told ahead begins, and the case of its pupil follows."""

from datetime import date
from uuid import UUID

from casework.application.follow_school import follow_school
from casework.application.locked_case import locked_case
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock

_AT_ONCE = 500


class SchoolWatch:
    """Looks once a day, and when the service starts, which pupils of open cases are at another school by now."""

    def __init__(self, units: CaseworkUnits, *, clock: Clock, lengths: TermLengths) -> None:
        self._units = units
        self._clock = clock
        self._lengths = lengths
        self._looked_on: date | None = None

    async def __call__(self) -> None:
        """Look, unless that was done today."""
        today = self._clock.today()
        if today != self._looked_on:
            await watch_schools(self._units, clock=self._clock, lengths=self._lengths)
            self._looked_on = today


async def watch_schools(units: CaseworkUnits, *, clock: Clock, lengths: TermLengths) -> None:
    """Let every open case whose pupil has changed school follow, each in a transaction of its own."""
    after: UUID | None = None
    while True:
        async with units() as uow:
            case_ids = await uow.case_lists.enrolled_elsewhere(clock.today(), after=after, limit=_AT_ONCE)
        for case_id in case_ids:
            await _follow(units, case_id, clock=clock, lengths=lengths)
        if len(case_ids) < _AT_ONCE:
            return
        after = case_ids[-1]


async def _follow(units: CaseworkUnits, case_id: UUID, *, clock: Clock, lengths: TermLengths) -> None:
    async with units() as uow:
        case = await locked_case(uow, case_id)
        cause = Cause(clock.now(), "casework")
        if case.is_open and await follow_school(uow, case, cause=cause, clock=clock, lengths=lengths):
            await uow.save(case)
