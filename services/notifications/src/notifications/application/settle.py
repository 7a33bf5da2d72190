"""After anything changed about a case, a meeting, ...: carry out what follows for its notices."""

from typing import TypeVar
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.subject import Subject
from notifications.domain.about import About
from notifications.domain.decision import Wanted
from notifications.domain.notice import Notice
from notifications.domain.telling import Tellings
from notifications.domain.vocabulary import Reason
from notifications.unit_of_work import NotificationsUnitOfWork

S = TypeVar("S")


async def settle(
    uow: NotificationsUnitOfWork,
    subject: Subject[S],
    item_id: UUID,
    *,
    clocks: Clocks,
) -> None:
    """Cancel what no longer holds and queue what has to be told."""
    notices = await uow.notices.of(About(subject.kind, item_id))
    story = await uow.stories(subject.stories).story(item_id)
    if subject.is_behind(story, notices):
        return
    decision = subject.decide(story, notices, uow.agreed)
    for stale in decision.cancel:
        stale.cancel(Reason.NO_LONGER_HOLDS)
        uow.save(stale)
    if decision.make:
        uow.notices.add(*(queued(wanted, subject.tellings, clocks) for wanted in decision.make))


def queued(wanted: Wanted, tellings: Tellings, clocks: Clocks) -> Notice:
    """The notice, due at once."""
    telling = tellings.to(wanted.key.template, wanted.role)
    real_now = clocks.real_now()
    return Notice(
        id=wanted.key.notice_id,
        key=wanted.key,
        role=wanted.role,
        template_version=telling.version,
        channel=telling.channel,
        origin=wanted.origin,
        created_at=clocks.clock.now(),
        due_at=real_now,
        queued_at=real_now,
        contact_id=wanted.contact_id,
        recipient_role=wanted.role if wanted.contact_id else None,
        corrects=wanted.corrects,
    )
