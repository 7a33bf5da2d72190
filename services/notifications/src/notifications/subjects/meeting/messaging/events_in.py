"""What this subject listens to."""

from functools import partial

from notifications.application.clocks import Clocks
from notifications.domain.agreements import Agreed
from notifications.domain.labels import Appointment
from notifications.messaging.reading import origin_of
from notifications.subjects.meeting.application.follow_meeting import (
    follow_answers,
    follow_meeting,
    follow_no_slot,
)
from notifications.subjects.meeting.domain.story import (
    AgendaItem,
    AnswerNews,
    MeetingState,
    MeetingVersion,
    NoSlot,
    Participant,
)
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import consultation_meetings
from shared.contracts.consultation_meetings import (
    MeetingAgendaChanged,
    MeetingAgendaReady,
    MeetingCancelled,
    MeetingEvent,
    MeetingHeld,
    MeetingRescheduled,
    MeetingScheduled,
    MeetingUnschedulable,
    ReplyAwaited,
    ReplyReceived,
)
from shared.contracts.contract import Contract
from shared.contracts.vocabulary import MeetingStatus
from shared.domain.answers import Answer
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on
from shared.runtime.clock import BRUSSELS

WithAgenda = MeetingAgendaChanged | MeetingAgendaReady
Planned = MeetingScheduled | MeetingRescheduled | MeetingCancelled | MeetingHeld | WithAgenda

_STATES: dict[type[Contract], MeetingState] = {
    MeetingCancelled: MeetingState.CANCELLED,
    MeetingHeld: MeetingState.HELD,
}
_STATUSES = {MeetingStatus.CANCELLED: MeetingState.CANCELLED, MeetingStatus.HELD: MeetingState.HELD}


async def on_meeting_planned(uow: NotificationsUnitOfWork, event: Received[Planned], *, clocks: Clocks) -> None:
    """A meeting was planned, moved, cancelled or held, or its agenda changed or is to be told."""
    await follow_meeting(uow, event.data.meeting_id, _version(event), clocks=clocks)


async def on_reply_awaited(uow: NotificationsUnitOfWork, event: Received[ReplyAwaited], *, clocks: Clocks) -> None:
    """Somebody has not answered for some school days."""
    await follow_answers(uow, event.data.meeting_id, _news(event, answered=False), clocks=clocks)


async def on_reply_received(uow: NotificationsUnitOfWork, event: Received[ReplyReceived], *, clocks: Clocks) -> None:
    """Somebody answered. Who comes perhaps has not, yet."""
    if event.data.answer is not Answer.TENTATIVE:
        await follow_answers(uow, event.data.meeting_id, _news(event, answered=True), clocks=clocks)


async def on_meeting_unschedulable(
    uow: NotificationsUnitOfWork, event: Received[MeetingUnschedulable], *, clocks: Clocks
) -> None:
    """There is no time for a meeting."""
    data, envelope = event.data, event.envelope
    no_slot = NoSlot(envelope.version, data.school, data.case_ids, origin_of(envelope))
    await follow_no_slot(uow, data.meeting_id, no_slot, clocks=clocks)


def subscriptions(clocks: Clocks, _agreed: Agreed) -> list[Subscription[NotificationsUnitOfWork]]:
    """The topics and what handles them."""
    on_planned = partial(on_meeting_planned, clocks=clocks)
    contracts = (
        MeetingScheduled,
        MeetingRescheduled,
        MeetingCancelled,
        MeetingHeld,
        MeetingAgendaChanged,
        MeetingAgendaReady,
    )
    handlers = (
        *(on(contract, on_planned, keys=_meeting) for contract in contracts),
        on(MeetingUnschedulable, partial(on_meeting_unschedulable, clocks=clocks), keys=_meeting),
        on(ReplyAwaited, partial(on_reply_awaited, clocks=clocks), keys=_meeting),
        on(ReplyReceived, partial(on_reply_received, clocks=clocks), keys=_meeting),
    )
    return [Subscription(consultation_meetings.TOPIC, handlers)]


def _meeting(event: MeetingEvent) -> tuple[Key, ...]:
    return (keys.meeting(event.meeting_id),)


def _version(event: Received[Planned]) -> MeetingVersion:
    """A version of a meeting."""
    data = event.data
    starts_at, ends_at = data.starts_at.astimezone(BRUSSELS), data.ends_at.astimezone(BRUSSELS)
    return MeetingVersion(
        sequence=event.envelope.version,
        state=_state(data),
        school=data.school,
        case_ids=data.case_ids,
        appointment=Appointment(starts_at, ends_at, data.place),
        participants=tuple(Participant(who.contact_id, who.role, who.required) for who in data.participants),
        ical_uid=data.ical_uid,
        ical_sequence=data.ical_sequence,
        origin=origin_of(event.envelope),
        fixed_for=data.fixed_for.astimezone(BRUSSELS) if data.fixed_for else None,
        agenda=_agenda(data) if isinstance(data, WithAgenda) else None,
        agenda_ready=isinstance(data, MeetingAgendaReady),
    )


def _news(event: Received[ReplyAwaited] | Received[ReplyReceived], *, answered: bool) -> AnswerNews:
    return AnswerNews(
        sequence=event.envelope.version,
        contact_id=event.data.contact_id,
        starts_at=event.data.starts_at.astimezone(BRUSSELS),
        answered=answered,
        origin=origin_of(event.envelope),
    )


def _state(data: Planned) -> MeetingState:
    if isinstance(data, WithAgenda):
        return _STATUSES.get(data.status, MeetingState.PLANNED)
    return _STATES.get(type(data), MeetingState.PLANNED)


def _agenda(data: WithAgenda) -> tuple[AgendaItem, ...]:
    return tuple(AgendaItem(item.case_id, item.minutes) for item in data.agenda)
