"""What became of the notices that notifications sends: kept as facts, and in the timeline by role."""

from collections.abc import Mapping

from casework.domain.notice import Notice, NoticeAnswer, NoticeStatus
from casework.domain.timeline import Entry, EntryKind
from casework.messaging.causes import told
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts import notifications_deliveries as contracts
from shared.contracts.vocabulary import AboutKind
from shared.domain.roles import Role
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock

_KINDS: Mapping[type[contracts.DeliveryEvent], EntryKind] = {
    contracts.NotificationSent: EntryKind.NOTICE_SENT,
    contracts.NotificationFailed: EntryKind.NOTICE_FAILED,
    contracts.NotificationBounced: EntryKind.NOTICE_FAILED,
    contracts.NotificationAcknowledged: EntryKind.NOTICE_ACKNOWLEDGED,
    contracts.NotificationUnacknowledged: EntryKind.NOTICE_UNACKNOWLEDGED,
}
_STATUSES: Mapping[type[contracts.DeliveryEvent], NoticeStatus] = {
    contracts.NotificationFailed: NoticeStatus.FAILED,
    contracts.NotificationBounced: NoticeStatus.FAILED,
    contracts.NotificationUnacknowledged: NoticeStatus.UNACKNOWLEDGED,
}
_FOR_CONTACTS_OF_THE_SCHOOL = frozenset({"case-opened", "case-reopened", "case-escalated", "case-transferred"})


def keys_of_delivery(data: contracts.DeliveryEvent) -> tuple[Key, ...]:
    """The case or meeting that the notice is about; nothing if it is about something else."""
    match data.about.kind:
        case AboutKind.CASE:
            return (keys.case(data.about.id),)
        case AboutKind.MEETING:
            return (keys.meeting(data.about.id),)
    return ()


async def on_delivery(uow: CaseworkUnitOfWork, event: Received[contracts.DeliveryEvent], *, clock: Clock) -> None:
    """A notice was sent, failed, or was answered or not: noted with its case, or with the cases of its meeting."""
    data = event.data
    cause = told(event.envelope, clock)
    answer = _answer(data)
    told_answer = None if answer is NoticeAnswer.RECEIVED else answer
    entry = Entry.of(_kind(data), cause, template=data.template, recipient_role=data.recipient_role, answer=told_answer)
    notice = _notice(event)
    match data.about.kind:
        case AboutKind.CASE:
            await uow.timeline.note_notice_of_case(data.about.id, notice, entry)
        case AboutKind.MEETING:
            await uow.timeline.note_notice_of_meeting(data.about.id, notice, entry)


def _kind(data: contracts.DeliveryEvent) -> EntryKind:
    kind = _KINDS[type(data)]
    stands_in = data.recipient_role is Role.COORDINATOR and data.template in _FOR_CONTACTS_OF_THE_SCHOOL
    return EntryKind.COORDINATOR_TOLD if kind is EntryKind.NOTICE_SENT and stands_in else kind


def _notice(event: Received[contracts.DeliveryEvent]) -> Notice:
    data = event.data
    return Notice(
        notification_id=data.notification_id,
        sequence=event.envelope.version,
        template=data.template,
        recipient_role=data.recipient_role,
        contact_id=data.contact_id,
        status=_STATUSES.get(type(data), NoticeStatus.SENT),
        answer=_answer(data),
    )


def _answer(data: contracts.DeliveryEvent) -> NoticeAnswer | None:
    """An answer that is not known here says at least that the notice was read."""
    if not isinstance(data, contracts.NotificationAcknowledged):
        return None
    return NoticeAnswer(data.answer) if data.answer in set(NoticeAnswer) else NoticeAnswer.RECEIVED
