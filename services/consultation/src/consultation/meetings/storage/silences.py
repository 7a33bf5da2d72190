"""Invitations without an answer, and who was reminded of them, in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.domain.reply_rules import ReplyRules
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.silence import Silence, asked_before
from consultation.meetings.domain.states import Status
from consultation.storage.tables import meeting, participant, reminder, reply
from shared.domain.answers import Answer
from shared.runtime.batching import BatchingConnection

_TIME = sa.TIMESTAMP(timezone=True)
_ANSWERED = sa.exists().where(
    reply.c.meeting_id == meeting.c.meeting_id,
    reply.c.contact_id == participant.c.contact_id,
    reply.c.starts_at == meeting.c.starts_at,
    reply.c.ends_at == meeting.c.ends_at,
    reply.c.ical_sequence >= meeting.c.time_sequence,
    reply.c.answer != str(Answer.TENTATIVE),
)
_OF_INVITATION = sa.and_(
    reminder.c.meeting_id == participant.c.meeting_id,
    reminder.c.contact_id == participant.c.contact_id,
    reminder.c.invited_at == participant.c.invited_at,
)
_SILENT = (
    sa.select(
        meeting.c.meeting_id,
        meeting.c.school,
        meeting.c.starts_at,
        participant.c.contact_id,
        participant.c.invited_at,
        reminder.c.reminded_at,
    )
    .join(participant, participant.c.meeting_id == meeting.c.meeting_id)
    .outerjoin(reminder, _OF_INVITATION)
    .where(
        meeting.c.status == str(Status.SCHEDULED),
        meeting.c.starts_at > sa.bindparam("now", type_=_TIME),
        participant.c.required,
        participant.c.contact_id != sa.all_(meeting.c.silent),
        sa.or_(
            sa.and_(
                reminder.c.reminded_at.is_(None),
                participant.c.invited_at <= sa.bindparam("invited_before", type_=_TIME),
                meeting.c.starts_at <= sa.bindparam("near", type_=_TIME),
            ),
            reminder.c.reminded_at <= sa.bindparam("reminded_before", type_=_TIME),
        ),
        ~_ANSWERED,
    )
    .order_by(meeting.c.meeting_id, participant.c.position)
)
_ABOUT_ITS_TIME = sa.and_(
    meeting.c.meeting_id == reminder.c.meeting_id,
    meeting.c.starts_at == reminder.c.starts_at,
    meeting.c.ends_at == reminder.c.ends_at,
)


class Silences:
    """Who has to be at a meeting that is to come, and has not answered."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def all(self, rules: ReplyRules, now: datetime) -> list[Silence]:
        """The invitations without an answer for which something may be due, by meeting.

        Not of who was given up, as nobody can come instead.
        """
        return await self._read(_SILENT, rules, now)

    async def of(self, meeting_id: UUID, rules: ReplyRules, now: datetime) -> list[Silence]:
        """Those of one meeting."""
        return await self._read(_SILENT.where(meeting.c.meeting_id == meeting_id), rules, now)

    async def reminded(self, meeting_id: UUID) -> Mapping[str, datetime]:
        """By contact, when who was reminded of the meeting's present time was so last; also who takes part no more."""
        asked = sa.select(reminder).join(meeting, _ABOUT_ITS_TIME).where(reminder.c.meeting_id == meeting_id)
        rows = await self._connection.execute(asked.order_by(reminder.c.reminded_at))
        return {row.contact_id: row.reminded_at for row in rows}

    async def save_reminder(self, silence: Silence, about: Meeting, reminded_at: datetime) -> None:
        """Note that somebody was reminded of the time that the meeting has."""
        assert about.slot is not None, "a meeting that people are invited to has a time"
        row = {
            "meeting_id": silence.meeting_id,
            "contact_id": silence.contact_id,
            "invited_at": silence.invited_at,
            "starts_at": about.slot.time.start,
            "ends_at": about.slot.time.end,
            "reminded_at": reminded_at,
        }
        await self._connection.execute(insert(reminder), row)

    async def purge(self, before: datetime) -> int:
        """Remove the reminders of times that ended before; how many there were."""
        result = await self._connection.execute(sa.delete(reminder).where(reminder.c.ends_at < before))
        return result.rowcount

    async def _read(self, statement: sa.Select[Any], rules: ReplyRules, now: datetime) -> list[Silence]:
        bounds = {
            "now": now,
            "near": now + rules.ask_ahead,
            "invited_before": asked_before(now, rules.remind_after),
            "reminded_before": asked_before(now, rules.deputy_after),
        }
        return [Silence(**row) for row in (await self._connection.execute(statement, bounds)).mappings()]
