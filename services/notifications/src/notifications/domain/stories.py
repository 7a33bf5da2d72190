"""The stories notices are told from, whatever their kind."""

from collections.abc import Sequence

from notifications.domain.case_notices import decide_case
from notifications.domain.case_preparation import prepare_case_notice
from notifications.domain.case_story import CaseStory
from notifications.domain.decision import Decision
from notifications.domain.meeting_notices import appointment_told, decide_meeting
from notifications.domain.meeting_preparation import prepare_meeting_notice
from notifications.domain.meeting_story import MeetingStory
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Prepared
from notifications.domain.vocabulary import NEWS

Story = CaseStory | MeetingStory


def decide(story: Story, notices: Sequence[Notice]) -> Decision:
    """What follows from all that arrived about a case or a meeting and the notices there are."""
    return decide_case(story, notices) if isinstance(story, CaseStory) else decide_meeting(story, notices)


def prepare(notice: Notice, story: Story, known: Knowledge) -> Prepared:
    """What becomes of a notice whose turn it is."""
    if isinstance(story, CaseStory):
        return prepare_case_notice(notice, story, known)
    return prepare_meeting_notice(notice, story, known)


def still_holds(notice: Notice, story: Story) -> bool:
    """Whether the notice tells of what did not come to nothing, or of the appointment there is now."""
    if isinstance(story, CaseStory):
        return notice.key.template not in NEWS or not story.came_to_nothing(notice.key.occasion)
    latest = story.latest
    return latest is not None and latest.appointment_of(notice.key.slot) == appointment_told(story, notice)
