"""Which objectives, actions and questions somebody asks for."""

from dataclasses import dataclass
from uuid import UUID

from consultation.domain.seat import Seat
from consultation.policy.domain.question import CoordinatorQuestion
from consultation.policy.domain.states import ActionStatus, ObjectiveStatus, QuestionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveQuery:
    """Objectives in a state, for a school year such as 2026-2027, and of this seat; None is any."""

    status: ObjectiveStatus | None = None
    school_year: str | None = None
    seat: Seat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionQuery:
    """Actions of an objective, of a theme, in a state, of an owner, and of this seat; None is any."""

    objective_id: UUID | None = None
    theme: str | None = None
    status: ActionStatus | None = None
    owner: str | None = None
    seat: Seat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionQuery:
    """Questions in a state, and of who asks; None is any.

    `asked_by` sees what was asked for the `organisations`, and what they themselves asked for none.
    """

    status: QuestionStatus | None = None
    asked_by: str | None = None
    organisations: tuple[str, ...] = ()

    def fits(self, question: CoordinatorQuestion) -> bool:
        """Whether this question is one of them, whatever its state."""
        if self.asked_by is None or question.organisation_id in self.organisations:
            return True
        return question.organisation_id is None and question.asked_by == self.asked_by
