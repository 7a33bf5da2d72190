"""What arrived about meetings."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.labels import Appointment
from notifications.storage.origins import origin_columns, origin_of
from notifications.subjects.meeting.domain.story import MeetingState, MeetingStory, MeetingVersion, Participant
from notifications.subjects.meeting.storage.tables import meeting_version
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

_STORY = (
    sa.select(meeting_version)
    .where(meeting_version.c.meeting_id == sa.bindparam("of_meeting"))
    .order_by(meeting_version.c.sequence)
)


class Meetings:
    """Repository of meeting stories."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, meeting_id: UUID, version: MeetingVersion) -> None:
        """Keep a version; a version that is known already changes nothing."""
        row = {
            "meeting_id": meeting_id,
            "sequence": version.sequence,
            "state": version.state,
            "school": version.school,
            "case_ids": list(version.case_ids),
            "starts_at": version.appointment.starts_at,
            "ends_at": version.appointment.ends_at,
            "place": version.appointment.place,
            "participants": [[who.contact_id, who.role] for who in version.participants],
            "ical_uid": version.ical_uid,
            "ical_sequence": version.ical_sequence,
            **origin_columns(version.origin),
        }
        await self._connection.execute(insert(meeting_version).values(row).on_conflict_do_nothing())

    async def story(self, item_id: UUID) -> MeetingStory:
        """All that arrived about a meeting, perhaps nothing."""
        rows = await self._connection.execute(_STORY, {"of_meeting": item_id})
        return MeetingStory(item_id, tuple(_version(row) for row in rows))

    async def forget_person(self, person_id: UUID) -> None:
        """Nothing is kept of pupils here: a meeting names its cases by id."""


def _version(row: Any) -> MeetingVersion:
    return MeetingVersion(
        sequence=row.sequence,
        state=MeetingState(row.state),
        school=row.school,
        case_ids=tuple(row.case_ids),
        appointment=Appointment(row.starts_at.astimezone(BRUSSELS), row.ends_at.astimezone(BRUSSELS), row.place),
        participants=tuple(Participant(contact_id, Role(role)) for contact_id, role in row.participants),
        ical_uid=row.ical_uid,
        ical_sequence=row.ical_sequence,
        origin=origin_of(row),
    )
