"""All that a plan of a term rests on, read in one transaction that ends before anything is planned."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.school_time import half_days_by
from consultation.domain.urgency import AgendaRules
from consultation.meetings.domain.meeting import Meeting
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.stored_term import StoredTerm
from consultation.series.domain.series import Series
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock

_DAY = timedelta(days=1)
_PAGE = 200


async def read_term(
    uow: ConsultationUnitOfWork, asked: AskedPlan, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock
) -> StoredTerm:
    """The term as it is stored now. Raises InvalidField for a term that is past."""
    first = max(asked.first, clock.today())
    if asked.last < first:
        raise InvalidField("until", "is in the past")
    booked = await uow.meetings.booked_between(Interval(midnight(first), midnight(asked.last + _DAY)))
    waiting = [meeting for meeting in await uow.meetings.waiting() if asked.is_for(meeting.school)]
    all_series = [series for series in await _all_series(uow) if asked.is_for(*series.details.schools)]
    schools = {
        *(school for meeting in (*booked, *waiting) for school in meeting.schools),
        *(school for series in all_series for school in series.details.schools),
    }
    await uow.calendars.load(sorted(schools))
    return StoredTerm(
        asked=asked,
        now=clock.now(),
        first=first,
        rules=rules,
        agendas=agendas,
        contacts=await uow.contacts.all(),
        rooms=await uow.rooms.all(),
        booked=booked,
        waiting=waiting,
        cases=await uow.cases.known(_cases_of([*booked, *waiting])),
        series=all_series,
        fixed_for={series.series_id: await uow.sessions.fixed_for(series.series_id) for series in all_series},
        half_days={school: half_days_by(await uow.calendars.of(school)) for school in schools},
    )


async def _all_series(uow: ConsultationUnitOfWork) -> list[Series]:
    rows: list[Series] = []
    while True:
        page = await uow.series.page(school=None, after=rows[-1].series_id if rows else None, limit=_PAGE)
        rows += page
        if len(page) < _PAGE:
            return rows


def _cases_of(meetings: Sequence[Meeting]) -> set[UUID]:
    return {case_id for meeting in meetings for case_id in meeting.case_ids}
