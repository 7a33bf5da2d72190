"""What consultation listens to."""

from collections.abc import Iterable
from functools import partial

from consultation.domain.meeting_kind import MeetingRules
from consultation.kinds.registry import CASE_TYPES
from consultation.meetings.messaging import calendars, cases
from consultation.unit_of_work import ENDING, ConsultationUnitOfWork
from shared.contracts import attendance_calendars, casework_cases
from shared.contracts.casework_cases import CaseClosed, CaseEscalated, CaseEvent, MeetingRequested
from shared.copies.calendars import keys_of_calendar
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.subscriptions import On, Subscription, on
from shared.runtime.clock import Clock


def subscriptions(rules: MeetingRules, clock: Clock) -> list[Subscription[ConsultationUnitOfWork]]:
    """The subscriptions, planning by these rules and this clock."""
    on_changed = partial(calendars.on_calendar_changed, rules=rules, clock=clock)
    return [
        Subscription(casework_cases.TOPIC, handlers=_of_cases(rules, clock)),
        Subscription(
            attendance_calendars.TOPIC,
            handlers=(on(attendance_calendars.CalendarChanged, on_changed, keys=keys_of_calendar),),
        ),
    ]


def _of_cases(rules: MeetingRules, clock: Clock) -> tuple[On[ConsultationUnitOfWork], ...]:
    on_requested = partial(cases.on_meeting_requested, rules=rules, clock=clock)
    on_goes_on = partial(cases.on_case_goes_on, rules=rules, clock=clock)
    on_proposed = partial(cases.on_withdrawal_proposed, rules=rules, clock=clock)
    on_withdrawn = partial(cases.on_case_withdrawn, rules=rules, clock=clock)
    on_closed = partial(cases.on_case_closed, rules=rules, clock=clock)
    return (
        on(casework_cases.CaseOpened, on_goes_on, keys=_of_case, only=_has_meetings),
        on(casework_cases.CaseReopened, on_goes_on, keys=_of_case, only=_has_meetings),
        on(CaseEscalated, cases.on_case_escalated, keys=_of_escalated, only=_has_meetings),
        on(MeetingRequested, on_requested, keys=partial(_of_requested, rules), only=_has_meetings),
        on(casework_cases.WithdrawalProposed, on_proposed, keys=_of_case, only=_has_meetings),
        on(casework_cases.WithdrawalDropped, on_goes_on, keys=_of_case, only=_has_meetings),
        on(casework_cases.CaseWithdrawn, on_withdrawn, keys=_of_ended, only=_has_meetings),
        on(CaseClosed, on_closed, keys=_of_closed, only=_has_meetings),
    )


def _has_meetings(data: CaseEvent) -> bool:
    """Whether cases of this type have meetings; what is told of others is passed over."""
    return data.case_type in CASE_TYPES


def _of_case(data: CaseEvent) -> Iterable[Key]:
    return (keys.case(data.case_id),)


def _of_ended(data: CaseEvent) -> Iterable[Key]:
    return (keys.case(data.case_id), Key(ENDING, str(data.case_id)))


def _of_requested(rules: MeetingRules, data: MeetingRequested) -> Iterable[Key]:
    """Also the school and the place that it is planned at."""
    meeting = () if data.meeting_id is None else (keys.meeting(data.meeting_id),)
    place = rules.kind(data.meeting_type).place_at(data.school)
    return (keys.case(data.case_id), *meeting, keys.school(data.school), keys.place(place))


def _of_escalated(data: CaseEscalated) -> Iterable[Key]:
    """Within a school year nothing changes here."""
    return _of_case(data) if data.new_school_year else ()


def _of_closed(data: CaseClosed) -> Iterable[Key]:
    merged = () if data.merged_into is None else (keys.case(data.merged_into),)
    return (*_of_ended(data), *merged)
