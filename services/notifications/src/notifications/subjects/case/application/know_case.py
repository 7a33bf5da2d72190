"""A case arrives that nobody is told of, but whose meetings people are invited to."""

from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.subjects.case.domain.facts import CaseOpening, CaseTransfer
from notifications.subjects.case.domain.vocabulary import about_case
from notifications.subjects.case.storage.cases import Cases
from notifications.unit_of_work import NotificationsUnitOfWork


async def know_case(
    uow: NotificationsUnitOfWork, case_id: UUID, news: CaseOpening | CaseTransfer, *, clocks: Clocks
) -> None:
    """Keep what names the case and its pupil, for the notices that wait for it."""
    await uow.notices.lock(about_case(case_id))
    uow.stories(Cases).add(case_id, news)
    uow.notices.release(f"case:{case_id}", clocks.real_now())
