"""What the mail server said, or that a worker was lost: stored together with what follows."""

from notifications.application.ports import NoticesUnitOfWork
from notifications.application.settle import settle
from notifications.domain.about import About
from notifications.domain.handover import Accepted, HandOver, Refused, Unable
from notifications.domain.notice import Notice
from notifications.domain.retries import RetryPolicy
from notifications.domain.vocabulary import Reason, Status


async def record_hand_over(
    uow: NoticesUnitOfWork, taken: Notice, said: HandOver, retries: RetryPolicy, jitter: float
) -> Notice:
    """Store the end of the attempt that ``taken`` stands for, and settle what waited for it; the notice as it is."""
    about = taken.key.about
    await uow.notices.lock(about)
    notices = await uow.notices.of(about)
    notice = next(notice for notice in notices if notice.id == taken.id)
    if notice.status is Status.SENDING and notice.attempt == taken.attempt:
        _end_attempt(uow, notice, said, retries, jitter)
    elif isinstance(said, Accepted):  # too late for the lease, but the receiver has been told
        notice.in_doubt = True
    await uow.notices.save(notice)
    await settle(uow, about, notices)
    return notice


async def recover_lapsed(uow: NoticesUnitOfWork, about: About) -> None:
    """Take notices back from workers that did not finish: whether their mail went nobody knows."""
    await uow.notices.lock(about)
    real_now = uow.real_now()
    notices = await uow.notices.of(about)
    for notice in notices:
        if notice.status is Status.SENDING and notice.lease_until and notice.lease_until <= real_now:
            notice.defer(Reason.WORKER_LOST, real_now, in_doubt=True)
            await uow.notices.save(notice)
    await settle(uow, about, notices)


def _end_attempt(uow: NoticesUnitOfWork, notice: Notice, said: HandOver, retries: RetryPolicy, jitter: float) -> None:
    now, real_now = uow.clock.now(), uow.real_now()
    match said:
        case Accepted():
            uow.add(notice.accept(now))
        case Refused(reason=reason):
            uow.add(notice.bounce(reason, now))
        case Unable(reason=reason, in_doubt=in_doubt):
            notice.defer(reason, real_now + retries.pause(notice.attempt, jitter), in_doubt=in_doubt)
            if retries.over(notice.first_tried_at, real_now):
                uow.add(notice.give_up(reason, now))
