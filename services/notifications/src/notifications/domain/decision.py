"""What a decision about notices consists of."""

from dataclasses import dataclass
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.notice import Notice, NoticeKey
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Wanted:
    """A notice that has to be made. ``contact_id`` is the receiver where it is settled: a participant, who was told."""

    key: NoticeKey
    role: Role
    origin: Origin
    contact_id: str | None = None
    corrects: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from all that is known: notices to make, and notices that go to nobody any more.

    Deciding again with the result carried out gives an empty decision, so that replaying anything sends nothing.
    """

    make: tuple[Wanted, ...] = ()
    cancel: tuple[Notice, ...] = ()
