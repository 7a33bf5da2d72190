"""On which days casework opens and ends cases, of any type, and at which school they are."""

from datetime import date

from attendance.case_days.application.keep_end import keep_end
from attendance.case_days.application.keep_opening import keep_opening
from attendance.case_days.application.keep_transfer import keep_transfer
from attendance.case_days.domain.case_days import CaseDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.contracts.casework_cases import MERGED, CaseClosed, CaseOpened, CaseReopened, CaseTransferred, CaseWithdrawn
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.clock import BRUSSELS, Clock


async def on_case_opened(uow: AttendanceUnitOfWork, event: Received[CaseOpened | CaseReopened]) -> None:
    case = event.data
    days = CaseDays(
        case.case_id,
        case.person_id,
        case.case_type,
        case.school,
        SchoolYear.parse(case.school_year),
        case.opened_at.astimezone(BRUSSELS).date(),
    )
    await keep_opening(uow, days, event.envelope.version)


async def on_case_transferred(uow: AttendanceUnitOfWork, event: Received[CaseTransferred]) -> None:
    case, year = event.data, SchoolYear.parse(event.data.school_year)
    await keep_transfer(uow, case.case_id, version=event.envelope.version, school=case.to_school, school_year=year)


async def on_case_closed(uow: AttendanceUnitOfWork, event: Received[CaseClosed], *, clock: Clock) -> None:
    case = event.data
    ended_on = _day_of(event.envelope, clock)
    merged = case.outcome == MERGED
    await keep_end(uow, case.case_id, version=event.envelope.version, ended_on=ended_on, merged=merged)


async def on_case_withdrawn(uow: AttendanceUnitOfWork, event: Received[CaseWithdrawn], *, clock: Clock) -> None:
    ended_on = _day_of(event.envelope, clock)
    await keep_end(uow, event.data.case_id, version=event.envelope.version, ended_on=ended_on)


def _day_of(envelope: Envelope, clock: Clock) -> date:
    """The day on which it was told; today where the envelope does not say."""
    return envelope.time.astimezone(BRUSSELS).date() if envelope.time else clock.today()
