"""A caseworker mails the parents of a pupil: the half days of a case, to an address that nobody keeps."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.domain.handover import Accepted, HandOver, Refused
from notifications.domain.parents import CaseForParents, ParentMail, ParentMailStatus
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from shared.runtime.ids import new_id


@dataclass(frozen=True, slots=True)
class ParentsDesk:
    """What mailing parents takes.

    ``read`` reads what they can be told of a case, ``said`` is its subject and text. ``hand_over`` offers a mail once.
    """

    units: NotificationsUnits
    read: Callable[..., Awaitable[CaseForParents]]
    said: Callable[[CaseForParents], tuple[str, str]]
    hand_over: Callable[..., Awaitable[HandOver]]
    clocks: Clocks


async def tell_parents(
    desk: ParentsDesk,
    case_id: UUID,
    address: str,
    *,
    by: str,
    is_new: Callable[[NotificationsUnitOfWork], Awaitable[bool]] | None = None,
) -> ParentMail | None:
    """Mail what the case says to this address, once; None for a form that was sent before (``is_new``).

    The address goes to the mail server and nowhere else, so a mail that could not go is not tried again. Raises
    NotFound and Conflict where there is nothing to tell.
    """
    now = desk.clocks.clock.now()
    async with desk.units() as uow:
        if is_new and not await is_new(uow):
            return None
        case = await desk.read(uow, case_id, today=now.date())
        mail = ParentMail(new_id(), case_id, by, now, ParentMailStatus.UNDER_WAY)
        await uow.parent_mails.add(mail)
    said = await desk.hand_over(case, address, mail_id=mail.mail_id, now=desk.clocks.real_now())
    status = _status(said)
    async with desk.units() as uow:
        await uow.parent_mails.finish(mail.mail_id, status)
        uow.log("parents.mailed", aggregate_id=case_id, outcome=status)
    return replace(mail, status=status)


def _status(said: HandOver) -> ParentMailStatus:
    match said:
        case Accepted():
            return ParentMailStatus.SENT
        case Refused():
            return ParentMailStatus.REFUSED
        case _:
            return ParentMailStatus.IN_DOUBT if said.in_doubt else ParentMailStatus.NOT_SENT
