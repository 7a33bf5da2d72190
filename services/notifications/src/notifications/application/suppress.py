"""Nothing goes to the address of a contact any more."""

from notifications.domain.suppression import Suppression, SuppressionReason
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock


async def suppress(
    uow: NotificationsUnitOfWork, contact_id: str, reason: SuppressionReason, *, clock: Clock
) -> Suppression:
    """Put a contact on the list; who is on it already stays as it is. Raises NotFound for no contact of the directory.

    What waits for the contact goes to a deputy when its turn comes, or fails.
    """
    if await uow.directory.find(contact_id, clock.today()) is None:
        raise NotFound("contact", contact_id)
    suppression = Suppression(contact_id, reason, clock.now())
    if await uow.suppressions.add(suppression):
        uow.log("suppression.added", outcome=reason)
        return suppression
    earlier = await uow.suppressions.find(contact_id)
    return earlier.suppression if earlier else suppression
