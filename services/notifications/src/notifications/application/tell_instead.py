"""Somebody else is told what a receiver did not answer, or what did not reach the receiver."""

from collections.abc import Sequence
from dataclasses import replace

from notifications.application.clocks import Clocks
from notifications.application.settle import queued
from notifications.application.subject import AnySubject
from notifications.domain.decision import Wanted
from notifications.domain.notice import Notice
from notifications.domain.silence import TO_COORDINATOR, TO_DEPUTY, first_slot
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.roles import Role


async def tell_instead(
    uow: NotificationsUnitOfWork,
    notice: Notice,
    notices: Sequence[Notice],
    *,
    subject: AnySubject,
    to_coordinator: str | None,
    clocks: Clocks,
) -> None:
    """Tell the deputy of its receiver the same, once; without a deputy, and after the deputy, the coordinator.

    ``to_coordinator`` is the template by which the coordinator hears of it; None where the coordinator does not.
    ``notices`` are all about the same thing.
    """
    deputy = None if notice.key.slot.endswith(TO_DEPUTY) else await _deputy_of(uow, notice, clocks)
    slot = first_slot(notice.key.slot)
    if deputy:
        key = replace(notice.key, slot=f"{slot}{TO_DEPUTY}")
        wanted = Wanted(key, notice.role, notice.origin, deputy)
    elif to_coordinator is None:
        return
    else:
        key = replace(notice.key, template=to_coordinator, slot=f"{slot}{TO_COORDINATOR}")
        wanted = Wanted(key, Role.COORDINATOR, notice.origin)
    if all(other.key != wanted.key for other in notices):
        uow.notices.add(queued(wanted, subject.tellings, clocks))


async def _deputy_of(uow: NotificationsUnitOfWork, notice: Notice, clocks: Clocks) -> str | None:
    if notice.contact_id is None:
        return None
    directory = await uow.contacts.around((), [notice.contact_id])
    return directory.deputy_of(notice.contact_id, clocks.clock.today())
