"""What notifications tells of the addresses of contacts."""

from consultation.directory.application.note_refused_address import note_refused_address
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.notifications_deliveries import NotificationBounced, NotificationFailed
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


def is_of_address(data: NotificationBounced | NotificationFailed) -> bool:
    """Whether a mail server said that no mail reaches the receiver's address."""
    return data.address_refused is True


async def on_address_refused(
    uow: ConsultationUnitOfWork, event: Received[NotificationBounced] | Received[NotificationFailed], *, clock: Clock
) -> None:
    """A notice bounced, or was refused."""
    await note_refused_address(uow, event.data.contact_id, clock=clock)
