"""What attendance listens to: marks and enrolments of schools in batches, contacts by event."""

from collections.abc import Sequence

from attendance.register.messaging.enrolment_batches import EnrolmentBatches
from attendance.register.messaging.mark_batches import MarkBatches
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.contracts import consultation_directory, school_attendance, school_enrolment
from shared.contracts.consultation_directory import ContactChanged
from shared.copies.contacts import keys_of_contact, on_contact_changed
from shared.messaging.subscriptions import AnySubscription, BatchSubscription, Subscription, on


def subscriptions(marks: MarkBatches, enrolments: EnrolmentBatches) -> Sequence[AnySubscription[AttendanceUnitOfWork]]:
    """Every topic with what handles it. Marks and enrolments decide by themselves what is a duplicate."""
    return (
        BatchSubscription(school_attendance.TOPIC, marks.record, marks.read),
        BatchSubscription(school_enrolment.TOPIC, enrolments.apply, enrolments.read),
        Subscription(consultation_directory.TOPIC, (on(ContactChanged, on_contact_changed, keys=keys_of_contact),)),
    )
