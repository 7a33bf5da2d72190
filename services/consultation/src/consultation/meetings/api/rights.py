"""Which meetings a caller may see, and what of them."""

from uuid import UUID

from consultation.api.rights import runs_cases
from consultation.domain.audience import Audience
from consultation.meetings.domain.at_the_table import cases_minuted_for
from consultation.meetings.domain.meeting import Meeting
from shared.domain.errors import NotFound
from shared.runtime.http import Principal, Problem


def visible_meeting(meeting: Meeting | None, audience: Audience) -> Meeting:
    """The meeting; 404 if there is no such meeting or it is not the caller's to know of."""
    if meeting is None or not meeting.is_visible_to(audience):
        raise NotFound("meeting", meeting.meeting_id if meeting else None)
    return meeting


def is_at_the_table(meeting: Meeting, principal: Principal) -> bool:
    """Whether the caller takes part in the meeting or runs the case, so reads what was said and agreed there."""
    return runs_cases(principal) or meeting.has_participant(principal.contact)


def minuted_cases(meeting: Meeting, principal: Principal, audience: Audience) -> tuple[UUID, ...]:
    """The cases whose minutes the caller reads: all for who runs cases, else those the caller was invited for.

    Raises Problem (403) for a caller who neither takes part nor runs the case.
    """
    at_the_table(meeting, principal)
    return meeting.case_ids if runs_cases(principal) else cases_minuted_for(meeting, audience)


def at_the_table(meeting: Meeting, principal: Principal) -> Meeting:
    """The meeting. Raises Problem (403) for a caller who neither takes part nor runs the case."""
    if not is_at_the_table(meeting, principal):
        raise Problem("forbidden", "What was said and agreed is for those who take part.")
    return meeting
