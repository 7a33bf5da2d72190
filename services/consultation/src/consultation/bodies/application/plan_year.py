"""A consultation body plans its sessions of a year at once."""

from uuid import UUID

from consultation.bodies.application.plan_session import plan_session
from consultation.bodies.domain.body_session import BodySession, People
from consultation.bodies.domain.partners import local_partners
from consultation.bodies.domain.states import SessionStatus
from consultation.bodies.domain.year_plan import Skipped, SkipReason, YearPlan, is_holiday
from consultation.domain.local_time import local_day
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.flemish_calendar import flemish_calendar


async def plan_year(
    uow: ConsultationUnitOfWork, body_id: UUID, plan: YearPlan, *, place: str, invited: People | None
) -> tuple[list[BodySession], list[Skipped]]:
    """Plan the sessions of the rule, and say on which days of the rule there is none.

    Those are days on which no local school has lessons, on which the body meets already, or is not there.
    Raises NotFound, and InvalidField for strangers.
    """
    body = await uow.bodies.get(body_id)
    schools = [school for row in local_partners(await uow.organisations.all()) if (school := row.school) is not None]
    calendars = list((await uow.calendars.of_all(schools)).values()) or [flemish_calendar]
    taken = {
        local_day(session.starts_at)
        for session in await uow.body_sessions.of(body_id)
        if session.status is not SessionStatus.CANCELLED
    }
    sessions, skipped = [], []
    for starts_at, ends_at in plan.times():
        day = local_day(starts_at)
        if not body.is_there_on(day):
            skipped.append(Skipped(day, SkipReason.NO_BODY))
        elif day in taken:
            skipped.append(Skipped(day, SkipReason.ALREADY_PLANNED))
        elif is_holiday(day, calendars):
            skipped.append(Skipped(day, SkipReason.SCHOOL_HOLIDAY))
        else:
            sessions.append(
                await plan_session(uow, body_id, starts_at=starts_at, ends_at=ends_at, place=place, invited=invited)
            )
    return sessions, skipped
