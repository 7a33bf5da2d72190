"""Takes in a mail that came back: what it answers hears of it, and who sent what when is kept."""

from uuid import UUID

from notifications.domain.events import InvitationAnswered
from notifications.domain.vocabulary import Status
from notifications.incoming.domain.arrived import Arrived, CalendarAnswer, Kept, Kind
from notifications.incoming.storage.arrivals import Arrivals, Invited
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.answers import Answer
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def take_mail(uow: NotificationsUnitOfWork, mail: Arrived, *, clock: Clock) -> Kept | None:
    """Take it in once; None if that was done before.

    1. A report that a mail did not reach its receiver: the notice has bounced.
    2. A calendar's answer to an invitation goes to consultation, from the contact who was invited at that address.
    3. Of anything else is kept which notice it answers.
    """
    arrivals = uow.stories(Arrivals)
    if await arrivals.is_there(mail.key):
        return None
    kept = Kept(
        id=new_id(),
        key=mail.key,
        kind=mail.kind,
        sender=mail.sender,
        arrived_at=clock.now(),
        code=mail.failure.code if mail.failure else next((report.code for report in mail.reports), None),
    )
    answered = await _answer(uow, mail) if mail.kind is Kind.CALENDAR_REPLY else None
    kept = kept.answering(answered or await _mentioned(uow, mail, clock=clock))
    return kept if await arrivals.add(kept) else None


async def _answer(uow: NotificationsUnitOfWork, mail: Arrived) -> UUID | None:
    """Tell of each answer whose invitation is known; the notice of the first one."""
    answered = []
    for answer in mail.answers:
        for invited in await uow.stories(Arrivals).invited(answer):
            uow.add(_answered(answer, invited))
            answered.append(invited.notification_id)
    return next(iter(answered), None)


def _answered(answer: CalendarAnswer, invited: Invited) -> InvitationAnswered:
    return InvitationAnswered(
        notification_id=invited.notification_id,
        meeting_id=invited.meeting_id,
        contact_id=invited.contact_id,
        answer=answer.answer,
        proposed=answer.proposed if answer.answer is Answer.COUNTERED else None,
        delegate=invited.delegate,
        recurrence_id=answer.recurrence_id,
        ical_sequence=answer.sequence,
        replied_at=answer.stamp,
    )


async def _mentioned(uow: NotificationsUnitOfWork, mail: Arrived, *, clock: Clock) -> UUID | None:
    """The first notice that it names and that there is; if the mail says so, it has bounced."""
    for notice_id in mail.mentions:
        notice = await uow.notices.get(notice_id)
        if notice is None:
            continue
        if mail.failure and notice.status is Status.SENT and notice.acknowledged_at is None:
            notice.come_back(mail.failure.code, clock.now())
            uow.save(notice)
        return notice_id
    return None
