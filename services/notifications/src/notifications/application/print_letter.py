"""Somebody says that a letter is printed."""

from uuid import UUID

from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Channel
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock


async def print_letter(uow: NotificationsUnitOfWork, notice_id: UUID, *, clock: Clock) -> Notice:
    """Note that the letter of a notice is printed; again changes nothing.

    Raises NotFound for a notice that goes no such way, IllegalTransition for a letter that is not in the print queue.
    """
    notice = await uow.notices.get(notice_id)
    if notice is None or notice.channel != Channel.LETTER:
        raise NotFound("letter", notice_id)
    notice.note_printed(clock.now())
    uow.save(notice)
    uow.log("notification.printed", aggregate_id=notice_id, template=notice.key.template)
    return notice
