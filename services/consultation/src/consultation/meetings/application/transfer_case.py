"""A case goes on at another school, where its meeting is asked for anew."""

from dataclasses import replace

from consultation.meetings.application.known_cases import save_changed, standing_of_cases
from consultation.meetings.domain.standing import KnownCase
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def transfer_case(uow: ConsultationUnitOfWork, transferred: KnownCase, *, clock: Clock) -> None:
    """Take the case out of its meetings at the former school; a meeting without other cases is called off.

    What an older event says of a case is passed over.
    """
    before = await uow.cases.get(transferred.case_id)
    if before is not None and before.sequence >= transferred.sequence:
        return
    case = replace(before, school=transferred.school, sequence=transferred.sequence) if before else transferred
    await uow.cases.save(case)
    now = clock.now()
    for meeting in await uow.meetings.of_case(case.case_id):
        if meeting.school_of(case.case_id) == case.school:
            continue
        left = await save_changed(uow, meeting, meeting.without_case(case.case_id, now))
        if left.session is None and case.case_id not in left.case_ids:
            standing = await standing_of_cases(uow, left, case)
            await save_changed(uow, left, left.follow(standing, now))
