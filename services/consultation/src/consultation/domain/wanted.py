"""What is asked of a meeting, and what the planner answers."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from consultation.domain.intervals import Interval
from shared.domain.errors import InvalidField
from shared.domain.roles import Role

LONGEST_SEARCH = timedelta(days=366)
LAST_DAY = date(2999, 12, 31)


@dataclass(frozen=True, order=True, slots=True)
class Participant:
    """A contact who takes part in a meeting, and in which role."""

    contact_id: str
    role: Role
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who has to meet about a pupil of `school`, and between which days (both included).

    `preferred` is the contact who comes before others of the same role: the caseworker who has the case. So do the
    contacts `told`: those of a CLB who heard of the cases. `named` take part whoever else could; nobody is looked for
    in their roles.

    Raises InvalidField if nobody is required or a role is both required and optional. Raises it too if the days are
    out of order, more than a year apart, or after the year 2999.
    """

    school: str
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    not_before: date
    hold_by: date
    preferred: str | None = None
    told: tuple[str, ...] = ()
    named: tuple[Participant, ...] = ()

    def __post_init__(self) -> None:
        if not self.required_roles and not any(participant.required for participant in self.named):
            raise InvalidField("required_roles", "names nobody")
        if set(self.required_roles) & set(self.optional_roles):
            raise InvalidField("optional_roles", "holds a role that is required")
        if self.hold_by < self.not_before:
            raise InvalidField("hold_by", "is before not_before")
        if self.hold_by > LAST_DAY:
            raise InvalidField("hold_by", "is after the year 2999")
        if self.hold_by - self.not_before > LONGEST_SEARCH:
            raise InvalidField("hold_by", "is more than a year after not_before")

    def naming(self, named: tuple[Participant, ...]) -> "Wanted":
        """The same with these people by name and nobody else; a role that nobody is named for any more has its seat."""
        required = (*self.required_roles, *(person.role for person in self.named if person.required))
        optional = (*self.optional_roles, *(person.role for person in self.named if not person.required))
        taken = {person.role for person in named}
        seats = [role for role in dict.fromkeys(required) if role not in taken]
        others = [role for role in dict.fromkeys(optional) if role not in {*taken, *seats}]
        return replace(self, required_roles=tuple(seats), optional_roles=tuple(others), named=named)

    def names(self, contact_id: str) -> bool:
        """Whether this contact takes part by name."""
        return any(person.contact_id == contact_id for person in self.named)

    def prefers(self, contact_id: str) -> bool:
        """Whether this contact comes before others of the same role."""
        return contact_id == self.preferred or contact_id in self.told

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role, the required roles first."""
        return (*self.required_roles, *self.optional_roles)


@dataclass(frozen=True, slots=True)
class BookedRoom:
    """A room that a meeting has, and where that is for people, as it was called when it was booked."""

    room_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Slot:
    """When a meeting is and who takes part: the required participants first, then the optional participants who are
    free then.

    `room` is None where the place of the meeting has no rooms, and of a meeting that does without.
    """

    time: Interval
    participants: tuple[Participant, ...]
    room: BookedRoom | None = None


@dataclass(frozen=True, slots=True)
class NoSlot:
    """Why there is no slot until `hold_by` (codes), and what alone would give a slot.

    Reasons: `no-<role>-for-school`, `<role>-not-free`, `place-taken`, `no-room`, `no-common-time`, `no-school-time`,
    `hold-by-passed`, `notice`.
    Relax: `contacts`, `availability`, `max_meetings_per_day`, `place`, `room`, `travel`, `deputies`, `notice`,
    `hold_by`, `without-<role>`. For each, `gives` is when the slot would begin that it gives, None where that is not
    known.
    """

    reasons: tuple[str, ...]
    relax: tuple[str, ...]
    gives: tuple[datetime | None, ...] = field(default=(), compare=False)
