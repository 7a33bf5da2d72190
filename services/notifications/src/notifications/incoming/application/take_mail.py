"""Takes in a mail that came back: what it answers hears of it, and who sent what when is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.note_bounce import BounceRules, note_bounce
from notifications.application.settle import settle
from notifications.application.subject import Subjects
from notifications.domain.directory import Contact
from notifications.domain.events import InvitationAnswered
from notifications.domain.fallback import way_on
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Channel, Status
from notifications.incoming.domain.arrived import Arrived, CalendarAnswer, Kept, Kind
from notifications.incoming.storage.arrivals import Arrivals, Invited
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.answers import Answer
from shared.runtime.ids import new_id


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows where a mail did not reach its receiver; ``ways`` are the channels that run."""

    subjects: Subjects
    rules: BounceRules
    clocks: Clocks
    ways: Collection[str] = ()


async def take_mail(uow: NotificationsUnitOfWork, mail: Arrived, *, consequences: Consequences) -> Kept | None:
    """Take it in once; None if that was done before.

    1. A report that a mail did not reach its receiver: the notice has bounced, and somebody else is told.
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
        arrived_at=consequences.clocks.clock.now(),
        code=mail.failure.code if mail.failure else next((report.code for report in mail.reports), None),
    )
    answered = await _answer(uow, mail) if mail.kind is Kind.CALENDAR_REPLY else None
    kept = kept.answering(answered or await _mentioned(uow, mail, consequences))
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


async def _mentioned(uow: NotificationsUnitOfWork, mail: Arrived, consequences: Consequences) -> UUID | None:
    """The first notice of the first message that it names and that there is.

    If the mail says so, all notices of that message have bounced.
    """
    for message_id in mail.mentions:
        if notices := await uow.notices.of_message(message_id):
            await uow.load_stories([notice.key.about for notice in notices])
            if mail.failure:
                for notice in notices:
                    await _bounce(uow, notice, mail, consequences=consequences, code=mail.failure.code)
            return notices[0].id
    return None


async def _bounce(
    uow: NotificationsUnitOfWork, read: Notice, mail: Arrived, *, consequences: Consequences, code: str
) -> None:
    """Once; nothing happens where its receiver read it all the same, or it went another way since.

    What still holds goes on by another way, if there is one.
    """
    await uow.load_stories([read.key.about])
    [notice] = [notice for notice in await uow.notices.of(read.key.about) if notice.id == read.id]
    if notice.status is not Status.SENT or notice.channel != Channel.EMAIL or notice.acknowledged_at:
        return
    clocks = consequences.clocks
    contact = await _receiver_of(uow, notice)
    of_address = mail.failed_at(contact.email if contact else None)
    notice.come_back(code, clocks.clock.now(), of_address=of_address)
    subject = consequences.subjects[notice.key.about.kind]
    holds = subject.still_holds(notice, await uow.stories(subject.stories).story(notice.key.about.id))
    purpose = subject.tellings.to(notice.key.template, notice.recipient_role or notice.role).purpose
    if holds and (way := way_on(notice, contact, consequences.ways, purpose=purpose)):
        notice.fall_back(way, code, clocks.real_now())
    uow.save(notice)
    await note_bounce(
        uow,
        notice,
        of_address=of_address,
        subjects=consequences.subjects,
        rules=consequences.rules,
        clocks=clocks,
    )
    await settle(uow, subject, notice.key.about.id, clocks=clocks)


async def _receiver_of(uow: NotificationsUnitOfWork, notice: Notice) -> Contact | None:
    """Its receiver, with the address that the directory has now."""
    if notice.contact_id is None:
        return None
    return (await uow.contacts.around((), [notice.contact_id])).get(notice.contact_id)
