"""The agenda of a session as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consultation.domain.audience import Audience
from consultation.meetings.domain.meeting import Meeting
from consultation.series.api.agenda_answers import AgendaAnswer, AgendaItemAnswer
from consultation.unit_of_work import ConsultationUnitOfWork


@dataclass(frozen=True, slots=True)
class ShownAgenda:
    """An agenda as the API answers it; `cases` are its items, by a name that a template can reach."""

    meeting_id: UUID
    starts_at: datetime
    minutes: int
    minutes_left: int
    told_at: datetime | None
    cases: Sequence[AgendaItemAnswer]
    others: int
    version: int


async def shown_agenda(uow: ConsultationUnitOfWork, session: Meeting, audience: Audience) -> ShownAgenda:
    """The agenda, as far as the audience may see it. Raises ValueError for a meeting that is no session."""
    answer = AgendaAnswer.of(session, await uow.cases.known(session.case_ids), audience)
    return ShownAgenda(
        meeting_id=answer.meeting_id,
        starts_at=answer.starts_at,
        minutes=answer.minutes,
        minutes_left=answer.minutes_left,
        told_at=answer.told_at,
        cases=answer.items,
        others=answer.others,
        version=answer.version,
    )
