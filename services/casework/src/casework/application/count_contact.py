"""The last day to reach a youngster is counted anew, because a contact or another case came along."""

from datetime import date

from casework.domain.case import Case
from casework.domain.trajectory import TrajectoryContent
from casework.domain.vocabulary import ContactParty
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.flemish_calendar import flemish_calendar


async def count_contact(uow: CaseworkUnitOfWork, case: Case) -> None:
    """Keep the last day to reach the youngster of the locked case; nothing for a case without a trajectory."""
    trajectory = await uow.trajectories.find(case.case_id)
    if trajectory is None:
        return
    contact_by = await contact_day(uow, case, trajectory.content, began_on=trajectory.began_on)
    if contact_by != trajectory.contact_by:
        await uow.trajectories.count_contact(case.case_id, contact_by)


async def contact_day(
    uow: CaseworkUnitOfWork, case: Case, content: TrajectoryContent, *, began_on: date
) -> date | None:
    """The last day to reach the youngster, in the school days of the case's school; None without such a day."""
    reached = await uow.files.last_reached([case.case_id], ContactParty.PUPIL)
    calendar_of = await uow.calendars.of(case.school) if case.school else flemish_calendar
    return content.contact_by(began_on=began_on, reached_on=reached.get(case.case_id), calendar_of=calendar_of)
