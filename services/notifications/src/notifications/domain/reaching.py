"""A receiver to whose address nothing goes: the deputy is told instead, or nobody."""

from dataclasses import replace
from datetime import date

from notifications.domain.directory import Contact, Directory
from notifications.domain.notice import Notice
from notifications.domain.preparation import Prepared, Ready, Receiver, Undeliverable
from notifications.domain.suppression import SuppressionReason
from notifications.domain.telling import Basis, Telling, Why
from notifications.domain.vocabulary import Channel, Reason


def must_be_told(notice: Notice, telling: Telling) -> bool:
    """Whether it goes whatever its receiver prefers: told on the ground of law, or taking back what was told."""
    return telling.basis is Basis.LAW or bool(notice.corrects)


def reached(ready: Ready, notice: Notice, *, directory: Directory, today: date) -> Prepared:
    """The notice for its receiver, or for the receiver's deputy; undeliverable where neither address may be used.

    A participant's notice holds the participant's own place in the meeting, so it goes to nobody else.
    """
    contact = directory.get(ready.receiver.contact_id)
    if ready.receiver.email is None:
        return Undeliverable(ready.receiver.contact_id, ready.receiver.role, Reason.NO_ADDRESS)
    if contact is None or _may_get(contact, notice, ready.telling):
        return ready
    deputy_id = directory.deputy_of(contact.contact_id, today) if ready.telling.why is not Why.TAKES_PART else None
    deputy = directory.get(deputy_id) if deputy_id else None
    if deputy and deputy.email and _may_get(deputy, notice, ready.telling):
        address = (deputy.email, deputy.language, deputy.name, deputy.post)
        return replace(ready, receiver=Receiver(deputy.contact_id, ready.receiver.role, *address))
    return Undeliverable(contact.contact_id, ready.receiver.role, Reason.SUPPRESSED)


def _may_get(contact: Contact, notice: Notice, telling: Telling) -> bool:
    if contact.suppressed is None or notice.channel != Channel.EMAIL:
        return True
    return contact.suppressed is SuppressionReason.ASKED and must_be_told(notice, telling)
