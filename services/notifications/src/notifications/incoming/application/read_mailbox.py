"""Looks into the mailbox again and again; a mail is seen once what it says is stored."""

from collections.abc import Callable

from notifications.incoming.application.take_mail import take_mail
from notifications.incoming.domain.arrived import Arrived
from notifications.incoming.maildir import Maildir
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock


async def read_mailbox(
    units: NotificationsUnits, mailbox: Maildir, *, read: Callable[[bytes], Arrived], clock: Clock
) -> None:
    """Take in all that is new, each mail in a transaction of its own."""
    async for name, content in mailbox.unread():
        async with units() as uow:
            kept = await take_mail(uow, read(content), clock=clock)
            if kept:
                uow.log(
                    "incoming.arrived",
                    kind=kept.kind.value,
                    notification_id=kept.notification_id,
                    outcome="matched" if kept.notification_id else "unmatched",
                )
        await mailbox.mark_seen(name)
