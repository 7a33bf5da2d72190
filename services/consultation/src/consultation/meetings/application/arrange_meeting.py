"""A caseworker arranges a meeting by hand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.application.reschedule_meeting import require_start, slot_at
from consultation.domain.local_time import local_day
from consultation.domain.meeting import CARE_MEETING, Meeting
from consultation.domain.planner import Planner
from consultation.domain.wanted import Wanted
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.runtime.ids import new_id

REQUIRED = (Role.COUNSELLOR, Role.CASEWORKER)
OPTIONAL = (Role.CLB, Role.YOUTH_COACH)
_TERM = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the caseworker asks for: about which cases, who, and when, or between which days.

    The school is that of the first case unless said; the days are today and two weeks on unless said.
    """

    case_ids: tuple[UUID, ...]
    school: str | None = None
    starts_at: datetime | None = None
    not_before: date | None = None
    hold_by: date | None = None
    required_roles: tuple[Role, ...] = REQUIRED
    optional_roles: tuple[Role, ...] = OPTIONAL
    place: str | None = None
    meeting_type: str = CARE_MEETING


async def arrange_meeting(uow: Unit, asked: Arrangement, planning: Planning) -> Meeting:
    """Plan the meeting at the time asked for, or at the earliest slot.

    Raises InvalidField for an unknown or ended case or a time that is not the school's, Conflict when the place, a case
    or someone who is required isn't free at that time. Without a free slot the meeting stays proposed.
    """
    meeting = await _proposal(uow, asked, planning)
    starts_at = asked.starts_at
    if starts_at is None:
        return await planning.plan(uow, meeting)
    require_start(starts_at, planning)

    def decide(planner: Planner) -> Meeting:
        return meeting.schedule(slot_at(planner, meeting, starts_at), planning.clock.now())

    day = local_day(starts_at)
    return await planning.decide(uow, meeting, day, day, decide)


async def _proposal(uow: Unit, asked: Arrangement, planning: Planning) -> Meeting:
    school = await _school_of(uow, asked)
    now, today = planning.clock.now(), planning.clock.today()
    not_before = asked.not_before or min(today, asked.hold_by or today)
    hold_by = asked.hold_by or max(not_before, today) + _TERM
    wanted = Wanted(school, asked.required_roles, asked.optional_roles, not_before, hold_by)
    return Meeting(
        meeting_id=new_id(),
        case_ids=asked.case_ids,
        wanted=wanted,
        created_at=now,
        changed_at=now,
        place=asked.place or planning.rules.place_at(school),
        meeting_type=asked.meeting_type,
    )


async def _school_of(uow: Unit, asked: Arrangement) -> str:
    # Locked, so that two meetings about one case are not arranged for one moment.
    found = [await uow.cases.get(case_id) for case_id in sorted(asked.case_ids)]
    known = {case.case_id: case for case in found if case is not None}
    if set(known) != set(asked.case_ids):
        raise InvalidField("case_ids", "holds a case that is not known")
    if not all(case.goes_on for case in known.values()):
        raise InvalidField("case_ids", "holds a case that has ended")
    school = asked.school or next((known[case_id].school for case_id in asked.case_ids), None)
    if school is None:
        raise InvalidField("school", "is not known of these cases, so it has to be said")
    return school
