"""What the next hop said: stored together with what follows."""

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.application.subject import AnySubject
from notifications.delivery.domain.retries import RetryPolicy
from notifications.domain.handover import Accepted, HandOver, Refused, Unable
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from notifications.unit_of_work import NotificationsUnitOfWork


async def record_hand_over(
    uow: NotificationsUnitOfWork,
    taken: Notice,
    outcome: HandOver,
    *,
    subject: AnySubject,
    retries: RetryPolicy,
    jitter: float,
    clocks: Clocks,
) -> Notice:
    """Store the end of the attempt that ``taken`` stands for, and settle what waited for it; the notice as it is."""
    about = taken.key.about
    await uow.notices.lock(about)
    notices = await uow.notices.of(about)
    notice = next(notice for notice in notices if notice.id == taken.id)
    if notice.status is Status.SENDING and notice.attempt == taken.attempt:
        _end_attempt(notice, outcome, retries=retries, jitter=jitter, clocks=clocks)
    elif isinstance(outcome, Accepted):  # too late for the lease, but the receiver has been told
        notice.in_doubt = True
    await uow.save(notice)
    await settle(uow, subject, about.id, clocks=clocks, notices=notices)
    return notice


def _end_attempt(notice: Notice, outcome: HandOver, *, retries: RetryPolicy, jitter: float, clocks: Clocks) -> None:
    now, real_now = clocks.clock.now(), clocks.real_now()
    match outcome:
        case Accepted():
            notice.accept(now)
        case Refused(reason=reason):
            notice.bounce(reason, now)
        case Unable(reason=reason, in_doubt=in_doubt):
            notice.defer(reason, real_now + retries.pause(notice.attempt, jitter), in_doubt=in_doubt)
            if retries.over(notice.first_tried_at, real_now):
                notice.give_up(reason, now)
