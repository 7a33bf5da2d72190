"""What participants answered, in the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.dialects.postgresql import UUID as ID

from consultation.domain.intervals import Interval
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import CANNOT_THEN, Reply, Way, WhyNot
from consultation.storage.tables import meeting, reply
from shared.domain.answers import Answer
from shared.runtime.batching import BatchingConnection

_KEY = ("meeting_id", "contact_id", "starts_at", "ends_at")
_OF_MEETINGS = reply.c.meeting_id == sa.any_(sa.bindparam("meeting_ids", type_=ARRAY(ID(as_uuid=True))))
_ABOUT_ITS_TIME = sa.and_(
    meeting.c.meeting_id == reply.c.meeting_id,
    meeting.c.starts_at == reply.c.starts_at,
    meeting.c.ends_at == reply.c.ends_at,
    reply.c.ical_sequence >= meeting.c.time_sequence,
)
_STANDING = sa.select(reply).join(meeting, _ABOUT_ITS_TIME).where(_OF_MEETINGS).order_by(reply.c.replied_at)
_REFUSED = sa.select(reply).where(_OF_MEETINGS, reply.c.answer.in_(sorted(CANNOT_THEN)))
_ADD = insert(reply)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=_KEY, set_={column.name: _ADD.excluded[column.name] for column in reply.c if column.name not in _KEY}
)


class Replies:
    """The answers of participants. An answer is about the time that the meeting had when it came."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def of(self, meeting_ids: Iterable[UUID]) -> Mapping[UUID, Mapping[str, Reply]]:
        """By meeting and contact, the answers about the times that these meetings have now.

        Not those that came when a meeting had its time before: since then everybody was asked anew.
        """
        standing: dict[UUID, dict[str, Reply]] = {}
        asked = list(meeting_ids)
        for row in await self._connection.execute(_STANDING, {"meeting_ids": asked}) if asked else ():
            standing.setdefault(row.meeting_id, {})[row.contact_id] = _reply(row)
        return standing

    async def of_meeting(self, meeting_id: UUID) -> Mapping[str, Reply]:
        """By contact, the answers about the time that a meeting has now."""
        return (await self.of([meeting_id])).get(meeting_id, {})

    async def refused(self, meeting_id: UUID) -> list[tuple[str, Interval]]:
        """The times of a meeting, of now and of before, at which somebody answered that they can't come."""
        rows = await self._connection.execute(_REFUSED, {"meeting_ids": [meeting_id]})
        return [(row.contact_id, Interval(row.starts_at, row.ends_at)) for row in rows]

    async def save(self, answered: Meeting, answer: Reply) -> None:
        """Store an answer about the time that the meeting has, in the place of the contact's answer before."""
        assert answered.slot is not None, "a meeting that is answered for has a time"
        row = {
            "meeting_id": answered.meeting_id,
            "contact_id": answer.contact_id,
            "starts_at": answered.slot.time.start,
            "ends_at": answered.slot.time.end,
            "ical_sequence": answer.ical_sequence,
            "answer": str(answer.answer),
            "reason": answer.reason and str(answer.reason),
            "proposed_starts_at": answer.proposed and answer.proposed.start,
            "proposed_ends_at": answer.proposed and answer.proposed.end,
            "delegate": answer.delegate,
            "came_by": str(answer.came_by),
            "replied_at": answer.replied_at,
        }
        await self._connection.execute(_SAVE, row)

    async def purge(self, before: datetime) -> int:
        """Remove the answers about times that ended before; how many there were."""
        result = await self._connection.execute(sa.delete(reply).where(reply.c.ends_at < before))
        return result.rowcount


def _reply(row: Any) -> Reply:
    proposed = row.proposed_starts_at and Interval(row.proposed_starts_at, row.proposed_ends_at)
    return Reply(
        contact_id=row.contact_id,
        answer=Answer(row.answer),
        ical_sequence=row.ical_sequence,
        replied_at=row.replied_at,
        came_by=Way(row.came_by),
        reason=WhyNot(row.reason) if row.reason else None,
        proposed=proposed,
        delegate=row.delegate,
    )
