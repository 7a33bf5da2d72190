"""A session of an activity: when and where, who leads it, and who came."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.well_formed import require, require_line
from shared.domain.errors import Conflict

MOST_THERE = 10_000
"""At most so many come to a session."""
MOST_HOURS = 1_000.0
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Came:
    """How many of a registration came, 0 to 10,000."""

    registration_id: UUID
    number: int

    def __post_init__(self) -> None:
        require(0 <= self.number <= MOST_THERE, "number", f"is 0 to {MOST_THERE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who came to a session. `others` came without registration.

    `guides` is how many paid guides there were, `hours` how long they were there in all, in quarters of an hour.
    Raises InvalidField for numbers out of range, and for a registration that is named twice.
    """

    came: tuple[Came, ...] = ()
    others: int = 0
    guides: int = 0
    hours: float = 0.0

    def __post_init__(self) -> None:
        named = [row.registration_id for row in self.came]
        require(len(named) == len(set(named)), "came", "names a registration twice")
        require(0 <= self.others <= MOST_THERE, "others", f"is 0 to {MOST_THERE}")
        require(0 <= self.guides <= MOST_THERE, "guides", f"is 0 to {MOST_THERE}")
        in_quarters = 0 <= self.hours <= MOST_HOURS and (self.hours * _QUARTERS).is_integer()
        require(in_quarters, "hours", f"is 0 to {MOST_HOURS:.0f}, in quarters of an hour")

    @property
    def participants(self) -> int:
        """How many came, with and without registration."""
        return self.others + sum(row.number for row in self.came)

    def of(self, registration_ids: Collection[UUID]) -> "Presence":
        """What of it is of these registrations; nothing of who came without."""
        came = tuple(row for row in self.came if row.registration_id in registration_ids)
        return replace(self, came=came, others=0)

    @property
    def by_registration(self) -> Mapping[UUID, int]:
        return {row.registration_id: row.number for row in self.came}


class ChangedActivitySession(TypedDict, total=False):
    """What changes of a session; what is left out stays."""

    starts_at: datetime
    ends_at: datetime
    place: str
    instructor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySession:
    """A session. `presence` is None until somebody noted who came; a session that is `off` is not held.

    Raises InvalidField for an end before the begin, and for a place or an instructor that is no line.
    """

    session_id: UUID
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    instructor: str = ""
    presence: Presence | None = None
    off: bool = False

    def __post_init__(self) -> None:
        require(self.starts_at < self.ends_at, "ends_at", "is not after starts_at")
        for name in ("place", "instructor"):
            if value := getattr(self, name):
                require_line(name, value)

    @property
    def day(self) -> date:
        """The day on which it begins, in Brussels."""
        return local_day(self.starts_at)

    @property
    def is_open(self) -> bool:
        """Whether nobody said yet if it was held."""
        return not self.off and self.presence is None

    def changed(self, **fields: Unpack[ChangedActivitySession]) -> "ActivitySession":
        """The session at another time or place, or with somebody else. Raises InvalidField."""
        return replace(self, **fields)

    def called_off(self) -> "ActivitySession":
        """The session, which is not held. Raises Conflict once who came is noted."""
        if self.presence is not None:
            raise Conflict("who came to this session is noted already", session_id=self.session_id)
        return replace(self, off=True)

    def noted(self, presence: Presence, now: datetime) -> "ActivitySession":
        """The session with who came; again to put that right. Raises Conflict before it begins, or when it is off."""
        if self.off:
            raise Conflict("the session was called off", session_id=self.session_id)
        if now < self.starts_at:
            raise Conflict("the session has not begun yet", session_id=self.session_id)
        return replace(self, presence=presence)
