"""Which meetings a list is asked for, and who asks."""

from dataclasses import dataclass
from uuid import UUID

from consultation.domain.audience import Audience
from consultation.meetings.domain.states import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingQuery:
    """Meetings of this school, in this status, in which this contact takes part, about this case; None asks for all."""

    audience: Audience
    school: str | None = None
    status: Status | None = None
    contact: str | None = None
    case_id: UUID | None = None
