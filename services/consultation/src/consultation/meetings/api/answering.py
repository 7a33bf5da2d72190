"""How a meeting is answered, by who asks."""

from collections.abc import Callable, Mapping

from consultation.api.rights import runs_cases
from consultation.domain.audience import Audience
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.api.reply_bodies import ReplyAnswer
from consultation.meetings.domain.at_the_table import cases_minuted_for
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply
from shared.runtime.http import Principal

LinkTo = Callable[[Meeting], str]


def links(base: str | None, web_url: str) -> LinkTo:
    """Where a meeting is found: as a page, unless `base` is an address of the API alone."""
    api = base.rstrip("/") if base else web_url
    below = f"{web_url}/overleg" if api == web_url else f"{api}/meetings"
    return lambda meeting: f"{below}/{meeting.meeting_id}"


def meeting_answer(
    meeting: Meeting, link_to: LinkTo, principal: Principal, *, audience: Audience, replies: Mapping[str, Reply]
) -> MeetingAnswer:
    """The meeting with the answers to its invitation, by contact.

    Why it was called off, and why somebody does not come, is for those who run the case. Of a session's agenda the
    audience learns the cases of their own schools, and what was decided about those whose minutes they read.
    """
    whole = runs_cases(principal)
    answers = {contact_id: ReplyAnswer.of(reply, whole=whole) for contact_id, reply in replies.items()}
    answer = MeetingAnswer.of(meeting, link_to(meeting), case_ids=meeting.case_ids_for(audience), replies=answers)
    if whole:
        return answer
    read = cases_minuted_for(meeting, audience)
    decisions = [own for own in answer.decisions if own.case_id in read]
    present = answer.present if meeting.has_participant(principal.contact) else None
    return answer.model_copy(update={"cancel_reason": None, "decisions": decisions, "present": present})
