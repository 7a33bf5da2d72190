"""The person of a case is erased: what meetings keep about that person goes."""

from uuid import UUID

from consultation.meetings.application.known_cases import save_changed
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def forget_person(uow: ConsultationUnitOfWork, case_id: UUID, *, clock: Clock) -> None:
    """Remove minutes, actions, decisions and guests of the case, and which level it has; nobody is told.

    What was noted of a whole meeting goes too where it stands alone, as it may be about the person. That of a session
    stays: it says nothing of a single case. Who met when stays as well, with the number of the case.
    """
    if case := await uow.cases.get(case_id):
        await uow.cases.save(case.without_person())
    for meeting in await uow.meetings.of_case(case_id):
        await save_changed(uow, meeting, meeting.forgetting(case_id, clock.now()))
        if meeting.session is None:
            await uow.minutes.erase_of(meeting.meeting_id)
            await uow.guests.erase_of(meeting.meeting_id, case_id)
    await uow.guests.erase_everywhere(case_id)
    await uow.case_minutes.erase_of(case_id)
    await uow.actions.erase_of(case_id)
    await uow.outcomes.erase_of(case_id)
    get_logger().info("meeting.person_forgotten", case_id=case_id)
