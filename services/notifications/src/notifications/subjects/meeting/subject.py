"""The definition of this subject."""

from pathlib import Path

from notifications.application.subject import Subject
from notifications.subjects.meeting.domain.decide import decide, still_holds
from notifications.subjects.meeting.domain.examples import examples
from notifications.subjects.meeting.domain.prepare import needs, prepare
from notifications.subjects.meeting.domain.tellings import TELLINGS
from notifications.subjects.meeting.domain.vocabulary import KIND
from notifications.subjects.meeting.storage.meetings import Meetings

MEETING = Subject(
    kind=KIND,
    tellings=TELLINGS,
    templates=Path(__file__).parent / "templates",
    stories=Meetings,
    decide=decide,
    needs=needs,
    prepare=prepare,
    still_holds=still_holds,
    newest=lambda story: story.version,
    examples=examples,
)
