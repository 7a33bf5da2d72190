"""An objective of the education policy (*doelstelling*): what it gives the learner, and who agreed on it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.domain.well_formed import is_id, require, require_line
from consultation.policy.domain.states import ObjectiveStatus, ObjectiveStep, objective_after
from shared.domain.school_year import SchoolYear

_MOST_STANCES, _MOST_YEARS = 500, 30


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether an organisation supports an objective; `reason` is why it does not.

    Raises InvalidField for what is no organisation id, and for an organisation that does not support it without a why.
    """

    organisation_id: str
    supports: bool = True
    reason: str = ""

    def __post_init__(self) -> None:
        require(is_id(self.organisation_id), "organisation_id", "is 1 to 64 of A-Z a-z 0-9 . _ -")
        require(self.supports or bool(self.reason.strip()), "reason", "is why this organisation does not support it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """In which body an objective was agreed on, and on which day.

    `session_id` and `decision_id` are where it was decided, None where nobody noted that.
    Raises InvalidField for a decision without its session.
    """

    body_id: UUID
    agreed_on: date
    session_id: UUID | None = None
    decision_id: UUID | None = None

    def __post_init__(self) -> None:
        has_session = self.decision_id is None or self.session_id is not None
        require(has_session, "session_id", "is the session of the decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveDetails:
    """What an objective is. It is for the school years `first_year` up to and with `last_year`, such as 2026-2027.

    `for_the_learner` is what it gives the learner: the learner's interest comes first (VVSG, *Overleg en coördinatie*).
    `stances` are the organisations that support it and those that do not.
    Raises InvalidField for an empty text, years out of order or more than 30, and an organisation twice.
    """

    title: str
    why: str = ""
    for_the_learner: str
    first_year: str
    last_year: str
    stances: tuple[Stance, ...] = ()

    def __post_init__(self) -> None:
        require_line("title", self.title)
        require(bool(self.for_the_learner.strip()), "for_the_learner", "is what it gives the learner")
        years = SchoolYear.parse(self.last_year).start - SchoolYear.parse(self.first_year).start + 1
        require(years >= 1, "until", "is before from")
        require(years <= _MOST_YEARS, "until", f"is more than {_MOST_YEARS} school years from the first")
        organisations = [stance.organisation_id for stance in self.stances]
        require(len(organisations) <= _MOST_STANCES, "support", f"has more than {_MOST_STANCES} organisations")
        require(len(organisations) == len(set(organisations)), "support", "names an organisation twice")

    @property
    def supporters(self) -> tuple[str, ...]:
        """The organisations that support it."""
        return tuple(stance.organisation_id for stance in self.stances if stance.supports)

    @property
    def dissenters(self) -> tuple[Stance, ...]:
        """The organisations that do not support it, with their reason."""
        return tuple(stance for stance in self.stances if not stance.supports)


class ChangedObjective(TypedDict, total=False):
    """The details of an objective that change; what is left out stays."""

    title: str
    why: str
    for_the_learner: str
    first_year: str
    last_year: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective. `version` rises with every change. `ended_why` says why it ended or was dropped.

    `agreement` is None until it was agreed on.
    """

    objective_id: UUID
    details: ObjectiveDetails
    status: ObjectiveStatus = ObjectiveStatus.PROPOSED
    agreement: Agreement | None = None
    ended_why: str = ""
    created_at: datetime
    changed_at: datetime
    version: int = 1

    @property
    def is_over(self) -> bool:
        """Whether it ended or was dropped, so that it gets no more actions."""
        return self.status in (ObjectiveStatus.ENDED, ObjectiveStatus.DROPPED)

    def changed(self, at: datetime, **details: Unpack[ChangedObjective]) -> "Objective":
        """The objective with other details; the same if nothing differs. Raises InvalidField, IllegalTransition."""
        objective_after(self.status, ObjectiveStep.CHANGE)
        changed = replace(self.details, **details)
        return self if changed == self.details else self._next(at, details=changed)

    def agreed(self, agreement: Agreement, at: datetime) -> "Objective":
        """The objective, agreed on; again to put that right. Raises IllegalTransition."""
        status = objective_after(self.status, ObjectiveStep.AGREE)
        same = (status, agreement) == (self.status, self.agreement)
        return self if same else self._next(at, status=status, agreement=agreement)

    def ended(self, step: ObjectiveStep, why: str, at: datetime) -> "Objective":
        """The objective, which ended or was dropped. Raises InvalidField without a why, IllegalTransition."""
        require(bool(why.strip()), "why", "is empty")
        return self._next(at, status=objective_after(self.status, step), ended_why=why)

    def resumed(self, at: datetime) -> "Objective":
        """The objective, taken up again; what was dropped has to be agreed on anew. Raises IllegalTransition."""
        status = objective_after(self.status, ObjectiveStep.RESUME)
        agreement = self.agreement if status is ObjectiveStatus.AGREED else None
        return self._next(at, status=status, agreement=agreement, ended_why="")

    def _next(self, at: datetime, **fields: object) -> "Objective":
        return replace(self, **fields, changed_at=at, version=self.version + 1)  # type: ignore[arg-type]  # see callers
