"""Caseworkers add notes, tasks and contacts to a case, open or not."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from casework.application.give_work import require_worker
from casework.domain.case import Case
from casework.domain.case_file import CaseContact, Note, Task
from casework.domain.vocabulary import ContactMeans, ContactParty
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock


class KeepFile:
    """Adds to a case's file; none of it leaves the service."""

    def __init__(self, clock: Clock, new_id: Callable[[], UUID]) -> None:
        self._clock = clock
        self._new_id = new_id

    async def add_note(self, uow: CaseworkUnitOfWork, case: Case, by: str, text: str) -> None:
        await uow.files.add_note(case.case_id, Note(self._new_id(), self._clock.now(), by, text))

    async def add_task(
        self,
        uow: CaseworkUnitOfWork,
        case: Case,
        by: str,
        *,
        text: str,
        owner: str,
        due: date,
        subject: str | None = None,
    ) -> None:
        """``subject`` is the caller's own ``sub``.

        Raises InvalidField when the day has passed, and for an owner who can't be given a task.
        """
        today = self._clock.today()
        if due < today:
            raise InvalidField("due", "is before today")
        await require_worker(uow, "owner", owner, by=by, subject=subject, today=today)
        await uow.files.add_task(case.case_id, Task(self._new_id(), text, owner, due, self._clock.now(), by))

    async def finish_task(self, uow: CaseworkUnitOfWork, case: Case, task_id: UUID) -> None:
        """Raises NotFound when the case has no such task."""
        await uow.files.finish_task(case.case_id, task_id, self._clock.now())

    async def add_contact(
        self,
        uow: CaseworkUnitOfWork,
        case: Case,
        by: str,
        *,
        on: date,
        party: ContactParty,
        means: ContactMeans,
        text: str,
    ) -> None:
        """Raises InvalidField when the day is still to come."""
        if on > self._clock.today():
            raise InvalidField("on", "is after today")
        contact = CaseContact(self._new_id(), on, party, means, text, self._clock.now(), by)
        await uow.files.add_contact(case.case_id, contact)
