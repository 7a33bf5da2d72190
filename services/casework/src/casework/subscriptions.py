"""What casework listens to."""

from collections.abc import Sequence
from functools import partial

from casework.domain.terms import TermLengths
from casework.messaging.actions import keys_of_action, on_action_agreed
from casework.messaging.calendars import on_calendar_changed
from casework.messaging.deliveries import keys_of_delivery, on_delivery
from casework.messaging.meetings import (
    keys_of_agenda,
    keys_of_meeting,
    on_meeting_agenda_changed,
    on_meeting_attention_changed,
    on_meeting_decisions_corrected,
    on_meeting_without_time,
    on_planned_meeting,
    on_reply_received,
)
from casework.messaging.persons import keys_of_person, on_person_changed, on_person_erased, on_person_merged
from casework.messaging.school_matters import school_matter_handlers
from casework.messaging.watches import keys_of_watch, on_watch_answered
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts import attendance_calendars as calendars
from shared.contracts import attendance_persons as persons
from shared.contracts import attendance_signals as signals
from shared.contracts import consultation_directory as directory
from shared.contracts import consultation_meetings as meetings
from shared.contracts import notifications_deliveries as deliveries
from shared.copies.calendars import keys_of_calendar
from shared.copies.contacts import keys_of_contact, on_contact_changed
from shared.copies.persons import keys_of_erased
from shared.copies.school_names import keys_of_organisation, on_organisation_changed
from shared.messaging import keys
from shared.messaging.subscriptions import On, Subscription, on
from shared.runtime.clock import Clock


def subscriptions(
    of_types: Sequence[On[CaseworkUnitOfWork]], clock: Clock, lengths: TermLengths
) -> Sequence[Subscription[CaseworkUnitOfWork]]:
    """Every topic with what handles its events.

    ``of_types`` handle the events that bring what cases of the types rest on. Raises ValueError when two of them handle
    the same events.
    """
    on_changed = partial(on_person_changed, clock=clock, lengths=lengths)
    on_merged = partial(on_person_merged, clock=clock, lengths=lengths)
    on_planned = partial(on_planned_meeting, clock=clock)
    on_without_time = partial(on_meeting_without_time, clock=clock)
    on_attention = partial(on_meeting_attention_changed, clock=clock)
    on_corrected = partial(on_meeting_decisions_corrected, clock=clock)
    on_notice = partial(on_delivery, clock=clock)
    return (
        *_by_topic((*of_types, *_of_watches(clock), *school_matter_handlers())),
        Subscription(
            persons.TOPIC,
            (
                on(persons.PersonChanged, on_changed, keys=keys_of_person),
                on(
                    persons.PersonMerged,
                    on_merged,
                    keys=lambda changed: [keys.person(changed.person_id), keys.person(changed.merged_into)],
                ),
            ),
            on_tombstone=partial(on_person_erased, clock=clock),
            tombstone_keys=keys_of_erased,
        ),
        Subscription(calendars.TOPIC, (on(calendars.CalendarChanged, on_calendar_changed, keys=keys_of_calendar),)),
        Subscription(
            directory.TOPIC,
            (
                on(directory.ContactChanged, on_contact_changed, keys=keys_of_contact),
                on(directory.OrganisationChanged, on_organisation_changed, keys=keys_of_organisation),
            ),
        ),
        Subscription(
            meetings.TOPIC,
            (
                on(meetings.MeetingScheduled, on_planned, keys=keys_of_meeting),
                on(meetings.MeetingRescheduled, on_planned, keys=keys_of_meeting),
                on(meetings.MeetingCancelled, on_planned, keys=keys_of_meeting),
                on(meetings.MeetingHeld, on_planned, keys=keys_of_meeting),
                on(meetings.MeetingDecisionsCorrected, on_corrected, keys=keys_of_meeting),
                on(meetings.MeetingUnschedulable, on_without_time, keys=keys_of_meeting),
                on(meetings.MeetingUnderReview, on_planned, keys=keys_of_meeting),
                on(meetings.MeetingRestored, on_planned, keys=keys_of_meeting),
                on(meetings.MeetingAttentionChanged, on_attention, keys=keys_of_meeting),
                on(meetings.MeetingAgendaChanged, partial(on_meeting_agenda_changed, clock=clock), keys=keys_of_agenda),
                on(meetings.MeetingDropped, on_without_time, keys=keys_of_meeting),
                on(meetings.ReplyReceived, partial(on_reply_received, clock=clock), keys=keys_of_meeting),
                on(meetings.ActionAgreed, partial(on_action_agreed, clock=clock), keys=keys_of_action),
            ),
        ),
        Subscription(
            deliveries.TOPIC,
            (
                on(deliveries.NotificationSent, on_notice, keys=keys_of_delivery),
                on(deliveries.NotificationFailed, on_notice, keys=keys_of_delivery),
                on(deliveries.NotificationBounced, on_notice, keys=keys_of_delivery),
                on(deliveries.NotificationAcknowledged, on_notice, keys=keys_of_delivery),
                on(deliveries.NotificationUnacknowledged, on_notice, keys=keys_of_delivery),
            ),
        ),
    )


def _of_watches(clock: Clock) -> Sequence[On[CaseworkUnitOfWork]]:
    on_answered = partial(on_watch_answered, clock=clock)
    return (
        on(signals.WatchMet, on_answered, keys=keys_of_watch),
        on(signals.WatchBroken, on_answered, keys=keys_of_watch),
    )


def _by_topic(handlers: Sequence[On[CaseworkUnitOfWork]]) -> Sequence[Subscription[CaseworkUnitOfWork]]:
    """Raises ValueError when two types of case want the same events: what one event says is of one case."""
    if len({handler.contract for handler in handlers}) < len(handlers):
        raise ValueError("two types of case handle the same events")
    topics: dict[str, list[On[CaseworkUnitOfWork]]] = {}
    for handler in handlers:
        topics.setdefault(handler.contract.topic, []).append(handler)
    return [Subscription(topic, tuple(of_topic)) for topic, of_topic in topics.items()]
