"""A notice did not reach its receiver, and will not: the address is given up, and somebody else is told."""

from dataclasses import dataclass

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.application.suppress import suppress
from notifications.application.tell_instead import tell_instead
from notifications.domain.notice import Notice
from notifications.domain.suppression import SuppressionReason
from notifications.domain.telling import Why
from notifications.domain.vocabulary import Status
from notifications.unit_of_work import NotificationsUnitOfWork

_TOLD_TO_ANOTHER = frozenset({Why.INVOLVED_BY_LAW, Why.SUPPORTS_PUPILS})


@dataclass(frozen=True, slots=True)
class BounceRules:
    """Whether the coordinator is told where no deputy is there to be told. A local agreement."""

    tells_coordinator: bool = False


async def note_bounce(
    uow: NotificationsUnitOfWork,
    notice: Notice,
    *,
    of_address: bool,
    subjects: Subjects,
    rules: BounceRules,
    clocks: Clocks,
) -> None:
    """Send no more to an address that nothing reaches (``of_address``), and tell somebody else.

    A deputy, or without a deputy the coordinator, is told what a contact was to do something with. A participant's
    invitation goes to nobody else, as it holds the participant's own place in the meeting. The story of what the notice
    is about is read and locked already. What goes on by another channel is still to reach its receiver.
    """
    if of_address and notice.contact_id:
        await _give_up_address(uow, notice.contact_id, clocks)
    about, subject = notice.key.about, subjects[notice.key.about.kind]
    telling = subject.tellings.to(notice.key.template, notice.recipient_role or notice.role)
    if notice.status is not Status.BOUNCED or telling.why not in _TOLD_TO_ANOTHER:
        return
    if subject.still_holds(notice, await uow.stories(subject.stories).story(about.id)):
        await tell_instead(
            uow,
            notice,
            await uow.notices.of(about),
            subject=subject,
            to_coordinator=subject.unreached if rules.tells_coordinator else None,
            clocks=clocks,
        )


async def _give_up_address(uow: NotificationsUnitOfWork, contact_id: str, clocks: Clocks) -> None:
    if await uow.directory.find(contact_id, clocks.clock.today()):
        await suppress(uow, contact_id, SuppressionReason.BOUNCED, clock=clocks.clock)
