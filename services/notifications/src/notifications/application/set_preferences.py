"""A contact says how to get notices."""

from collections.abc import Callable, Collection

from notifications.application.clocks import Clocks
from notifications.domain.preferences import Preferences
from notifications.domain.preparation import DIGEST
from notifications.storage.preferences import Kept
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import InvalidField, NotFound


async def set_preferences(
    uow: NotificationsUnitOfWork,
    contact_id: str,
    preferences: Preferences,
    *,
    channels: Collection[str],
    expected: Callable[[int | None], None],
    clocks: Clocks,
) -> Kept:
    """Take over what a contact prefers, for what waits too; ``channels`` are those there are.

    Raises NotFound for no contact of the directory, InvalidField for an unknown channel or for one that is named twice,
    and whatever ``expected`` raises.
    """
    if await uow.directory.find(contact_id, clocks.clock.today()) is None:
        raise NotFound("contact", contact_id)
    if not set(preferences.channels) <= set(channels) or len(set(preferences.channels)) < len(preferences.channels):
        raise InvalidField("channels", f"must be of {', '.join(sorted(channels))}, each once")
    before = await uow.preferences.find(contact_id)
    expected(before.version if before else None)
    kept = Kept(preferences, before.version + 1 if before else 1)
    await uow.preferences.save(contact_id, kept, clocks.clock.now())
    uow.notices.release(f"{DIGEST}:{contact_id}", clocks.real_now())
    return kept
