"""What this subject listens to."""

from functools import partial

from notifications.application.clocks import Clocks
from notifications.subjects.case.application.follow_case import follow_case
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
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    EscalationWithdrawn,
)
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on

Unit = NotificationsUnitOfWork


async def on_case_opened(uow: Unit, event: Received[Opened], *, clocks: Clocks) -> None:
    """A case was opened or reopened."""
    await follow_case(uow, event.data.case_id, opening_of(event), clocks=clocks)


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


def subscriptions(clocks: Clocks) -> list[Subscription]:
    """The topics and what handles them."""
    return [
        Subscription(
            casework_cases.TOPIC,
            (
                on(CaseOpened, partial(on_case_opened, clocks=clocks)),
                on(CaseReopened, partial(on_case_opened, clocks=clocks)),
                on(CaseEscalated, partial(on_case_escalated, clocks=clocks)),
                on(EscalationWithdrawn, partial(on_escalation_withdrawn, clocks=clocks)),
                on(CaseWithdrawn, partial(on_case_ended, clocks=clocks)),
                on(CaseClosed, partial(on_case_ended, clocks=clocks)),
            ),
        )
    ]
