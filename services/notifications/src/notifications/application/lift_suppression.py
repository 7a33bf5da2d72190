"""Notices go to the address of a contact again."""

from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import NotFound


async def lift_suppression(uow: NotificationsUnitOfWork, contact_id: str) -> None:
    """Take a contact off the list. What failed meanwhile stays so until somebody retries it. Raises NotFound."""
    if not await uow.suppressions.remove(contact_id):
        raise NotFound("suppression", contact_id)
    uow.log("suppression.lifted", outcome="by-hand")
