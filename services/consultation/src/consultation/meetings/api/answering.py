"""How a meeting is answered, by who asks."""

from collections.abc import Callable

from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.domain.meeting import Meeting
from shared.domain.roles import Role
from shared.runtime.http import Principal

LinkTo = Callable[[Meeting], str]


def links(base: str | None, web_url: str) -> LinkTo:
    """Where a meeting is found: as a page, unless `base` is an address of the API alone."""
    api = base.rstrip("/") if base else web_url
    below = f"{web_url}/overleg" if api == web_url else f"{api}/meetings"
    return lambda meeting: f"{below}/{meeting.meeting_id}"


def meeting_answer(meeting: Meeting, link_to: LinkTo, principal: Principal) -> MeetingAnswer:
    """The meeting; why it was called off is for those who run the case."""
    answer = MeetingAnswer.of(meeting, link_to(meeting))
    if principal.is_any(Role.CASEWORKER, Role.COORDINATOR):
        return answer
    return answer.model_copy(update={"cancel_reason": None})
