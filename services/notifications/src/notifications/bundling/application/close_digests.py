"""The hour of a digest came: what waits for it goes, in one message."""

from notifications.application.clocks import Clocks
from notifications.bundling.storage.digests import Digests
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.ids import new_id

_MOST = 100
"""So many notices go in one message at most; the others go in a second one."""


async def close_digests(units: NotificationsUnits, *, clocks: Clocks) -> None:
    """Settle which notices each receiver gets together, before the first attempt. The job of a ticker."""
    now = clocks.clock.now()
    async with units.reading() as uow:
        digests = await uow.stories(Digests).due(now)
    for digest in digests:
        async with units() as uow:
            notices = await uow.stories(Digests).of(digest, now, most=_MOST)
            bundle_id = new_id() if len(notices) > 1 else None
            for notice in notices:
                notice.come_due(bundle_id, clocks.real_now())
                uow.save(notice)
            if bundle_id:
                uow.log("digest.closed", aggregate_id=bundle_id, notices=len(notices))
