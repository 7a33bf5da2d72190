"""Somebody sees to it that a notice is not sent."""

from collections.abc import Callable
from uuid import UUID

from notifications.domain.notice import Notice
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import NotFound


async def cancel_notice(uow: NotificationsUnitOfWork, notice_id: UUID, *, expect: Callable[[int], None]) -> Notice:
    """Cancel a queued or deferred notice, and let those behind it go; ``expect`` checks its version.

    What may have reached its receiver is corrected all the same when it no longer holds. Raises NotFound, and
    IllegalTransition for another state and for a correction, which has to reach whoever was told.
    """
    notice = await uow.notices.get(notice_id)
    if notice is None:
        raise NotFound("notification", notice_id)
    expect(notice.version)
    notice.call_off()
    uow.save(notice)
    uow.notices.look_again()
    return notice
