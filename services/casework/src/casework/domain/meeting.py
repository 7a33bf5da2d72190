"""What casework knows of a care meeting (*zorgoverleg*) that consultation plans for its cases."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.domain.vocabulary import MeetingStatus
from shared.domain.roles import Role

REQUIRED_ROLES = (Role.COUNSELLOR, Role.CASEWORKER)
OPTIONAL_ROLES = (Role.CLB, Role.YOUTH_COACH)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A care meeting about one or more cases, as it was last told, as one of these cases sees it.

    ``has_other_case``: another of its cases is open, so that it is held whatever becomes of this one.
    """

    meeting_id: UUID
    status: MeetingStatus
    sequence: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str | None = None
    has_other_case: bool = False
