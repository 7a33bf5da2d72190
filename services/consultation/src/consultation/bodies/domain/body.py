"""A consultation body (*overlegorgaan*): what people agreed on about it, and its members."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.bodies.domain.member import ChangedMember, Member
from consultation.domain.well_formed import require, require_line, require_school_numbers
from shared.domain.errors import Conflict, InvalidField, NotFound

MOST_MEMBERS = 500
"""A body has at most so many memberships, with those that ended."""
_MOST_SESSIONS, _MOST_PUPILS = 52, 1000


class BodyKind(StrEnum):
    """What a body is for."""

    EXTERNAL = "external-consultation"
    """With schools, CLBs and other local partners (*extern overleg*)."""
    INTERNAL = "internal-consultation"
    """Between the services of the city (*intern overleg*)."""
    EDUCATION_CELL = "education-cell"
    """The *onderwijscel*."""
    PUPILS_PLATFORM = "pupils-platform"
    """The *leerlingenplatform*, with the LOP, the VSK and the youth service."""
    CARE_MEETING = "standing-care-meeting"
    """The standing *zorgoverleg*, about how it works and not about pupils."""
    TRAINING = "training-committee"
    """What prepares the training of school staff (*vormingen*)."""


class BodyForm(StrEnum):
    """How formal a body is."""

    INFORMAL = "informal"
    ADVISORY_COUNCIL = "advisory-council"


class Deciding(StrEnum):
    """How a body decides."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Expectation:
    """With what a partner comes to the table. Raises InvalidField for what is not one line."""

    partner: str
    expects: str

    def __post_init__(self) -> None:
        require_line("partner", self.partner)
        require_line("expects", self.expects)


@dataclass(frozen=True, slots=True)
class SchoolPupils:
    """How many pupils of a school sit in a pupils' platform, 1 to 1,000; who they are is not kept."""

    school: str
    pupils: int

    def __post_init__(self) -> None:
        require_school_numbers("school", (self.school,))
        require(1 <= self.pupils <= _MOST_PUPILS, "pupils", f"is 1 to {_MOST_PUPILS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyDetails:
    """What people agreed on; the questions are those of the VVSG, *Overleg en coördinatie*.

    `quorum` is how many members have to be there to decide, None for nothing agreed on. So is `times_a_year`, how often
    the body meets in a school year. `lop` and `lok` say how the body stands to the local consultation platforms of
    education (*LOP*) and of child care (*LOK*). `until` is the last day of a body that ended.
    Raises InvalidField for numbers out of range, a partner or school twice, and pupils of another kind of body.
    """

    kind: BodyKind
    form: BodyForm
    name: str
    purpose: str = ""
    expectations: tuple[Expectation, ...] = ()
    money: str = ""
    rooms: str = ""
    deciding: Deciding = Deciding.CONSENSUS
    quorum: int | None = None
    times_a_year: int | None = None
    lop: str = ""
    lok: str = ""
    pupils: tuple[SchoolPupils, ...] = ()
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        require_line("name", self.name)
        require(self.quorum is None or 1 <= self.quorum <= MOST_MEMBERS, "quorum", f"is 1 to {MOST_MEMBERS}")
        often = self.times_a_year is None or 1 <= self.times_a_year <= _MOST_SESSIONS
        require(often, "times_a_year", f"is 1 to {_MOST_SESSIONS}")
        _require_once("expectations", (expectation.partner for expectation in self.expectations))
        _require_once("pupils", (row.school for row in self.pupils))
        has_pupils = self.kind is BodyKind.PUPILS_PLATFORM or not self.pupils
        require(has_pupils, "pupils", "are what a pupils' platform has alone")
        require(self.until is None or self.since <= self.until, "until", "is before from")


class ChangedBody(TypedDict, total=False):
    """The details of a body that change; what is left out stays. The kind never changes."""

    form: BodyForm
    name: str
    purpose: str
    expectations: tuple[Expectation, ...]
    money: str
    rooms: str
    deciding: Deciding
    quorum: int | None
    times_a_year: int | None
    lop: str
    lok: str
    pupils: tuple[SchoolPupils, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class BodyChanged:
    """A body is new, or something of it or its members changed."""

    body: "PolicyBody"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBody:
    """A body with its members, in the order in which they came. `version` rises with every change of either.

    Its `events` are not told yet.
    """

    body_id: UUID
    details: BodyDetails
    members: tuple[Member, ...] = ()
    created_at: datetime
    changed_at: datetime
    version: int = 1
    events: tuple[BodyChanged, ...] = field(default=(), compare=False)

    def founded(self) -> "PolicyBody":
        """This body, which is new."""
        return replace(self, events=(*self.events, BodyChanged(replace(self, events=()))))

    def is_there_on(self, day: date) -> bool:
        """Whether the body exists on this day."""
        return self.details.since <= day and (self.details.until is None or day <= self.details.until)

    def members_on(self, day: date) -> tuple[Member, ...]:
        """Who sits in the body on this day."""
        return tuple(member for member in self.members if member.sits_on(day))

    def changed(self, at: datetime, **details: Unpack[ChangedBody]) -> "PolicyBody":
        """The body with other details; the same body if nothing differs. Raises InvalidField."""
        changed = replace(self.details, **details)
        return self if changed == self.details else self._next(at, details=changed)

    def joined_by(self, members: Iterable[Member], at: datetime) -> "PolicyBody":
        """The body with these members too; the same body without any.

        Raises Conflict for somebody who is a member on one of these days already, InvalidField for more than 500.
        """
        all_members = self.members
        for member in members:
            if any(member.overlaps(other) for other in all_members):
                raise Conflict("this contact or organisation is a member in that time already", body_id=self.body_id)
            all_members = (*all_members, member)
        if len(all_members) > MOST_MEMBERS:
            raise InvalidField("members", f"are more than {MOST_MEMBERS}")
        return self if all_members == self.members else self._next(at, members=all_members)

    def with_member(self, member_id: UUID, changes: ChangedMember, at: datetime) -> "PolicyBody":
        """The body with another membership in the place of this one; the same body if nothing differs.

        Raises NotFound, InvalidField, and Conflict where the same member sits twice on a day.
        """
        before = next((member for member in self.members if member.member_id == member_id), None)
        if before is None:
            raise NotFound("member", member_id)
        after = before.changed(**changes)
        others = [member for member in self.members if member.member_id != member_id]
        if any(after.overlaps(other) for other in others):
            raise Conflict("this contact or organisation is a member in that time already", body_id=self.body_id)
        members = tuple(after if member.member_id == member_id else member for member in self.members)
        return self if after == before else self._next(at, members=members)

    def _next(self, at: datetime, **fields: object) -> "PolicyBody":
        changed = replace(self, **fields, changed_at=at, version=self.version + 1)  # type: ignore[arg-type]  # see callers
        return replace(changed, events=(*self.events, BodyChanged(replace(changed, events=()))))


def _require_once(field: str, values: Iterable[str]) -> None:
    listed = list(values)
    require(len(listed) == len(set(listed)), field, "names a partner or school twice")
