"""A caseworker declines an early signal; signals that nobody accepted are removed after their term."""

from datetime import timedelta
from uuid import UUID

from casework.application.living_person import hold_living
from casework.domain.early_signal import AwaitingSignal, Decline, DeclineReason, opens
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.errors import Conflict, NotFound
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def awaiting_signal(uow: CaseworkUnitOfWork, signal_id: UUID) -> AwaitingSignal:
    """An early signal without case. Raises NotFound; Conflict for a signal that has a case."""
    kept = await uow.grounds.get(signal_id)
    case_type = opens(kept.ground, uow.case_types) if kept else None
    received_at = await uow.early_signals.received_at(signal_id)
    if kept is None or case_type is None or received_at is None:
        raise NotFound("early signal", signal_id)
    if kept.case_id:
        raise Conflict("the early signal was accepted before", case_id=kept.case_id)
    return AwaitingSignal(kept.ground, received_at, case_type)


async def decline_signal(
    uow: CaseworkUnitOfWork, signal_id: UUID, reason: DeclineReason, *, by: str, clock: Clock
) -> Decline:
    """Note that no case is opened on a signal. It can be accepted yet, as long as it is kept.

    Raises NotFound; Conflict for a signal that was accepted or declined before.
    """
    signal = await awaiting_signal(uow, signal_id)
    await hold_living(uow, signal.ground.person_id)
    await awaiting_signal(uow, signal_id)
    if await uow.early_signals.decline_of(signal_id):
        raise Conflict("the early signal was declined before")
    decline = Decline(signal_id, reason, by, clock.now())
    await uow.early_signals.decline(decline)
    return decline


async def purge_signals(units: CaseworkUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the signals that nobody accepted for longer than this."""
    async with units() as uow:
        purged = await uow.early_signals.purge(clock.now() - kept_for)
    if purged:
        get_logger().info("case.early_signals_purged", purged=purged)
