"""Which meetings a caller may see."""

from consultation.domain.audience import Audience
from consultation.meetings.domain.meeting import Meeting
from shared.domain.errors import NotFound


def visible_meeting(meeting: Meeting | None, audience: Audience) -> Meeting:
    """The meeting; 404 if there is no such meeting or it is not the caller's to know of."""
    if meeting is None or not meeting.is_visible_to(audience):
        raise NotFound("meeting", meeting.meeting_id if meeting else None)
    return meeting
