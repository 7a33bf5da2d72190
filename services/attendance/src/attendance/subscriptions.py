"""What attendance listens to: marks and enrolments of schools in batches, contacts and cases by event."""

from collections.abc import Iterable, Sequence
from functools import partial

from attendance.case_days.messaging.cases import on_case_closed, on_case_opened, on_case_transferred, on_case_withdrawn
from attendance.register.messaging.enrolment_batches import EnrolmentBatches
from attendance.register.messaging.mark_batches import MarkBatches
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.watches.messaging.watches import on_watch_asked, on_watch_ended
from shared.contracts import casework_cases, consultation_directory, school_attendance, school_enrolment
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    CaseTransferred,
    CaseWithdrawn,
    WatchAsked,
    WatchEnded,
)
from shared.contracts.consultation_directory import ContactChanged, OrganisationChanged
from shared.copies.contacts import keys_of_contact, on_contact_changed
from shared.copies.school_names import keys_of_organisation, on_organisation_changed
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.subscriptions import AnySubscription, BatchSubscription, Subscription, on
from shared.runtime.clock import Clock


def subscriptions(
    marks: MarkBatches, enrolments: EnrolmentBatches, clock: Clock
) -> Sequence[AnySubscription[AttendanceUnitOfWork]]:
    """Every topic with what handles it. Marks and enrolments decide by themselves what is a duplicate."""
    return (
        BatchSubscription(school_attendance.TOPIC, marks.record, marks.read),
        BatchSubscription(school_enrolment.TOPIC, enrolments.apply, enrolments.read),
        Subscription(
            consultation_directory.TOPIC,
            (
                on(ContactChanged, on_contact_changed, keys=keys_of_contact),
                on(OrganisationChanged, on_organisation_changed, keys=keys_of_organisation),
            ),
        ),
        Subscription(
            casework_cases.TOPIC,
            (
                on(CaseOpened, on_case_opened, keys=_of_case),
                on(CaseReopened, on_case_opened, keys=_of_case),
                on(CaseTransferred, on_case_transferred, keys=_of_case),
                on(CaseClosed, partial(on_case_closed, clock=clock), keys=_of_case),
                on(CaseWithdrawn, partial(on_case_withdrawn, clock=clock), keys=_of_case),
                on(WatchAsked, on_watch_asked, keys=_of_case),
                on(WatchEnded, partial(on_watch_ended, clock=clock), keys=_of_case),
            ),
        ),
    )


def _of_case(data: CaseEvent | WatchAsked | WatchEnded) -> Iterable[Key]:
    """The case: each event is one statement about it."""
    return (keys.case(data.case_id),)
