"""Somebody asks to try a notice again."""

from collections.abc import Callable
from uuid import UUID

from notifications.application.ports import NoticesUnitOfWork
from notifications.application.settle import story_of
from notifications.domain.notice import Notice
from notifications.domain.stories import still_holds
from notifications.domain.vocabulary import Action
from shared.domain.errors import IllegalTransition, NotFound


async def retry_notice(uow: NoticesUnitOfWork, notice_id: UUID, expect: Callable[[int], None]) -> Notice:
    """Queue a deferred, bounced or failed notice at once; ``expect`` checks its version.

    Raises NotFound, and IllegalTransition for another state and for a notice that no longer holds.
    """
    notice = await uow.notices.get(notice_id)
    if notice is None:
        raise NotFound("notification", notice_id)
    expect(notice.version)
    notice.retry(uow.real_now())
    if not still_holds(notice, await story_of(uow, notice.key.about)):
        raise IllegalTransition(Action.RETRY, "no-longer-holds", ())
    await uow.notices.save(notice)
    return notice
