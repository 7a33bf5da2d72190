"""What consultation listens to."""

from collections.abc import Iterable
from functools import partial

from consultation.bodies.messaging.replies import on_session_answered
from consultation.directory.messaging.notices import is_of_address, on_address_refused
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.kinds.registry import CASE_TYPES
from consultation.meetings.messaging import calendars, cases, notices, replies, tasks
from consultation.overview.messaging.figures import on_figures_published
from consultation.series.application.seat_case import seat_or_plan
from consultation.series.messaging import cases as of_agendas
from consultation.unit_of_work import ENDING, ConsultationUnitOfWork
from shared.contracts import attendance_calendars, casework_cases, figures, notifications_deliveries
from shared.contracts.casework_cases import CaseClosed, CaseEscalated, CaseEvent, CaseTransferred, MeetingRequested
from shared.contracts.notifications_deliveries import NotificationBounced, NotificationFailed
from shared.copies.calendars import keys_of_calendar
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.subscriptions import On, Subscription, on
from shared.runtime.clock import Clock


def subscriptions(
    rules: MeetingRules, agendas: AgendaRules, clock: Clock
) -> list[Subscription[ConsultationUnitOfWork]]:
    """The subscriptions, planning by these rules and this clock."""
    of_bodies = partial(on_session_answered, clock=clock)
    on_arrived = partial(replies.on_reply_arrived, rules=rules, clock=clock, elsewhere=of_bodies)
    on_refused = partial(on_address_refused, clock=clock)
    on_changed = partial(calendars.on_calendar_changed, rules=rules, clock=clock)
    return [
        Subscription(casework_cases.TOPIC, handlers=_of_cases(rules, agendas, clock)),
        Subscription(
            attendance_calendars.TOPIC,
            handlers=(on(attendance_calendars.CalendarChanged, on_changed, keys=keys_of_calendar),),
        ),
        Subscription(
            notifications_deliveries.TOPIC,
            can_wait=True,
            handlers=(
                on(notifications_deliveries.ReplyArrived, on_arrived, keys=_of_reply),
                on(
                    notifications_deliveries.NotificationSent,
                    notices.on_notification_sent,
                    keys=_of_notice,
                    only=notices.is_of_case_to_clb,
                ),
                on(NotificationBounced, on_refused, keys=_of_notice, only=is_of_address),
                on(NotificationFailed, on_refused, keys=_of_notice, only=is_of_address),
            ),
        ),
        *(
            Subscription(
                contract.topic, can_wait=True, handlers=(on(contract, on_figures_published, keys=_of_figures),)
            )
            for contract in (figures.AttendanceFiguresPublished, figures.CaseworkFiguresPublished)
        ),
    ]


def _of_cases(rules: MeetingRules, agendas: AgendaRules, clock: Clock) -> tuple[On[ConsultationUnitOfWork], ...]:
    plan = partial(seat_or_plan, rules=rules, agendas=agendas, clock=clock)
    on_requested = partial(cases.on_meeting_requested, rules=rules, clock=clock, plan=plan)
    on_goes_on = partial(cases.on_case_goes_on, clock=clock, plan=plan)
    on_escalated = partial(of_agendas.on_case_escalated, rules=rules, agendas=agendas, clock=clock)
    on_assigned = partial(cases.on_case_assigned, rules=rules, clock=clock)
    on_transferred = partial(cases.on_case_transferred, clock=clock)
    on_erased = partial(cases.on_case_person_erased, clock=clock)
    on_proposed = partial(cases.on_withdrawal_proposed, clock=clock, plan=plan)
    on_withdrawn = partial(cases.on_case_withdrawn, clock=clock, plan=plan)
    on_closed = partial(cases.on_case_closed, clock=clock, plan=plan)
    return (
        on(casework_cases.CaseOpened, on_goes_on, keys=_of_case, only=_has_meetings),
        on(casework_cases.CaseReopened, on_goes_on, keys=_of_case, only=_has_meetings),
        on(CaseEscalated, on_escalated, keys=_of_case, only=_has_meetings),
        on(casework_cases.CaseAssigned, on_assigned, keys=_of_case, only=_has_meetings),
        on(CaseTransferred, on_transferred, keys=_of_ended, only=_has_meetings),
        on(MeetingRequested, on_requested, keys=partial(_of_requested, rules), only=_has_meetings),
        on(casework_cases.WithdrawalProposed, on_proposed, keys=_of_case, only=_has_meetings),
        on(casework_cases.WithdrawalDropped, on_goes_on, keys=_of_case, only=_has_meetings),
        on(casework_cases.CaseWithdrawn, on_withdrawn, keys=_of_ended, only=_has_meetings),
        on(casework_cases.CasePersonErased, on_erased, keys=_of_case, only=_has_meetings),
        on(casework_cases.TaskDone, tasks.on_task_done, keys=_of_case),
        on(CaseClosed, on_closed, keys=_of_closed, only=_has_meetings),
    )


def _has_meetings(data: CaseEvent) -> bool:
    """Whether cases of this type have meetings; what is told of others is passed over."""
    return data.case_type in CASE_TYPES


def _of_reply(data: notifications_deliveries.ReplyArrived) -> Iterable[Key]:
    return (keys.meeting(data.meeting_id),)


def _of_notice(_: notifications_deliveries.DeliveryEvent) -> Iterable[Key]:
    """Nothing: what became of a notice is written without a look at what it is about."""
    return ()


def _of_figures(_: figures.FiguresPublished) -> Iterable[Key]:
    """Nothing: a figure replaces the one before without a look at it."""
    return ()


def _of_case(data: CaseEvent) -> Iterable[Key]:
    return (keys.case(data.case_id),)


def _of_ended(data: CaseEvent) -> Iterable[Key]:
    return (keys.case(data.case_id), Key(ENDING, str(data.case_id)))


def _of_requested(rules: MeetingRules, data: MeetingRequested) -> Iterable[Key]:
    """Also the school and the place that it is planned at."""
    meeting = () if data.meeting_id is None else (keys.meeting(data.meeting_id),)
    place = rules.kind(data.meeting_type).place_at(data.school)
    return (keys.case(data.case_id), *meeting, keys.school(data.school), keys.place(place))


def _of_closed(data: CaseClosed) -> Iterable[Key]:
    merged = () if data.merged_into is None else (keys.case(data.merged_into),)
    return (*_of_ended(data), *merged)
