"""A contact of the directory arrives or changes."""

from datetime import datetime

from notifications.unit_of_work import NotificationsUnitOfWork


async def release_contact(uow: NotificationsUnitOfWork, contact_id: str, *, real_now: datetime) -> None:
    """Give notices that waited for the contact, or for anybody of a role, their turn."""
    uow.notices.release(f"contact:{contact_id}", real_now)
    uow.notices.release_kind("role", real_now)
