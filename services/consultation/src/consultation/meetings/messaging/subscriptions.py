"""Everything meetings listen to, and what handles it."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TypeVar

from consultation.domain.meeting_kind import MeetingRules
from consultation.kinds.registry import CASE_TYPES
from consultation.meetings.messaging import calendars, cases
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts import attendance_calendars, casework_cases
from shared.contracts.casework_cases import CaseClosed, CaseEscalated, CaseEvent
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import On, Subscription, on
from shared.runtime.clock import Clock

E = TypeVar("E", bound=CaseEvent)
Handler = Callable[[ConsultationUnitOfWork, Received[E]], Awaitable[None]]


def subscriptions(rules: MeetingRules, clock: Clock) -> list[Subscription[ConsultationUnitOfWork]]:
    """The subscriptions, planning by these rules and this clock."""
    changed = partial(calendars.on_calendar_changed, rules=rules, clock=clock)
    return [
        Subscription(casework_cases.TOPIC, handlers=_of_cases(rules, clock)),
        Subscription(attendance_calendars.TOPIC, handlers=(on(attendance_calendars.CalendarChanged, changed),)),
    ]


def _of_cases(rules: MeetingRules, clock: Clock) -> tuple[On[ConsultationUnitOfWork], ...]:
    goes_on = partial(cases.on_case_goes_on, rules=rules, clock=clock)
    # A request notes the case by one statement that locks it too, so it has nothing to load ahead.
    requested = partial(cases.on_meeting_requested, rules=rules, clock=clock)
    return (
        _on_case(casework_cases.CaseOpened, goes_on),
        _on_case(casework_cases.CaseReopened, goes_on),
        _on_case(CaseEscalated, cases.on_case_escalated, keys=_of_escalated),
        _on_case(casework_cases.MeetingRequested, requested, keys=lambda _: ()),
        _on_case(casework_cases.WithdrawalProposed, partial(cases.on_withdrawal_proposed, rules=rules, clock=clock)),
        _on_case(casework_cases.WithdrawalDropped, goes_on),
        _on_case(casework_cases.CaseWithdrawn, partial(cases.on_case_withdrawn, rules=rules, clock=clock)),
        _on_case(CaseClosed, partial(cases.on_case_closed, rules=rules, clock=clock), keys=_of_closed),
    )


def _of_case(data: CaseEvent) -> Iterable[Key]:
    return (keys.case(data.case_id),)


def _of_escalated(data: CaseEscalated) -> Iterable[Key]:
    """Within a school year nothing changes here."""
    return _of_case(data) if data.new_school_year else ()


def _of_closed(data: CaseClosed) -> Iterable[Key]:
    merged = () if data.merged_into is None else (keys.case(data.merged_into),)
    return (keys.case(data.case_id), *merged)


def _on_case(
    contract: type[E], handler: Handler[E], keys: Callable[[E], Iterable[Key]] = _of_case
) -> On[ConsultationUnitOfWork]:
    """Handle what is told of cases whose type has meetings; pass over the others."""

    async def handle(uow: ConsultationUnitOfWork, event: Received[E]) -> None:
        if event.data.case_type in CASE_TYPES:
            await handler(uow, event)

    return on(contract, handle, keys=lambda data: keys(data) if data.case_type in CASE_TYPES else ())
