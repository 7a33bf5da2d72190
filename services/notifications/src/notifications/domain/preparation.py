"""What becomes of a notice whose turn it is: it goes, waits for a fact, or goes to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from notifications.domain.directory import Directory, PostalAddress
from notifications.domain.known_case import KnownCase
from notifications.domain.labels import CalendarEntry
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.persons import Persons
from notifications.domain.telling import Telling
from notifications.domain.vocabulary import Reason
from notifications.domain.webhook import WebhookAddress
from shared.domain.roles import Role

HOURS, DIGEST = "hours", "digest"
"""What a notice waits for that can wait."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Whether a notice has waited long enough: for a contact of a role to turn up, for any other fact to arrive."""

    for_role_over: bool = False
    for_facts_over: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What a notice is made of, beside its story: the contacts of a school, persons, cases and their persons.

    ``school`` is None where the notice is about no school.
    """

    school: str | None = None
    persons: frozenset[UUID] = frozenset()
    cases: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that a notice can be made of, as far as it has arrived. ``earlier`` are the notices it corrects."""

    earlier: tuple[Notice, ...]
    cases: Mapping[UUID, KnownCase]
    persons: Persons
    directory: Directory
    today: date
    now: datetime
    patience: Patience
    links: Links


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets the notice, in which role, at which address. ``language`` is what they read best.

    ``name`` and ``post`` stand on a letter. ``email`` and ``post`` are None where there is no such address.
    ``webhook`` is where their own system takes notices instead; None for contacts without such a system.
    ``channels`` are the ways they prefer, the best in front.
    """

    contact_id: str
    role: Role
    email: str | None
    language: str = "nl"
    name: str = ""
    post: PostalAddress | None = None
    webhook: WebhookAddress | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """The notice can go: to this receiver, by this row of its subject's table, made of ``view``.

    ``thread`` are the messages that it takes back or replaces, and that those took back, the oldest in front.
    """

    receiver: Receiver
    telling: Telling
    view: object
    entry: CalendarEntry | None = None
    thread: tuple[UUID, ...] = ()

    @property
    def shown(self) -> Mapping[str, object]:
        """The fields that the row allows, and no others: all that a text may be made of."""
        return {name: getattr(self.view, name) for name in self.telling.shown}


@dataclass(frozen=True, slots=True)
class Waits:
    """A fact it needs has not arrived; ``fact`` names it by id: `person:…`, `case:…`, `contact:…`, `role:…`.

    It may also wait for a moment of the domain's time, ``until``: `hours:`, `digest:…`.
    """

    fact: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """The notice goes to nobody."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """There is no way to reach the receiver."""

    contact_id: str
    role: Role
    reason: Reason


Prepared = Ready | Waits | Void | Undeliverable
