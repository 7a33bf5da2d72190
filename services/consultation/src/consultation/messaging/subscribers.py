"""Events in: what casework and attendance tell, and the use case that handles it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from consultation.application.follow_case import follow_case, merge_case, move_case
from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.application.record_calendar import record_calendar
from consultation.application.request_meeting import Request, request_meeting
from consultation.domain.standing import KnownCase, Standing
from consultation.domain.wanted import Wanted
from consultation.storage.unit_of_work import ConsultationUnitOfWork
from shared.contracts import attendance_calendars, casework_cases
from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.casework_cases import (
    MERGED,
    CaseClosed,
    CaseEscalated,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on

CASE_TYPES = frozenset({"truancy"})
"""The types of case that have meetings; what is told of another type is passed over."""

E = TypeVar("E", bound=CaseEvent)


def subscriptions(planning: Planning) -> list[Subscription[ConsultationUnitOfWork]]:
    """Everything consultation listens to."""
    cases = CaseSubscriber(planning)
    return [
        Subscription(
            casework_cases.TOPIC,
            handlers=(
                on(CaseOpened, of_known_types(cases.goes_on)),
                on(CaseReopened, of_known_types(cases.goes_on)),
                on(CaseEscalated, of_known_types(cases.escalated)),
                on(MeetingRequested, of_known_types(cases.meeting_requested)),
                on(WithdrawalProposed, of_known_types(cases.withdrawal_proposed)),
                on(WithdrawalDropped, of_known_types(cases.goes_on)),
                on(CaseWithdrawn, of_known_types(cases.ended)),
                on(CaseClosed, of_known_types(cases.closed)),
            ),
        ),
        Subscription(
            attendance_calendars.TOPIC, handlers=(on(CalendarChanged, CalendarSubscriber(planning).calendar_changed),)
        ),
    ]


def of_known_types(
    handler: Callable[[Unit, Received[E]], Awaitable[None]],
) -> Callable[[Unit, Received[E]], Awaitable[None]]:
    """The handler, for the events of cases whose type has meetings."""

    async def handle(uow: Unit, event: Received[E]) -> None:
        if event.data.case_type in CASE_TYPES:
            await handler(uow, event)

    return handle


class CaseSubscriber:
    """Handles events about cases."""

    def __init__(self, planning: Planning) -> None:
        self._planning = planning

    async def meeting_requested(self, uow: Unit, event: Received[MeetingRequested]) -> None:
        asked = event.data
        wanted = Wanted(
            school=asked.school,
            required_roles=asked.required_roles,
            optional_roles=asked.optional_roles,
            not_before=asked.not_before,
            hold_by=asked.hold_by,
            preferred=asked.assignee,
        )
        request = Request(
            asked.case_id, asked.reference, event.envelope.version, asked.meeting_type, wanted, asked.meeting_id
        )
        await request_meeting(uow, request, self._planning)

    async def goes_on(self, uow: Unit, event: Received[CaseOpened | CaseReopened | WithdrawalDropped]) -> None:
        await follow_case(uow, _known(event, Standing.OPEN), self._planning)

    async def escalated(self, uow: Unit, event: Received[CaseEscalated]) -> None:
        """A level of a newer school year can bring the case to another school."""
        told = event.data
        if told.new_school_year and told.school is not None:
            await move_case(uow, told.case_id, told.school, event.envelope.version)

    async def withdrawal_proposed(self, uow: Unit, event: Received[WithdrawalProposed]) -> None:
        await follow_case(uow, _known(event, Standing.WITHDRAWAL_PROPOSED), self._planning)

    async def ended(self, uow: Unit, event: Received[CaseWithdrawn]) -> None:
        await follow_case(uow, _known(event, Standing.ENDED), self._planning)

    async def closed(self, uow: Unit, event: Received[CaseClosed]) -> None:
        if event.data.outcome == MERGED:
            ended = _known(event, Standing.ENDED, merged_into=event.data.merged_into)
            await merge_case(uow, ended, self._planning)
        else:
            await follow_case(uow, _known(event, Standing.ENDED), self._planning)


class CalendarSubscriber:
    """Keeps a copy of schools' calendars."""

    def __init__(self, planning: Planning) -> None:
        self._planning = planning

    async def calendar_changed(self, uow: Unit, event: Received[CalendarChanged]) -> None:
        await record_calendar(uow, event.data.school, event.data.calendar(), self._planning)


def _known(event: Received[CaseEvent], standing: Standing, merged_into: UUID | None = None) -> KnownCase:
    told = event.data
    school = told.school if isinstance(told, CaseOpened | CaseReopened) else None
    return KnownCase(told.case_id, told.reference, standing, event.envelope.version, school, merged_into)
