"""What caseworkers do to a case: one method per endpoint."""

from datetime import date

from casework.application.give_work import require_worker
from casework.application.school_terms import terms_of
from casework.domain.case import Case
from casework.domain.terms import TermLengths, Terms
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


class ActOnCase:
    """Each method changes the locked case it is given, and saves it. Raises IllegalTransition when it can't."""

    def __init__(self, clock: Clock, lengths: TermLengths) -> None:
        self._clock = clock
        self._lengths = lengths

    async def assign(
        self, uow: CaseworkUnitOfWork, case: Case, by: str, assignee: str, *, subject: str | None = None
    ) -> None:
        """``subject`` is the caller's own ``sub``. Raises InvalidField for whoever can't be given a case."""
        await require_worker(uow, "assignee", assignee, by=by, subject=subject, today=self._clock.today())
        case.assign(assignee, self._cause(by))
        await uow.save(case)

    async def start(self, uow: CaseworkUnitOfWork, case: Case, by: str) -> None:
        case.start(self._cause(by))
        await uow.save(case)

    async def hold(self, uow: CaseworkUnitOfWork, case: Case, by: str, until: date, reason: str) -> None:
        case.hold(until, reason, self._cause(by))
        await uow.save(case)

    async def resume(self, uow: CaseworkUnitOfWork, case: Case, by: str) -> None:
        case.resume(self._cause(by))
        await uow.save(case)

    async def request_meeting(self, uow: CaseworkUnitOfWork, case: Case, by: str) -> None:
        case.request_meeting(await self._terms(uow, case), self._cause(by))
        await uow.save(case)

    async def withdraw(self, uow: CaseworkUnitOfWork, case: Case, by: str, reason: str) -> None:
        case.withdraw(reason, self._cause(by))
        await uow.save(case)

    async def close(self, uow: CaseworkUnitOfWork, case: Case, by: str, outcome: str, reason: str) -> None:
        case.close(outcome, reason, self._cause(by))
        await uow.save(case)

    async def reopen(self, uow: CaseworkUnitOfWork, case: Case, by: str, reason: str) -> None:
        """Raises Conflict when the person has another open case."""
        case.reopen(reason, await self._terms(uow, case), self._cause(by))
        await uow.save(case)

    def _cause(self, by: str) -> Cause:
        return Cause(self._clock.now(), by)

    async def _terms(self, uow: CaseworkUnitOfWork, case: Case) -> Terms:
        return await terms_of(uow, case.school, self._lengths)
