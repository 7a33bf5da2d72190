"""The receiver of a mail confirms having read it."""

from uuid import UUID

from notifications.application.ports import NoticesUnitOfWork
from notifications.domain.notice import Notice
from shared.domain.errors import NotFound


async def acknowledge_notice(uow: NoticesUnitOfWork, notice_id: UUID) -> Notice:
    """Note it once; again changes nothing. Raises NotFound, and IllegalTransition when it was not sent."""
    notice = await uow.notices.get(notice_id)
    if notice is None:
        raise NotFound("notification", notice_id)
    event = notice.acknowledge(uow.clock.now())
    if event:
        uow.add(event)
        await uow.notices.save(notice)
    return notice
