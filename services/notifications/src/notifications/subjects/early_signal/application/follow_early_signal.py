"""An early signal arrives."""

from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.subjects.early_signal.domain.story import EarlySignal
from notifications.subjects.early_signal.domain.vocabulary import about_early_signal
from notifications.subjects.early_signal.storage.early_signals import EarlySignals
from notifications.subjects.early_signal.subject import EARLY_SIGNAL
from notifications.unit_of_work import NotificationsUnitOfWork


async def follow_early_signal(
    uow: NotificationsUnitOfWork, signal_id: UUID, signal: EarlySignal, *, clocks: Clocks
) -> None:
    """Something stands out in a pupil's attendance: tell who was agreed to be told."""
    await uow.notices.lock(about_early_signal(signal_id))
    await uow.stories(EarlySignals).add(signal_id, signal)
    await settle(uow, EARLY_SIGNAL, signal_id, clocks=clocks)
