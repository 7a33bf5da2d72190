"""The receiver confirms having read a notice."""

from uuid import UUID

from notifications.domain.notice import Notice
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock


async def acknowledge_notice(uow: NotificationsUnitOfWork, notice_id: UUID, *, clock: Clock) -> Notice:
    """Note it once; again changes nothing. Raises NotFound, and IllegalTransition when it was not sent."""
    notice = await uow.notices.get(notice_id)
    if notice is None:
        raise NotFound("notification", notice_id)
    notice.acknowledge(clock.now())
    if notice.events:
        uow.save(notice)
    return notice
