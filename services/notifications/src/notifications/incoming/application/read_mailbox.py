"""Looks into the mailbox again and again; a mail is seen once what it says is stored."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

from notifications.incoming.application.take_mail import Consequences, take_mail
from notifications.incoming.domain.arrived import Arrived, Kind
from notifications.incoming.mailbox import Mailbox
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.database import is_transient


async def read_mailbox(
    units: NotificationsUnits,
    mailbox: Mailbox,
    *,
    read: Callable[[bytes], Arrived],
    consequences: Consequences,
) -> None:
    """Take in all that is new, each mail in a transaction of its own.

    Anybody can send a mail here. A large one is read beside the work of the service. One whose content can't be stored
    is left to a person, and keeps no other mail waiting. Nor does one that can't be marked as seen: OSError is raised
    after all were taken in.
    """
    unmarked: OSError | None = None
    async with aclosing(mailbox.unread()) as mails:
        async for name, content in mails:
            await _take(units, await asyncio.to_thread(read, content), consequences)
            try:
                await mailbox.mark_seen(name)
            except OSError as error:
                unmarked = unmarked or error
    if unmarked:
        raise unmarked


async def _take(units: NotificationsUnits, mail: Arrived, consequences: Consequences) -> None:
    try:
        await _take_in(units, mail, consequences)
    except Exception as error:
        if is_transient(error):
            raise
        await _take_in(units, Arrived(key=mail.key, kind=Kind.OTHER, sender=mail.sender), consequences)


async def _take_in(units: NotificationsUnits, mail: Arrived, consequences: Consequences) -> None:
    async with units() as uow:
        kept = await take_mail(uow, mail, consequences=consequences)
        if kept:
            uow.log(
                "incoming.arrived",
                kind=kept.kind.value,
                notification_id=kept.notification_id,
                outcome="matched" if kept.notification_id else "unmatched",
            )
