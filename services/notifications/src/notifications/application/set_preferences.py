"""A contact says how to get notices."""

from collections.abc import Callable, Collection

from notifications.domain.preferences import Preferences
from notifications.storage.preferences import Kept
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import InvalidField, NotFound
from shared.runtime.clock import Clock


async def set_preferences(
    uow: NotificationsUnitOfWork,
    contact_id: str,
    preferences: Preferences,
    *,
    channels: Collection[str],
    expected: Callable[[int | None], None],
    clock: Clock,
) -> Kept:
    """Take over what a contact prefers, for what goes from now on; ``channels`` are those there are.

    Raises NotFound for no contact of the directory, InvalidField for an unknown channel or for one that is named twice,
    and whatever ``expected`` raises.
    """
    if await uow.directory.find(contact_id, clock.today()) is None:
        raise NotFound("contact", contact_id)
    if not set(preferences.channels) <= set(channels) or len(set(preferences.channels)) < len(preferences.channels):
        raise InvalidField("channels", f"must be of {', '.join(sorted(channels))}, each once")
    before = await uow.preferences.find(contact_id)
    expected(before.version if before else None)
    kept = Kept(preferences, before.version + 1 if before else 1)
    await uow.preferences.save(contact_id, kept, clock.now())
    return kept
