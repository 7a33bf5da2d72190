"""Somebody asks to try a notice again."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from notifications.application.subject import Subjects
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Action
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import IllegalTransition, NotFound


async def retry_notice(
    uow: NotificationsUnitOfWork,
    notice_id: UUID,
    *,
    expect: Callable[[int], None],
    subjects: Subjects,
    real_now: datetime,
) -> Notice:
    """Queue a deferred, bounced or failed notice at once; ``expect`` checks its version.

    Raises NotFound, and IllegalTransition for another state and for a notice that no longer holds.
    """
    notice = await uow.notices.get(notice_id)
    if notice is None:
        raise NotFound("notification", notice_id)
    expect(notice.version)
    notice.retry(real_now)
    subject = subjects[notice.key.about.kind]
    if not subject.still_holds(notice, await uow.stories(subject.stories).story(notice.key.about.id)):
        raise IllegalTransition(Action.RETRY, "no-longer-holds", ())
    uow.save(notice)
    return notice
