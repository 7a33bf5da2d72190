"""The definition of this subject."""

from pathlib import Path

from notifications.application.subject import Subject
from notifications.subjects.policy_agenda.domain.decide import decide, still_holds
from notifications.subjects.policy_agenda.domain.examples import examples
from notifications.subjects.policy_agenda.domain.prepare import needs, prepare
from notifications.subjects.policy_agenda.domain.tellings import TELLINGS
from notifications.subjects.policy_agenda.domain.vocabulary import KIND
from notifications.subjects.policy_agenda.storage.policy_agendas import PolicyAgendas

POLICY_AGENDA = Subject(
    kind=KIND,
    tellings=TELLINGS,
    templates=Path(__file__).parent / "templates",
    stories=PolicyAgendas,
    decide=decide,
    needs=needs,
    prepare=prepare,
    still_holds=still_holds,
    examples=examples,
)
