"""What becomes of a notice whose turn it is: it goes, waits for a fact, or goes to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notifications.domain.case_story import CaseStory
from notifications.domain.directory import Contact, Directory
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.persons import Persons
from notifications.domain.views import View
from notifications.domain.vocabulary import Reason
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Patience:
    """Whether a notice has waited long enough: for a contact of a role to turn up, for any other fact to arrive."""

    for_role_over: bool = False
    for_facts_over: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All a notice can be made of. ``earlier`` are the notices it corrects; ``cases`` those a meeting is about."""

    earlier: tuple[Notice, ...]
    cases: Mapping[UUID, CaseStory]
    persons: Persons
    directory: Directory
    today: date
    patience: Patience
    links: Links


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets the notice, in which role, at which address."""

    contact_id: str
    role: Role
    email: str


@dataclass(frozen=True, slots=True)
class Ready:
    """It can go."""

    receiver: Receiver
    view: View


@dataclass(frozen=True, slots=True)
class Waits:
    """A fact it needs has not arrived; ``fact`` names it by id: `person:…`, `case:…`, `contact:…`, `role:…`."""

    fact: str


@dataclass(frozen=True, slots=True)
class Void:
    """It goes to nobody."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """There is no way to reach the receiver."""

    contact_id: str
    role: Role
    reason: Reason


Prepared = Ready | Waits | Void | Undeliverable
Refusal = Waits | Void | Undeliverable


def reach(contact: Contact, role: Role) -> Receiver | Undeliverable:
    """The receiver, when the directory has an address of the contact."""
    if contact.email is None:
        return Undeliverable(contact.contact_id, role, Reason.NO_ADDRESS)
    return Receiver(contact.contact_id, role, contact.email)
