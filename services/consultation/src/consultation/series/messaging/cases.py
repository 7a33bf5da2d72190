"""What casework tells of cases that may be on an agenda."""

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.meetings.messaging import cases
from consultation.series.application.follow_urgency import follow_urgency
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.casework_cases import CaseEscalated
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


async def on_case_escalated(
    uow: ConsultationUnitOfWork,
    event: Received[CaseEscalated],
    *,
    rules: MeetingRules,
    agendas: AgendaRules,
    clock: Clock,
) -> None:
    """A higher level can make a case more urgent."""
    await cases.on_case_escalated(uow, event)
    await follow_urgency(uow, event.data.case_id, rules=rules, agendas=agendas, clock=clock)
