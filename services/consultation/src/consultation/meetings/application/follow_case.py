"""A case changed its standing: its meetings follow."""

from consultation.meetings.application.known_cases import save_changed, standing_of_cases, take_note
from consultation.meetings.application.plan_meeting import Plan
from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def follow_case(uow: ConsultationUnitOfWork, case: KnownCase, *, clock: Clock, plan: Plan) -> None:
    """Take note of where a case stands and let its meetings follow; a meeting without a slot is let `plan` again.

    A case that ended leaves the agenda of its session; while its withdrawal is proposed it stays there. What an older
    event says of a case is passed over.
    """
    if not await take_note(uow, case):
        return
    for meeting in await uow.meetings.of_case(case.case_id):
        if meeting.session:
            left = meeting.without_case(case.case_id, clock.now()) if not case.goes_on else meeting
            await save_changed(uow, meeting, left)
            continue
        standing = await standing_of_cases(uow, meeting, case)
        followed = await save_changed(uow, meeting, meeting.follow(standing, clock.now()))
        if standing is Standing.OPEN and followed.waits_for_a_slot:
            await plan(uow, followed)
