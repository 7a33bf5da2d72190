"""The cases of a meeting as it talks about them."""

from collections.abc import Sequence
from uuid import UUID

from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.tabled_case import TabledCase
from consultation.unit_of_work import ConsultationUnitOfWork


async def tabled_cases(uow: ConsultationUnitOfWork, meeting: Meeting, case_ids: Sequence[UUID]) -> list[TabledCase]:
    """These cases of the meeting, in its order, with all that consultation holds of them for those at the table."""
    cases = await uow.cases.known(case_ids)
    minutes = await uow.case_minutes.of_meeting(meeting.meeting_id, case_ids)
    actions = await uow.actions.of_meeting(meeting.meeting_id, case_ids)
    start = meeting.slot.time.start if meeting.slot else uow.clock.now()
    earlier = await uow.actions.earlier(case_ids, before=start, but=meeting.meeting_id)
    items = {item.case_id: item for item in meeting.session.agenda} if meeting.session else {}
    return [
        TabledCase(
            case_id=case_id,
            school=meeting.school_of(case_id),
            known=cases.get(case_id),
            minutes_planned=items[case_id].minutes if case_id in items else None,
            decision=meeting.held.decision(case_id),
            minutes=minutes.get(case_id),
            actions=[action for action in actions if action.case_id == case_id],
            earlier=[agreed for agreed in earlier if agreed.action.case_id == case_id],
        )
        for case_id in meeting.case_ids
        if case_id in case_ids
    ]
