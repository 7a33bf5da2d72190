"""Somebody who is invited answers."""

from datetime import datetime

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.replan_declined import replan_declined
from consultation.meetings.application.review_meetings import review_meetings
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply
from consultation.meetings.domain.replying import Outcome, outcome_of
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def record_reply(
    uow: ConsultationUnitOfWork, meeting: Meeting, reply: Reply, *, rules: MeetingRules, clock: Clock
) -> Outcome:
    """Keep an answer, tell of it, and let a locked meeting go on without who stays away.

    Where it can't go on so it asks for somebody.
    An answer that says nothing new or nothing of the meeting as it is now changes nothing.
    """
    before = (await uow.replies.of_meeting(meeting.meeting_id)).get(reply.contact_id)
    now = clock.now()
    outcome = outcome_of(meeting, reply, before=before, now=now)
    if outcome is Outcome.TAKEN:
        answered = await _take(uow, meeting, reply, now=now)
        if rules.replies.replan:
            answered = await replan_declined(uow, answered, reply, rules=rules, clock=clock)
        await review_meetings(uow, [answered], rules=rules, clock=clock)
    return outcome


async def _take(uow: ConsultationUnitOfWork, meeting: Meeting, reply: Reply, *, now: datetime) -> Meeting:
    answered = await uow.save(meeting.replied(reply, now))
    await uow.replies.save(answered, reply)
    return answered
