"""Everything that hung on a case goes along with the case that it went on in."""

from casework.application.count_contact import count_contact
from casework.domain.case import Case
from casework.unit_of_work import CaseworkUnitOfWork


async def move_along(uow: CaseworkUnitOfWork, ends: Case, stays: Case) -> None:
    """Give ``stays`` what hangs on ``ends``, which was merged into it. A table that is added has its line here."""
    await uow.cases.pass_on(ends.case_id, stays.case_id)
    await uow.timeline.move(ends.case_id, stays.case_id)
    await uow.meetings.move(ends.case_id, stays.case_id)
    await uow.files.move(ends.case_id, stays.case_id)
    await uow.plans.move(ends.case_id, stays.case_id)
    await uow.trajectories.move(ends.case_id, stays.case_id)
    await count_contact(uow, stays)
    await uow.links.move(ends.case_id, stays.case_id)
    await uow.guests.move(ends.case_id, stays.case_id)
    await uow.referrals.move(ends.case_id, stays.case_id)
    await uow.consents.move(ends.case_id, stays.case_id)
