"""A caseworker arranges a meeting by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import CARE_MEETING, MeetingRules
from consultation.domain.wanted import Participant, Wanted
from consultation.meetings.application.plan_meeting import plan_meeting
from consultation.meetings.application.require_contacts import require_contacts
from consultation.meetings.application.take_slot import take_slot
from consultation.meetings.domain.chosen_time import require_start, slot_at
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import KnownCase
from consultation.planning.planner import Planner
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id

_TERM = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What the caseworker asks for: about which cases, who, and when, or between which days.

    The `participants` take part by name, in place of somebody of their role. Unless said, the school is that of the
    first case, and the days are today and two weeks on. Unless said, roles and place are those of the kind of meeting.
    """

    case_ids: tuple[UUID, ...]
    school: str | None = None
    starts_at: datetime | None = None
    not_before: date | None = None
    hold_by: date | None = None
    required_roles: tuple[Role, ...] | None = None
    optional_roles: tuple[Role, ...] | None = None
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    meeting_type: str = CARE_MEETING


async def arrange_meeting(
    uow: ConsultationUnitOfWork, asked: Arrangement, *, rules: MeetingRules, clock: Clock
) -> Meeting:
    """Plan the meeting at the time asked for, or at the earliest slot; without a free slot it stays proposed.

    Raises InvalidField for an unknown or ended case, a participant who is no contact, or a time that is not the
    school's. Raises Conflict if the place, a case or someone who is required is not free at that time.
    """
    meeting = await _proposal(uow, asked, rules=rules, clock=clock)
    starts_at = asked.starts_at
    if starts_at is None:
        return await plan_meeting(uow, meeting, rules=rules, clock=clock)
    require_start(starts_at, now=clock.now(), step=rules.step)

    def decide(planner: Planner) -> Meeting:
        return meeting.schedule(slot_at(planner, meeting, starts_at), clock.now())

    day = local_day(starts_at)
    return await take_slot(uow, meeting, decide, first=day, last=day, today=clock.today(), rules=rules)


async def _proposal(uow: ConsultationUnitOfWork, asked: Arrangement, *, rules: MeetingRules, clock: Clock) -> Meeting:
    kind = rules.kind(asked.meeting_type)
    if kind.needs_cases and not asked.case_ids:
        raise InvalidField("case_ids", "names no case, which this kind of meeting is about")
    cases = await _cases(uow, asked)
    school = _school_of(asked, cases)
    now, today = clock.now(), clock.today()
    not_before = asked.not_before or min(today, asked.hold_by or today)
    wanted = Wanted(
        school=school,
        required_roles=kind.required_roles if asked.required_roles is None else asked.required_roles,
        optional_roles=kind.optional_roles if asked.optional_roles is None else asked.optional_roles,
        not_before=not_before,
        hold_by=asked.hold_by or max(not_before, today) + _TERM,
        preferred=next((case.assignee for case in cases if case.assignee), None),
        told=tuple(dict.fromkeys(case.told for case in cases if case.told)),
    )
    if asked.participants:
        first, last = max(wanted.not_before, today), max(wanted.hold_by, today)
        if asked.starts_at is not None:
            first = last = local_day(asked.starts_at)
        await require_contacts(uow, asked.participants, first=first, last=last)
        wanted = wanted.naming(asked.participants)
    return Meeting(
        meeting_id=new_id(),
        case_ids=asked.case_ids,
        wanted=wanted,
        created_at=now,
        changed_at=now,
        place=asked.place or kind.place_at(school),
        meeting_type=asked.meeting_type,
    )


async def _cases(uow: ConsultationUnitOfWork, asked: Arrangement) -> list[KnownCase]:
    """The cases in the order in which they were asked, locked so that a case has no two meetings at one moment."""
    by_id = {case_id: await uow.cases.get(case_id) for case_id in sorted(asked.case_ids)}
    cases = [case for case_id in asked.case_ids if (case := by_id[case_id])]
    if len(cases) < len(by_id):
        raise InvalidField("case_ids", "holds a case that is not known")
    if not all(case.goes_on for case in cases):
        raise InvalidField("case_ids", "holds a case that has ended")
    return cases


def _school_of(asked: Arrangement, cases: Sequence[KnownCase]) -> str:
    school = asked.school or next((case.school for case in cases), None)
    if school is None:
        raise InvalidField("school", "is not known of these cases, so it has to be said")
    return school
