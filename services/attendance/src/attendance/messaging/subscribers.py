"""What attendance listens to: marks and enrolments of schools in batches, contacts one by one."""

from collections.abc import Sequence

from attendance.application.circumstances import Circumstances
from attendance.messaging.enrolment_batches import EnrolmentBatches
from attendance.messaging.mark_batches import MarkBatches
from attendance.storage.unit_of_work import AttendanceUnitOfWork
from shared.contracts import consultation_directory, school_attendance, school_enrolment
from shared.contracts.consultation_directory import ContactChanged
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import AnySubscription, BatchSubscription, Subscription, on


def subscriptions(circumstances: Circumstances) -> Sequence[AnySubscription[AttendanceUnitOfWork]]:
    """Every topic with what handles it. Marks and enrolments decide by themselves what is a duplicate."""
    marks, enrolments = MarkBatches(circumstances), EnrolmentBatches(circumstances)
    return (
        BatchSubscription(school_attendance.TOPIC, marks.record, marks.read),
        BatchSubscription(school_enrolment.TOPIC, enrolments.apply, enrolments.read),
        Subscription(consultation_directory.TOPIC, (on(ContactChanged, contact_changed),)),
    )


async def contact_changed(uow: AttendanceUnitOfWork, received: Received[ContactChanged]) -> None:
    """Keep the copy of the directory, from which follows whose schools are whose."""
    await uow.directory.apply(received.data, received.envelope.version)
