"""What a case is at a moment: its fields, and what follows from them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from casework.domain.case_type import CaseType
from casework.domain.deadlines import Deadline, DeadlineKind
from casework.domain.events import CaseEvent
from casework.domain.ground import Ground
from casework.domain.meeting import Meeting
from casework.domain.states import OPEN, Status
from casework.domain.timeline import Entry
from shared.domain.school_year import SchoolYear


@dataclass(slots=True)
class CaseState:
    """One person's case of one type.

    ``held_from`` and ``proposed_from`` remember the states to go back to; a case on hold keeps the first while its
    withdrawal is proposed. ``school`` and ``pupil`` are None for a case at no school; ``respond_by`` is None where no
    term was agreed. ``told_years`` are later school years than the case's own. For each of them an event told that a
    ground came, and no event has told yet that it fell. ``version`` is 0 until the case is stored.
    """

    case_id: UUID
    reference: str
    case_type: CaseType
    person_id: UUID
    school: str | None
    pupil: str | None
    school_year: SchoolYear
    level_of_education: str | None
    opened_at: datetime
    respond_by: date | None = None
    status: Status = Status.NEW
    assignee: str | None = None
    held_from: Status | None = None
    proposed_from: Status | None = None
    hold_until: date | None = None
    outcome: str | None = None
    ended_at: datetime | None = None
    merged_into: UUID | None = None
    told_years: frozenset[SchoolYear] = frozenset()
    version: int = 0
    grounds: dict[UUID, Ground] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    events: list[CaseEvent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended."""
        return self.status in OPEN

    @property
    def known_grounds(self) -> tuple[Ground, ...]:
        """The grounds that were said to be there, standing or not; the oldest first."""
        grounds = (ground for ground in self.grounds.values() if ground.said)
        return tuple(sorted(grounds, key=lambda ground: (ground.since, ground.ground_id)))

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The days that count for the case as it stands."""
        due: list[Deadline] = []
        if self.respond_by and self.status in {Status.NEW, Status.ASSESSMENT}:
            due.append(Deadline(self.case_id, DeadlineKind.RESPOND_BY, self.respond_by))
        if self.hold_until:
            due.append(Deadline(self.case_id, DeadlineKind.HOLD_UNTIL, self.hold_until))
        return tuple(due)
