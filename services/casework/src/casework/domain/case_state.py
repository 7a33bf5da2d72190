"""What a case is at a moment: its fields, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from casework.domain.case_type import CaseType
from casework.domain.closure import Closure
from casework.domain.deadlines import Deadline, DeadlineKind
from casework.domain.events import CaseEvent
from casework.domain.ground import Ground
from casework.domain.meeting import Meeting
from casework.domain.person import Pupil
from casework.domain.running_term import RESPOND_BY, RunningTerm
from casework.domain.states import OPEN, Status
from casework.domain.timeline import Entry
from casework.domain.watch import Watch
from shared.domain.school_year import SchoolYear

_RESPONDING = (Status.NEW, Status.ASSESSMENT)
"""Where the term to begin with a case counts."""


@dataclass(slots=True)
class CaseState:
    """One person's case of one type.

    ``held_from`` and ``proposed_from`` remember the states to go back to; a case on hold keeps the first while its
    withdrawal is proposed. ``school`` and ``pupil`` are None for a case at no school; ``respond_by`` is None where no
    term was agreed. ``told_years`` are later school years than the case's own. For each of them an event told that a
    ground came, and no event has told yet that it fell. ``version`` is 0 until the case is stored.

    ``first_school`` and ``first_pupil`` are the register the case was in before it was transferred; else None. Only an
    enrolment that began after the day ``placed_after`` moves a case that a caseworker placed; None for other cases.

    ``checks`` are the answers of the assessment, None before it. ``causes`` are those that were named last. ``closure``
    is the closure that was asked, None while nothing is asked. ``merged_by_hand`` says of a case that was merged that a
    caseworker did it, also where attendance knows its pupil as another person.

    ``terms`` are those that were counted for the case: to begin with it, and of its state.

    ``watch`` is what attendance watches, None while it watches nothing. All of it held on ``closure_proposed_since``.
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
    merged_by_hand: bool = False
    told_years: frozenset[SchoolYear] = frozenset()
    first_school: str | None = None
    first_pupil: str | None = None
    placed_after: date | None = None
    hand_over_by: date | None = None
    checks: Mapping[str, bool] | None = None
    causes: tuple[str, ...] = ()
    closure: Closure | None = None
    watch: Watch | None = None
    closure_proposed_since: date | None = None
    terms: tuple[RunningTerm, ...] = ()
    version: int = 0
    grounds: dict[UUID, Ground] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    events: list[CaseEvent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def register(self) -> Pupil | None:
        """The register number the case is about; None for a case at no school."""
        return Pupil(self.school, self.pupil) if self.school and self.pupil else None

    @property
    def first_register(self) -> Pupil | None:
        """The register number the case was about before it was transferred; None for a case that never was."""
        return Pupil(self.first_school, self.first_pupil) if self.first_school and self.first_pupil else None

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended."""
        return self.status in OPEN

    @property
    def known_grounds(self) -> tuple[Ground, ...]:
        """The grounds that were said to be there, standing or not; the oldest first."""
        grounds = [ground for ground in self.grounds.values() if ground.said]
        if len(grounds) > 1:
            grounds.sort(key=lambda ground: (ground.since, ground.ground_id))
        return tuple(grounds)

    @property
    def running_terms(self) -> tuple[RunningTerm, ...]:
        """The terms that count as the case stands: to begin with it, and of the state it is in."""
        respond_by = next((term for term in self.terms if term.name == RESPOND_BY), None)
        if self.respond_by and (respond_by is None or respond_by.due_on != self.respond_by):
            respond_by = RunningTerm(RESPOND_BY, self.respond_by)
        responding = respond_by and self.respond_by and self.status in _RESPONDING
        of_state = tuple(term for term in self.terms if term.name == self.status.value and self.is_open)
        return (respond_by, *of_state) if respond_by and responding else of_state

    @property
    def state_by(self) -> date | None:
        """The last day that the case should be in its state; None without such a term."""
        return next((term.due_on for term in self.running_terms if term.kind is DeadlineKind.STATE), None)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The days that count for the case as it stands."""
        due = [
            Deadline(self.case_id, term.kind, term.next_last_day) for term in self.running_terms if term.next_last_day
        ]
        if self.hold_until:
            due.append(Deadline(self.case_id, DeadlineKind.HOLD_UNTIL, self.hold_until))
        if self.hand_over_by and self.is_open:
            due.append(Deadline(self.case_id, DeadlineKind.HAND_OVER_BY, self.hand_over_by))
        return tuple(due)
