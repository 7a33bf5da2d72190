"""The definition of this subject."""

from pathlib import Path

from notifications.application.subject import Subject
from notifications.subjects.body_session.domain.decide import decide, still_holds
from notifications.subjects.body_session.domain.examples import examples
from notifications.subjects.body_session.domain.prepare import needs, prepare
from notifications.subjects.body_session.domain.tellings import TELLINGS
from notifications.subjects.body_session.domain.vocabulary import KIND
from notifications.subjects.body_session.storage.body_sessions import BodySessions

BODY_SESSION = Subject(
    kind=KIND,
    tellings=TELLINGS,
    templates=Path(__file__).parent / "templates",
    stories=BodySessions,
    decide=decide,
    needs=needs,
    prepare=prepare,
    still_holds=still_holds,
    newest=lambda story: story.version,
    examples=examples,
)
