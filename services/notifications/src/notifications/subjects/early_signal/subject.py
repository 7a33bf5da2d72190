"""The definition of this subject."""

from pathlib import Path

from notifications.application.subject import Subject
from notifications.subjects.early_signal.domain.decide import decide, still_holds
from notifications.subjects.early_signal.domain.examples import examples
from notifications.subjects.early_signal.domain.prepare import needs, prepare
from notifications.subjects.early_signal.domain.tellings import TELLINGS
from notifications.subjects.early_signal.domain.vocabulary import KIND
from notifications.subjects.early_signal.storage.early_signals import EarlySignals

EARLY_SIGNAL = Subject(
    kind=KIND,
    tellings=TELLINGS,
    templates=Path(__file__).parent / "templates",
    stories=EarlySignals,
    decide=decide,
    needs=needs,
    prepare=prepare,
    still_holds=still_holds,
    examples=examples,
)
