"""A worker was lost."""

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.application.subject import AnySubject
from notifications.domain.about import About
from notifications.domain.vocabulary import Reason, Status
from notifications.unit_of_work import NotificationsUnitOfWork


async def recover_lapsed(uow: NotificationsUnitOfWork, about: About, *, subject: AnySubject, clocks: Clocks) -> None:
    """Take notices back from workers that did not finish: whether the receiver was told nobody knows."""
    await uow.load_stories([about])
    real_now = clocks.real_now()
    for notice in await uow.notices.of(about):
        if notice.status is Status.SENDING and notice.lease_until and notice.lease_until <= real_now:
            notice.defer(Reason.WORKER_LOST, real_now, in_doubt=True)
            uow.save(notice)
    await settle(uow, subject, about.id, clocks=clocks)
