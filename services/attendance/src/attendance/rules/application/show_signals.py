"""Show signals: what was concluded, and on which half days and events it rests."""

from collections.abc import Sequence
from uuid import UUID

from attendance.rules.domain.signal import Signal, SignalFilter
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import NotFound


async def list_signals(
    uow: AttendanceUnitOfWork, wanted: SignalFilter, *, after: UUID | None = None, limit: int = 50, shadow: bool = False
) -> Sequence[Signal]:
    """At most `limit` signals, oldest first, from the signal after `after`; or the signals in the `shadow`."""
    signals = uow.shadow_signals if shadow else uow.signals
    return await signals.list(wanted, after, limit)


async def show_signal(uow: AttendanceUnitOfWork, signal_id: UUID, *, shadow: bool = False) -> Signal:
    """One signal with its explanation; also a signal in the `shadow` if asked. Raises NotFound."""
    signal = await uow.signals.get(signal_id)
    if signal is None and shadow:
        signal = await uow.shadow_signals.get(signal_id)
    if signal is None:
        raise NotFound("signal", signal_id)
    return signal
