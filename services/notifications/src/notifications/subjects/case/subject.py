"""The definition of this subject."""

from pathlib import Path

from notifications.application.subject import Subject
from notifications.subjects.case.domain.decide import decide, still_holds
from notifications.subjects.case.domain.examples import examples
from notifications.subjects.case.domain.prepare import needs, prepare
from notifications.subjects.case.domain.tellings import TELLINGS
from notifications.subjects.case.domain.vocabulary import KIND, CaseTemplate
from notifications.subjects.case.storage.cases import Cases

CASE = Subject(
    kind=KIND,
    tellings=TELLINGS,
    templates=Path(__file__).parent / "templates",
    stories=Cases,
    decide=decide,
    needs=needs,
    prepare=prepare,
    still_holds=still_holds,
    newest=lambda story: story.version,
    examples=examples,
    unanswered=CaseTemplate.UNANSWERED,
    unreached=CaseTemplate.UNREACHED,
)
