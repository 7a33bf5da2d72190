"""What this service listens to. The streams have no order between them: each handler keeps what it is told."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from notifications.application.follow_stories import follow_case, follow_meeting
from notifications.application.keep_copies import contact_kept, erase_person, keep_person, merge_person
from notifications.messaging.facts import (
    Ended,
    Opened,
    Planned,
    ending_of,
    escalation_of,
    escalation_withdrawal_of,
    opening_of,
    person_of,
    version_of,
)
from notifications.storage.unit_of_work import NotificationsUnitOfWork
from shared.contracts import attendance_persons, casework_cases, consultation_directory, consultation_meetings
from shared.contracts.attendance_persons import PersonChanged, PersonMerged
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseEscalated,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    EscalationWithdrawn,
)
from shared.contracts.consultation_directory import ContactChanged
from shared.contracts.consultation_meetings import (
    MeetingCancelled,
    MeetingHeld,
    MeetingRescheduled,
    MeetingScheduled,
)
from shared.messaging.errors import InvalidEvent
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on

Unit = NotificationsUnitOfWork

CASE_TYPES = frozenset({"truancy"})
"""The types of case of which somebody is told; what is told of another type is passed over."""

E = TypeVar("E", bound=CaseEvent)


def of_known_types(
    handler: Callable[[Unit, Received[E]], Awaitable[None]],
) -> Callable[[Unit, Received[E]], Awaitable[None]]:
    """The handler, for the events of cases whose type somebody is told of."""

    async def handle(uow: Unit, event: Received[E]) -> None:
        if event.data.case_type in CASE_TYPES:
            await handler(uow, event)

    return handle


async def on_case_opened(uow: Unit, event: Received[Opened]) -> None:
    """A case was opened or reopened."""
    await follow_case(uow, event.data.case_id, opening_of(event))


async def on_case_escalated(uow: Unit, event: Received[CaseEscalated]) -> None:
    """A case got a higher level; only one of a newer school year matters here."""
    escalation = escalation_of(event)
    if escalation:
        await follow_case(uow, event.data.case_id, escalation)


async def on_escalation_withdrawn(uow: Unit, event: Received[EscalationWithdrawn]) -> None:
    """The level of a newer school year fell, and the case stays."""
    await follow_case(uow, event.data.case_id, escalation_withdrawal_of(event))


async def on_case_ended(uow: Unit, event: Received[Ended]) -> None:
    """A case was withdrawn or closed; of the closed ones only the merged matter here."""
    ending = ending_of(event)
    if ending:
        await follow_case(uow, event.data.case_id, ending)


async def on_meeting(uow: Unit, event: Received[Planned]) -> None:
    """A meeting was planned, moved, cancelled or held."""
    await follow_meeting(uow, event.data.meeting_id, version_of(event))


async def on_person_changed(uow: Unit, event: Received[PersonChanged]) -> None:
    """A person's names and enrolments."""
    await keep_person(uow, person_of(event.data), event.envelope.version)


async def on_person_merged(uow: Unit, event: Received[PersonMerged]) -> None:
    """A person is another one now."""
    await merge_person(uow, event.data.person_id, event.data.merged_into, event.envelope.version)


async def on_person_erased(uow: Unit, key: str) -> None:
    """A person was erased."""
    try:
        person_id = UUID(key)
    except ValueError:
        raise InvalidEvent("key", "expected the id of a person") from None
    await erase_person(uow, person_id)


async def on_contact_changed(uow: Unit, event: Received[ContactChanged]) -> None:
    """A contact of the directory."""
    await uow.directory.apply(event.data, event.envelope.version)
    await contact_kept(uow, event.data.contact_id)


def subscriptions() -> list[Subscription[NotificationsUnitOfWork]]:
    """The topics and what handles them."""
    return [
        Subscription(
            casework_cases.TOPIC,
            (
                on(CaseOpened, of_known_types(on_case_opened)),
                on(CaseReopened, of_known_types(on_case_opened)),
                on(CaseEscalated, of_known_types(on_case_escalated)),
                on(EscalationWithdrawn, of_known_types(on_escalation_withdrawn)),
                on(CaseWithdrawn, of_known_types(on_case_ended)),
                on(CaseClosed, of_known_types(on_case_ended)),
            ),
        ),
        Subscription(
            consultation_meetings.TOPIC,
            (
                on(MeetingScheduled, on_meeting),
                on(MeetingRescheduled, on_meeting),
                on(MeetingCancelled, on_meeting),
                on(MeetingHeld, on_meeting),
            ),
        ),
        Subscription(consultation_directory.TOPIC, (on(ContactChanged, on_contact_changed),)),
        Subscription(
            attendance_persons.TOPIC,
            (on(PersonChanged, on_person_changed), on(PersonMerged, on_person_merged)),
            on_tombstone=on_person_erased,
        ),
    ]
