"""What this subject listens to. The streams have no order between them: each handler keeps what it is told."""

from collections.abc import Collection
from functools import partial

from notifications.application.clocks import Clocks
from notifications.domain.agreements import Agreed, Agreement
from notifications.messaging.reading import origin_of
from notifications.subjects.case.application.follow_case import follow_case
from notifications.subjects.case.application.hear_of_meeting import hear_of_meeting
from notifications.subjects.case.application.know_case import know_case
from notifications.subjects.case.messaging.facts import (
    Consent,
    Ended,
    Opened,
    Term,
    assignment_of,
    consent_of,
    ending_of,
    escalation_of,
    escalation_withdrawal_of,
    level_fall_of,
    opening_of,
    term_of,
    transfer_of,
)
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import casework_cases, consultation_meetings
from shared.contracts.casework_cases import (
    MERGED,
    CaseAssigned,
    CaseClosed,
    CaseDue,
    CaseEscalated,
    CaseEvent,
    CaseOpened,
    CaseOverdue,
    CaseReopened,
    CaseTransferred,
    CaseWithdrawn,
    ConsentEnded,
    ConsentRecorded,
    EscalationWithdrawn,
    LevelFallen,
)
from shared.contracts.consultation_meetings import MeetingHeld
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on

Unit = NotificationsUnitOfWork

_SHARE_WITH_COACH = "share-with-youth-coach"


async def on_case_opened(uow: Unit, event: Received[Opened], *, case_types: Collection[str], clocks: Clocks) -> None:
    """A case was opened or reopened. A case of a type without notices may still have meetings with notices."""
    if event.data.case_type in case_types:
        await follow_case(uow, event.data.case_id, opening_of(event), clocks=clocks)
    else:
        await know_case(uow, event.data.case_id, opening_of(event), clocks=clocks)


async def on_case_escalated(uow: Unit, event: Received[CaseEscalated], *, clocks: Clocks) -> None:
    """A case got a higher level. A level that another case brought along was told of there."""
    escalation = escalation_of(event)
    if escalation:
        await follow_case(uow, event.data.case_id, escalation, clocks=clocks)


async def on_case_transferred(
    uow: Unit, event: Received[CaseTransferred], *, case_types: Collection[str], clocks: Clocks
) -> None:
    """A case goes on at another school. A case of a type without notices may still have meetings with notices."""
    if event.data.case_type in case_types:
        await follow_case(uow, event.data.case_id, transfer_of(event), clocks=clocks)
    else:
        await know_case(uow, event.data.case_id, transfer_of(event), clocks=clocks)


async def on_escalation_withdrawn(uow: Unit, event: Received[EscalationWithdrawn], *, clocks: Clocks) -> None:
    """The level of a newer school year fell, and the case stays."""
    await follow_case(uow, event.data.case_id, escalation_withdrawal_of(event), clocks=clocks)


async def on_case_ended(uow: Unit, event: Received[Ended], *, clocks: Clocks) -> None:
    """A case was withdrawn or closed."""
    await follow_case(uow, event.data.case_id, ending_of(event), clocks=clocks)


async def on_level_fallen(uow: Unit, event: Received[LevelFallen], *, clocks: Clocks) -> None:
    """A level fell, and the case stays."""
    await follow_case(uow, event.data.case_id, level_fall_of(event), clocks=clocks)


async def on_consent(uow: Unit, event: Received[Consent], *, clocks: Clocks) -> None:
    """A consent to share a case with the youth coach was recorded, or ended."""
    await follow_case(uow, event.data.case_id, consent_of(event), clocks=clocks)


async def on_case_assigned(uow: Unit, event: Received[CaseAssigned], *, clocks: Clocks) -> None:
    """A case was given to somebody."""
    await follow_case(uow, event.data.case_id, assignment_of(event), clocks=clocks)


async def on_term(uow: Unit, event: Received[Term], *, clocks: Clocks) -> None:
    """A term of a case is near its end, or over."""
    await follow_case(uow, event.data.case_id, term_of(event), clocks=clocks)


async def on_meeting_held(
    uow: Unit, event: Received[MeetingHeld], *, case_types: Collection[str], clocks: Clocks
) -> None:
    """A meeting was held about these cases."""
    for case_id in event.data.case_ids:
        await hear_of_meeting(uow, case_id, origin_of(event.envelope), case_types=case_types, clocks=clocks)


def subscriptions(
    clocks: Clocks, agreed: Agreed, *, case_types: Collection[str]
) -> list[Subscription[NotificationsUnitOfWork]]:
    """The topics and what handles them, for cases of these types."""
    heard = [_of_cases(clocks, case_types=case_types)]
    if Agreement.COACH_AFTER_CONSENT in agreed:
        heard.append(_of_consents(clocks, case_types=case_types))
    if agreed & {Agreement.CASEWORKER_DIGEST, Agreement.OVERDUE}:
        heard.append(_of_work(clocks, case_types=case_types))
    if Agreement.COACH_AFTER_MEETING in agreed:
        on_held = partial(on_meeting_held, case_types=case_types, clocks=clocks)
        heard.append(Subscription(consultation_meetings.TOPIC, (on(MeetingHeld, on_held, keys=_cases_of_meeting),)))
    return heard


def _of_cases(clocks: Clocks, *, case_types: Collection[str]) -> Subscription[Unit]:
    on_opened = partial(on_case_opened, case_types=case_types, clocks=clocks)
    on_escalated = partial(on_case_escalated, clocks=clocks)
    on_transferred = partial(on_case_transferred, case_types=case_types, clocks=clocks)
    on_fallen = partial(on_escalation_withdrawn, clocks=clocks)
    on_level = partial(on_level_fallen, clocks=clocks)
    on_ended = partial(on_case_ended, clocks=clocks)

    def told(event: CaseEvent) -> bool:
        return event.case_type in case_types

    def told_or_at_school(event: Opened) -> bool:
        return told(event) or event.school is not None

    return Subscription(
        casework_cases.TOPIC,
        (
            on(CaseOpened, on_opened, keys=_case, only=told_or_at_school),
            on(CaseReopened, on_opened, keys=_case, only=told_or_at_school),
            on(CaseEscalated, on_escalated, keys=_case_of_a_level, only=told),
            on(CaseTransferred, on_transferred, keys=_case),
            on(EscalationWithdrawn, on_fallen, keys=_case, only=told),
            on(LevelFallen, on_level, keys=_case, only=told),
            on(CaseWithdrawn, on_ended, keys=_case, only=told),
            on(CaseClosed, on_ended, keys=_closed_cases, only=told),
        ),
    )


def _of_work(clocks: Clocks, *, case_types: Collection[str]) -> Subscription[Unit]:
    def told(event: CaseEvent) -> bool:
        return event.case_type in case_types

    return Subscription(
        casework_cases.TOPIC,
        (
            on(CaseAssigned, partial(on_case_assigned, clocks=clocks), keys=_case, only=told),
            on(CaseDue, partial(on_term, clocks=clocks), keys=_case, only=told),
            on(CaseOverdue, partial(on_term, clocks=clocks), keys=_case, only=told),
        ),
    )


def _of_consents(clocks: Clocks, *, case_types: Collection[str]) -> Subscription[Unit]:
    on_told = partial(on_consent, clocks=clocks)

    def to_coach(event: Consent) -> bool:
        return event.case_type in case_types and event.purpose == _SHARE_WITH_COACH

    return Subscription(
        casework_cases.TOPIC,
        (
            on(ConsentRecorded, on_told, keys=_case, only=to_coach),
            on(ConsentEnded, on_told, keys=_case, only=to_coach),
        ),
    )


def _cases_of_meeting(event: MeetingHeld) -> tuple[Key, ...]:
    return tuple(keys.case(case_id) for case_id in event.case_ids)


def _case(event: CaseEvent) -> tuple[Key, ...]:
    return (keys.case(event.case_id),)


def _case_of_a_level(event: CaseEscalated) -> tuple[Key, ...]:
    """Nothing of a level that another case brought along."""
    return () if event.by_merger else _case(event)


def _closed_cases(event: CaseClosed) -> tuple[Key, ...]:
    """The case that was closed; of a case that was merged also the case that goes on."""
    if event.outcome != MERGED:
        return _case(event)
    goes_on = (keys.case(event.merged_into),) if event.merged_into else ()
    return (*_case(event), *goes_on)
