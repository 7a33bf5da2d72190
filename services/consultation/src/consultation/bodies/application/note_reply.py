"""Somebody who is invited to a session of a consultation body answers."""

from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.noted import SessionReply
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.logging import get_logger


async def note_reply(
    uow: ConsultationUnitOfWork, session: BodySession, reply: SessionReply, *, ical_sequence: int | None = None
) -> BodySession:
    """Note the answer to the invitation of this SEQUENCE; None is the newest.

    Raises IllegalTransition, and InvalidField for who is not invited.
    """
    replied = session.replied(reply, ical_sequence)
    if replied != session:
        replied = await uow.save(replied)
        get_logger().info("body.reply_noted", aggregate_id=session.body_id, outcome=reply.answer.value)
    return replied
