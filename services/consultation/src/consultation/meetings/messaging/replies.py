"""What notifications tells of answers that came by mail."""

from collections.abc import Awaitable, Callable

from consultation.domain.intervals import Interval
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.record_reply import record_reply
from consultation.meetings.domain.reply import Reply, Way
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.consultation_meetings import ProposedTime
from shared.contracts.notifications_deliveries import ReplyArrived
from shared.domain.answers import Answer
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger

Elsewhere = Callable[[ConsultationUnitOfWork, Received[ReplyArrived]], Awaitable[bool]]


async def on_reply_arrived(
    uow: ConsultationUnitOfWork,
    event: Received[ReplyArrived],
    *,
    rules: MeetingRules,
    clock: Clock,
    elsewhere: Elsewhere,
) -> None:
    """An answer about a meeting that is not known, or that says nothing any more, is passed over.

    `elsewhere` says whether it is about something else that people are invited to.
    """
    arrived = event.data
    meeting = await uow.meetings.find(arrived.meeting_id, lock=True)
    if meeting is None:
        if await elsewhere(uow, event):
            return
        outcome = "unknown-meeting"
    else:
        reply = _reply(arrived, sequence=meeting.ical_sequence, clock=clock)
        outcome = await record_reply(uow, meeting, reply, rules=rules, clock=clock)
    get_logger().info("meeting.reply_arrived", aggregate_id=arrived.meeting_id, outcome=str(outcome))


def _reply(arrived: ReplyArrived, *, sequence: int, clock: Clock) -> Reply:
    """A calendar that does not say which invitation it answers, or when, answers the newest, now.

    So does one that names an invitation or a moment still to come: its answer would be newer than all that follow.
    """
    now = clock.now()
    answered = sequence if arrived.ical_sequence is None else min(arrived.ical_sequence, sequence)
    return Reply(
        contact_id=arrived.contact_id,
        answer=arrived.answer,
        ical_sequence=answered,
        replied_at=min(arrived.replied_at or now, now),
        came_by=Way.MAIL,
        proposed=_proposed(arrived.proposed) if arrived.answer is Answer.COUNTERED else None,
        delegate=_delegate(arrived),
    )


def _proposed(time: ProposedTime | None) -> Interval | None:
    if time is None or time.ends_at <= time.starts_at:
        return None
    return Interval(time.starts_at, time.ends_at)


def _delegate(arrived: ReplyArrived) -> str | None:
    if arrived.answer is not Answer.DELEGATED or arrived.delegate == arrived.contact_id:
        return None
    return arrived.delegate
