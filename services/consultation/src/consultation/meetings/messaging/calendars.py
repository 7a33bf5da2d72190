"""What attendance tells of schools' calendars."""

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.record_calendar import record_calendar
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.attendance_calendars import CalendarChanged
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


async def on_calendar_changed(
    uow: ConsultationUnitOfWork, event: Received[CalendarChanged], *, rules: MeetingRules, clock: Clock
) -> None:
    await record_calendar(uow, event.data.school, event.data.calendar(), rules=rules, clock=clock)
