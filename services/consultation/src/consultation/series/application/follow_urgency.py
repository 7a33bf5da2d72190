"""A case is more or less urgent than it was when it came on an agenda."""

from dataclasses import replace
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules, Meets
from consultation.series.application.seat_case import find_another_place
from consultation.series.domain.placing import in_turn, is_open
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def follow_urgency(
    uow: ConsultationUnitOfWork, case_id: UUID, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock
) -> None:
    """Give the case its turn on the agenda it is on; a case that can't wait for a session any more meets by itself."""
    case, now = await uow.cases.get(case_id), clock.now()
    agreed = agendas.of(case.case_type, case.rule, case.level) if case else None
    if agreed is None:
        return
    rank, urgency = agreed
    for meeting in await uow.meetings.of_case(case_id):
        item = meeting.session.item(case_id) if meeting.session and is_open(meeting, now) else None
        if meeting.session is None or item is None or item.rank == rank:
            continue
        others = tuple(other for other in meeting.session.agenda if other is not item)
        if urgency.meets is Meets.AD_HOC:
            await uow.save(meeting.with_agenda(others, now))
            await find_another_place(uow, item, meeting, rules=rules, agendas=agendas, clock=clock)
        else:
            await uow.save(meeting.with_agenda(in_turn(others, replace(item, rank=rank)), now))
