"""What casework listens to."""

from collections.abc import Sequence

from casework.application.follow_gaps import FollowGaps
from casework.application.follow_levels import FollowLevels
from casework.application.follow_persons import FollowPersons
from casework.messaging.copies import calendar_changed, contact_changed
from casework.messaging.deliveries import DeliveryEvents
from casework.messaging.gaps import GapEvents
from casework.messaging.meetings import MeetingEvents
from casework.messaging.persons import PersonEvents
from casework.messaging.signals import SignalEvents
from casework.storage.unit_of_work import CaseworkUnitOfWork
from shared.contracts import attendance_calendars as calendars
from shared.contracts import attendance_persons as persons
from shared.contracts import attendance_signals as signals
from shared.contracts import consultation_directory as directory
from shared.contracts import consultation_meetings as meetings
from shared.contracts import notifications_deliveries as deliveries
from shared.messaging.subscriptions import Subscription, on
from shared.runtime.clock import Clock


def subscriptions(
    levels: FollowLevels, gaps: FollowGaps, follow_persons: FollowPersons, clock: Clock
) -> Sequence[Subscription[CaseworkUnitOfWork]]:
    """Every topic with what handles its events, each event in a unit of work of its own."""
    level, gap, person = SignalEvents(levels, clock), GapEvents(gaps, clock), PersonEvents(follow_persons, clock)
    meeting, delivery = MeetingEvents(clock), DeliveryEvents(clock)
    return (
        Subscription(
            signals.TOPIC,
            (
                on(signals.LevelReached, level.reached),
                on(signals.LevelWithdrawn, level.withdrawn),
                on(signals.EnrolmentMissing, gap.missing),
                on(signals.EnrolmentFound, gap.found),
            ),
        ),
        Subscription(
            persons.TOPIC,
            (on(persons.PersonChanged, person.changed), on(persons.PersonMerged, person.merged)),
            on_tombstone=person.erased,
        ),
        Subscription(calendars.TOPIC, (on(calendars.CalendarChanged, calendar_changed),)),
        Subscription(directory.TOPIC, (on(directory.ContactChanged, contact_changed),)),
        Subscription(
            meetings.TOPIC,
            (
                on(meetings.MeetingScheduled, meeting.scheduled),
                on(meetings.MeetingRescheduled, meeting.rescheduled),
                on(meetings.MeetingCancelled, meeting.cancelled),
                on(meetings.MeetingHeld, meeting.held),
                on(meetings.MeetingUnschedulable, meeting.unschedulable),
                on(meetings.MeetingUnderReview, meeting.under_review),
                on(meetings.MeetingRestored, meeting.restored),
                on(meetings.MeetingAttentionChanged, meeting.attention_changed),
                on(meetings.MeetingDropped, meeting.dropped),
            ),
        ),
        Subscription(
            deliveries.TOPIC,
            (
                on(deliveries.NotificationSent, delivery.sent),
                on(deliveries.NotificationFailed, delivery.failed),
                on(deliveries.NotificationAcknowledged, delivery.acknowledged),
                on(deliveries.NotificationUnacknowledged, delivery.unacknowledged),
            ),
        ),
    )
