"""Which planned meetings are worth a look: those that may have changed since they were looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.storage.meetings import Meetings
from shared.runtime.batching import BatchingConnection

# No contact, room or calendar is ever removed, and their versions rise.
_WORLD = sa.text("""
    SELECT (SELECT version FROM agenda WHERE name = 'directory') AS directory,
        (SELECT count(*) FROM school_calendar) AS calendars, (SELECT sum(version) FROM school_calendar) AS versions
""")
# A past meeting that asks to be completed has nothing more to say.
_AWAITED = sa.text("""
    SELECT meeting_id, version, ends_at <= :now OR (NOT holds_place AND room_id IS NULL) AS is_due FROM meeting
    WHERE status IN ('scheduled', 'under-review')
        AND NOT (ends_at <= :now AND attention_reasons IS NOT DISTINCT FROM ARRAY['to-complete'])
""").bindparams(sa.bindparam("now", type_=sa.TIMESTAMP(timezone=True)))


@dataclass
class Seen:
    """What a process remembers of its looks: the meetings that fitted, by version, into the world as it was."""

    world: tuple[object, ...] = ()
    meetings: dict[UUID, int] = field(default_factory=dict)


class Watch:
    """Looks at planned meetings. A meeting that fitted is looked at again when it or the world around it changed."""

    def __init__(self, connection: BatchingConnection, meetings: Meetings, seen: Seen) -> None:
        self._connection = connection
        self._meetings = meetings
        self._seen = seen

    async def due(self, now: datetime) -> list[Meeting]:
        """Meetings to look at, of those that have a time and were not held yet."""
        world = tuple((await self._connection.execute(_WORLD)).one())
        rows = (await self._connection.execute(_AWAITED, {"now": now})).all()
        before: Mapping[UUID, int] = self._seen.meetings if world == self._seen.world else {}
        due = {row.meeting_id for row in rows if row.is_due or before.get(row.meeting_id) != row.version}
        self._seen.world = world
        self._seen.meetings = {row.meeting_id: row.version for row in rows if row.meeting_id not in due}
        return await self._meetings.all_of(due) if due else []

    def fits(self, meeting: Meeting) -> None:
        """Nothing about this meeting has to be said."""
        self._seen.meetings[meeting.meeting_id] = meeting.version
