"""Who gets a notice, and at which address."""

from notifications.domain.directory import Contact
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Receiver, Undeliverable, Void, Waits
from notifications.domain.vocabulary import Channel, Reason
from shared.domain.roles import Role


def of_the_role(
    notice: Notice, school: str, knowledge: Knowledge, *, stood_in: bool = True
) -> Receiver | Waits | Undeliverable | Void:
    """The school's contact of the notice's role; who was told (or may have been) stays it.

    Without such a contact the coordinator, or nobody if the coordinator is not to stand in.
    """
    if notice.contact_id and notice.recipient_role and (notice.told or notice.corrects):
        contact = knowledge.directory.get(notice.contact_id)
        return _reach(notice, contact, notice.recipient_role) if contact else Waits(f"contact:{notice.contact_id}")
    for role in (notice.role, Role.COORDINATOR) if stood_in else (notice.role,):
        contact = knowledge.directory.contact_for(school, role, knowledge.today)
        if contact:
            return _reach(notice, contact, role)
        if not knowledge.patience.for_role_over:
            break
    if knowledge.patience.for_role_over and not stood_in:
        return Void(Reason.NO_CONTACT)
    return Waits(f"role:{notice.role}:{school}")


def who_was_told(notice: Notice, knowledge: Knowledge) -> Receiver | Waits | Undeliverable:
    """The contact that the notice was made for, because of what the contact was told before."""
    contact = knowledge.directory.get(notice.contact_id) if notice.contact_id else None
    return _reach(notice, contact, notice.role) if contact else Waits(f"contact:{notice.contact_id}")


def who_has_it(notice: Notice, knowledge: Knowledge) -> Receiver | Waits | Undeliverable | Void:
    """The contact who has what the notice is about; nobody where that is no contact of the notice's role."""
    contact = knowledge.directory.get(notice.contact_id) if notice.contact_id else None
    if contact is None and not knowledge.patience.for_facts_over:
        return Waits(f"contact:{notice.contact_id}")
    return _reach(notice, contact, notice.role) if contact and contact.role is notice.role else Void(Reason.NO_CONTACT)


def of_the_slot(notice: Notice, knowledge: Knowledge) -> Receiver | Waits | Undeliverable:
    """The contact that the notice names as its receiver."""
    contact_id = notice.key.slot
    contact = knowledge.directory.get(contact_id)
    if contact:
        return _reach(notice, contact, notice.role)
    if knowledge.patience.for_facts_over:
        return Undeliverable(contact_id, notice.role, Reason.UNKNOWN_CONTACT)
    return Waits(f"contact:{contact_id}")


def _reach(notice: Notice, contact: Contact, role: Role) -> Receiver | Undeliverable:
    others = contact.preferences.channels or (Channel.WEBHOOK,)
    if not any(contact.reached_by(way) for way in (notice.channel, *others)):
        return Undeliverable(contact.contact_id, role, Reason.NO_ADDRESS)
    return Receiver(
        contact.contact_id,
        role,
        contact.email,
        contact.language,
        name=contact.name,
        post=contact.post,
        webhook=contact.webhook,
        channels=contact.preferences.channels,
    )
