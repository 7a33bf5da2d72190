"""What this subject listens to. The streams have no order between them: each handler keeps what it is told."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from notifications.application.clocks import Clocks
from notifications.subjects.case.application.follow_case import follow_case
from notifications.subjects.case.application.know_case import know_case
from notifications.subjects.case.domain.vocabulary import CASE_TYPES
from notifications.subjects.case.messaging.facts import (
    Ended,
    Opened,
    ending_of,
    escalation_of,
    escalation_withdrawal_of,
    opening_of,
)
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import casework_cases
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseEscalated,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    EscalationWithdrawn,
)
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on

Unit = NotificationsUnitOfWork
E = TypeVar("E", bound=CaseEvent)


def of_known_types(
    handler: Callable[[Unit, Received[E]], Awaitable[None]],
) -> Callable[[Unit, Received[E]], Awaitable[None]]:
    """The handler, for the events of cases whose type somebody is told of."""

    async def handle(uow: Unit, event: Received[E]) -> None:
        if event.data.case_type in CASE_TYPES:
            await handler(uow, event)

    return handle


async def on_case_opened(uow: Unit, event: Received[Opened], *, clocks: Clocks) -> None:
    """A case was opened or reopened. Of a type that nobody is told of, a case at a school may still have meetings."""
    if event.data.case_type in CASE_TYPES:
        await follow_case(uow, event.data.case_id, opening_of(event), clocks=clocks)
    elif event.data.school is not None:
        await know_case(uow, event.data.case_id, opening_of(event), clocks=clocks)


async def on_case_escalated(uow: Unit, event: Received[CaseEscalated], *, clocks: Clocks) -> None:
    """A case got a higher level; only a level of a newer school year matters here."""
    escalation = escalation_of(event)
    if escalation:
        await follow_case(uow, event.data.case_id, escalation, clocks=clocks)


async def on_escalation_withdrawn(uow: Unit, event: Received[EscalationWithdrawn], *, clocks: Clocks) -> None:
    """The level of a newer school year fell, and the case stays."""
    await follow_case(uow, event.data.case_id, escalation_withdrawal_of(event), clocks=clocks)


async def on_case_ended(uow: Unit, event: Received[Ended], *, clocks: Clocks) -> None:
    """A case was withdrawn or closed; of the closed cases only the merged cases matter here."""
    ending = ending_of(event)
    if ending:
        await follow_case(uow, event.data.case_id, ending, clocks=clocks)


def subscriptions(clocks: Clocks) -> list[Subscription[NotificationsUnitOfWork]]:
    """The topics and what handles them."""
    on_opened = partial(on_case_opened, clocks=clocks)
    on_escalated = of_known_types(partial(on_case_escalated, clocks=clocks))
    on_fallen = of_known_types(partial(on_escalation_withdrawn, clocks=clocks))
    on_ended = of_known_types(partial(on_case_ended, clocks=clocks))
    return [
        Subscription(
            casework_cases.TOPIC,
            (
                on(CaseOpened, on_opened, keys=_opened),
                on(CaseReopened, on_opened, keys=_opened),
                on(CaseEscalated, on_escalated, keys=_case),
                on(EscalationWithdrawn, on_fallen, keys=_case),
                on(CaseWithdrawn, on_ended, keys=_case),
                on(CaseClosed, on_ended, keys=_case_and_what_it_went_on_in),
            ),
        )
    ]


def _opened(event: Opened) -> tuple[Key, ...]:
    return (keys.case(event.case_id),) if event.case_type in CASE_TYPES or event.school is not None else ()


def _case(event: CaseEvent) -> tuple[Key, ...]:
    return (keys.case(event.case_id),) if event.case_type in CASE_TYPES else ()


def _case_and_what_it_went_on_in(event: CaseClosed) -> tuple[Key, ...]:
    went_on_in = (keys.case(event.merged_into),) if event.merged_into else ()
    return (*_case(event), *went_on_in)
