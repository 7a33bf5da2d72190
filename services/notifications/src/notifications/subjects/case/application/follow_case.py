"""A fact about a case arrives."""

from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.subjects.case.domain.facts import CaseEnding, CaseFact, CaseNews
from notifications.subjects.case.domain.vocabulary import about_case
from notifications.subjects.case.storage.cases import Cases
from notifications.subjects.case.subject import CASE
from notifications.unit_of_work import NotificationsUnitOfWork


async def follow_case(uow: NotificationsUnitOfWork, case_id: UUID, fact: CaseFact, *, clocks: Clocks) -> None:
    """Something happened to a case that somebody has to know of, or was told of: tell them."""
    await uow.notices.lock(about_case(case_id))
    if isinstance(fact, CaseEnding) and fact.into:
        await uow.notices.lock(about_case(fact.into))
    uow.stories(Cases).add(case_id, fact)
    await settle(uow, CASE, case_id, clocks=clocks)
    if not isinstance(fact, CaseNews):
        await _settle_merged(uow, case_id, settled={case_id}, clocks=clocks)
    uow.notices.release(f"case:{case_id}", clocks.real_now())


async def _settle_merged(uow: NotificationsUnitOfWork, case_id: UUID, *, settled: set[UUID], clocks: Clocks) -> None:
    """What becomes of a case concerns the cases that went on in it."""
    for merged in await uow.stories(Cases).merged_into(case_id):
        if merged not in settled:
            settled.add(merged)
            await uow.notices.lock(about_case(merged))
            await settle(uow, CASE, merged, clocks=clocks)
            await _settle_merged(uow, merged, settled=settled, clocks=clocks)
