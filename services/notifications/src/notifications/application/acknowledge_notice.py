"""The receiver answers a notice."""

from uuid import UUID

from notifications.domain.notice import Notice
from notifications.domain.vocabulary import NoticeAnswer
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock


async def acknowledge_notice(
    uow: NotificationsUnitOfWork,
    notice_id: UUID,
    *,
    clock: Clock,
    answer: NoticeAnswer | None = None,
    by: str | None = None,
) -> Notice:
    """Note it once; again changes nothing. Without ``answer`` the notice was read; ``by`` is who answers, if known.

    Raises NotFound, also for a notice to somebody else; IllegalTransition when it was not sent; InvalidField for an
    answer that is not the receiver's.
    """
    notice = await uow.notices.get(notice_id)
    if notice is None or (by and notice.contact_id != by):
        raise NotFound("notification", notice_id)
    notice.acknowledge(clock.now(), answer)
    if notice.events:
        uow.save(notice)
    return notice
