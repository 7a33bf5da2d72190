"""What notifications tells of answers to invitations that came by mail."""

from consultation.bodies.application.note_reply import note_reply
from consultation.bodies.domain.noted import SessionReply
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.notifications_deliveries import ReplyArrived
from shared.domain.errors import IllegalTransition, InvalidField
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


async def on_session_answered(uow: ConsultationUnitOfWork, event: Received[ReplyArrived], *, clock: Clock) -> bool:
    """Note an answer about a session; False if there is no such session.

    A calendar that does not say when it answers, answers now. An answer that says nothing any more is passed over.
    """
    arrived, now = event.data, clock.now()
    session = await uow.body_sessions.with_id(arrived.meeting_id)
    if session is None:
        return False
    reply = SessionReply(arrived.contact_id, arrived.answer, min(arrived.replied_at or now, now))
    try:
        await note_reply(uow, session, reply, ical_sequence=arrived.ical_sequence)
    except (IllegalTransition, InvalidField):
        uow.log("body.reply_passed_over", aggregate_id=session.body_id)
    return True
