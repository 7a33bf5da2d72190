"""Everything meetings listen to, and what handles it."""

from functools import partial

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.messaging import calendars, cases
from shared.contracts import attendance_calendars, casework_cases
from shared.messaging.subscriptions import Subscription, on
from shared.runtime.clock import Clock


def subscriptions(rules: MeetingRules, clock: Clock) -> list[Subscription]:
    """The subscriptions, planning by these rules and this clock."""
    goes_on = partial(cases.on_case_goes_on, rules=rules, clock=clock)
    return [
        Subscription(
            casework_cases.TOPIC,
            handlers=(
                on(casework_cases.CaseOpened, goes_on),
                on(casework_cases.CaseReopened, goes_on),
                on(casework_cases.CaseEscalated, cases.on_case_escalated),
                on(casework_cases.MeetingRequested, partial(cases.on_meeting_requested, rules=rules, clock=clock)),
                on(casework_cases.WithdrawalProposed, partial(cases.on_withdrawal_proposed, rules=rules, clock=clock)),
                on(casework_cases.WithdrawalDropped, goes_on),
                on(casework_cases.CaseWithdrawn, partial(cases.on_case_withdrawn, rules=rules, clock=clock)),
                on(casework_cases.CaseClosed, partial(cases.on_case_closed, rules=rules, clock=clock)),
            ),
        ),
        Subscription(
            attendance_calendars.TOPIC,
            handlers=(
                on(
                    attendance_calendars.CalendarChanged,
                    partial(calendars.on_calendar_changed, rules=rules, clock=clock),
                ),
            ),
        ),
    ]
