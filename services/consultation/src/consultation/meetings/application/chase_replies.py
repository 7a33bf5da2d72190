"""Silence after an invitation: who has to be there is reminded, and later a deputy asked instead."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.review_meetings import review_meetings
from consultation.meetings.application.seat_instead import NobodyCan, seat_instead
from consultation.meetings.application.stand_ins import stand_ins, unwilling
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.silence import Silence
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.runtime.clock import Clock


async def chase_replies(units: Units, *, rules: MeetingRules, clock: Clock) -> None:
    """Look once; each meeting with something due is handled in a transaction of its own."""
    if rules.replies.remind_after is None:
        return
    now = clock.now()
    async with units() as uow:
        due = await _due(uow, await uow.silences.all(rules.replies, now), rules=rules, now=now)
    for meeting_id in dict.fromkeys(silence.meeting_id for silence in due):
        async with units() as uow:
            await chase_replies_of(uow, meeting_id, rules=rules, clock=clock)


async def chase_replies_of(uow: ConsultationUnitOfWork, meeting_id: UUID, *, rules: MeetingRules, clock: Clock) -> None:
    """Do what is due for one meeting, which another process may just have done.

    1. Who was not reminded yet of the invitation is reminded.
    2. Who was is replaced by a deputy who is free then; without such a deputy the meeting asks for somebody.
    """
    meeting, now = await uow.meetings.get(meeting_id), clock.now()
    silences = await uow.silences.of(meeting_id, rules.replies, now)
    due = await _due(uow, silences, rules=rules, now=now)
    for silence in due:
        if silence.reminded_at is None:
            meeting = await uow.save(meeting.awaiting(silence.contact_id, now))
            await uow.silences.save_reminder(silence, meeting, now)
        else:
            meeting = await _ask_deputy(uow, meeting, silence.contact_id, rules=rules, clock=clock)
    if due:
        await review_meetings(uow, [meeting], rules=rules, clock=clock)


async def _due(
    uow: ConsultationUnitOfWork, silences: Sequence[Silence], *, rules: MeetingRules, now: datetime
) -> list[Silence]:
    await uow.calendars.load({silence.school for silence in silences})
    due = []
    for silence in silences:
        end = silence.lasts_until(rules.replies, await uow.calendars.of(silence.school))
        if end is not None and end <= now:
            due.append(silence)
    return due


async def _ask_deputy(
    uow: ConsultationUnitOfWork, meeting: Meeting, contact_id: str, *, rules: MeetingRules, clock: Clock
) -> Meeting:
    """The meeting with somebody else in the seat of who does not answer, at the time that it has.

    In the seat of who has the case only an own deputy. Nobody who was silent about that time too, or can't come then.
    """
    participant = meeting.participant(contact_id)
    assert participant is not None, "who is invited takes part"
    passed_over = {*await uow.silences.reminded(meeting.meeting_id), *await unwilling(uow, meeting)}
    can_be_asked = [
        contact.contact_id
        for contact in await stand_ins(uow, meeting, participant)
        if contact.contact_id not in passed_over
        and (contact_id != meeting.wanted.preferred or contact.deputy_of == contact_id)
    ]
    try:
        return await seat_instead(uow, meeting, participant, contact_ids=can_be_asked, rules=rules, clock=clock)
    except NobodyCan:
        return await uow.save(meeting.without_answer(contact_id, clock.now()))
