"""What requests say of a trajectory of a youth coach, and what is answered."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from casework.api.bodies import Body, FreeText, WorkerName
from casework.domain.plan import GoalState
from casework.domain.trajectory import (
    MOST_BETWEEN,
    ContactEvery,
    ContactUnit,
    CurrentTrajectory,
    Evaluation,
    HandOver,
    Intake,
    Judgement,
    Trajectory,
    TrajectoryContent,
    TrajectoryGoal,
)
from shared.contracts.moments import IsoDate
from shared.domain.roles import Role

_MOST = 20
_DESCRIBED = ConfigDict(from_attributes=True, use_attribute_docstrings=True)

_Receiver = Literal[Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH, Role.CASEWORKER, Role.COORDINATOR]


class IntakeBody(Body):
    """The first talk with the youngster."""

    on: IsoDate
    """The day it is planned for, or was done on."""
    done: StrictBool = False
    """Whether it was done; then the day is today or before."""


class TrajectoryGoalBody(Body):
    """What is to be reached."""

    text: FreeText
    """What it is. Whoever acts on the case reads it; what is for fewer people is a note."""
    state: GoalState = GoalState.OPEN
    """What became of it."""


class ContactEveryBody(Body):
    """How often the youngster is reached at least: a local agreement."""

    number: Annotated[int, Field(strict=True, ge=1, le=MOST_BETWEEN)]
    """In how many school days or school weeks once."""
    unit: ContactUnit
    """`school-days`, or `school-weeks`: from Monday to Sunday with a school day in it."""


class EvaluationBody(Body):
    """A day on which the trajectory is evaluated."""

    on: IsoDate
    """The day."""
    judgement: Judgement | None = None
    """What was found; absent until then."""


class HandOverBody(Body):
    """Who goes on with the youngster. It is what was agreed and shares nothing: for that there are referrals."""

    role: _Receiver
    """The role of who goes on."""
    on: IsoDate
    """From which day on; contacts and evaluations of later days are no longer asked for."""
    contact: WorkerName | None = None
    """A valid contact of that role."""


class TrajectoryBody(Body):
    """The whole trajectory."""

    intake: IntakeBody | None = None
    """The first talk."""
    goals: Annotated[list[TrajectoryGoalBody], Field(max_length=_MOST)] = Field(default_factory=list)
    """The goals."""
    contact_every: ContactEveryBody | None = None
    """The agreed frequency; without it no contact is asked for."""
    evaluations: Annotated[list[EvaluationBody], Field(max_length=_MOST)] = Field(default_factory=list)
    """The evaluations, each on another day."""
    hand_over: HandOverBody | None = None
    """Who goes on, where that was agreed."""

    @property
    def content(self) -> TrajectoryContent:
        """What is written down, the evaluations in order."""
        every, hand_over = self.contact_every, self.hand_over
        evaluations = sorted(self.evaluations, key=lambda evaluation: evaluation.on)
        return TrajectoryContent(
            intake=Intake(self.intake.on, self.intake.done) if self.intake else None,
            goals=tuple(TrajectoryGoal(goal.text, goal.state) for goal in self.goals),
            contact_every=ContactEvery(every.number, every.unit) if every else None,
            evaluations=tuple(Evaluation(evaluation.on, evaluation.judgement) for evaluation in evaluations),
            hand_over=HandOver(hand_over.role, hand_over.on, hand_over.contact) if hand_over else None,
        )


class IntakeAnswer(BaseModel):
    """The first talk with the youngster."""

    model_config = _DESCRIBED

    on: date
    """The day it is planned for, or was done on."""
    done: bool
    """Whether it was done."""


class TrajectoryGoalAnswer(BaseModel):
    """What is to be reached."""

    model_config = _DESCRIBED

    text: str
    """What it is."""
    state: GoalState
    """What became of it."""


class ContactEveryAnswer(BaseModel):
    """How often the youngster is reached at least."""

    model_config = _DESCRIBED

    number: int
    """In how many school days or school weeks once."""
    unit: ContactUnit
    """What is counted."""


class EvaluationAnswer(BaseModel):
    """A day on which the trajectory is evaluated."""

    model_config = _DESCRIBED

    on: date
    """The day."""
    judgement: Judgement | None
    """What was found; null until then."""


class HandOverAnswer(BaseModel):
    """Who goes on with the youngster."""

    model_config = _DESCRIBED

    role: Role
    """The role of who goes on."""
    on: date
    """From which day on."""
    contact: str | None
    """The contact; null where the role alone is known."""


class TrajectoryRevisionAnswer(BaseModel):
    """A trajectory in one of its versions."""

    model_config = _DESCRIBED

    version: int
    """Rises with each change: the `ETag` to change the trajectory by."""
    at: datetime
    """When it was written down."""
    by: str
    """Who wrote it down: a contact's id, or the `sub` of a token."""
    intake: IntakeAnswer | None
    """The first talk."""
    goals: list[TrajectoryGoalAnswer]
    """The goals."""
    contact_every: ContactEveryAnswer | None
    """The agreed frequency; null without one."""
    evaluations: list[EvaluationAnswer]
    """The evaluations, by day."""
    hand_over: HandOverAnswer | None
    """Who goes on; null where nothing was agreed."""

    @classmethod
    def of(cls, trajectory: Trajectory, **more: object) -> Self:
        """A version, with what the answer has besides."""
        content = {name: getattr(trajectory.content, name) for name in TrajectoryBody.model_fields}
        values = {"version": trajectory.version, "at": trajectory.at, "by": trajectory.by}
        return cls.model_validate(values | content | more)


class TrajectoryAnswer(TrajectoryRevisionAnswer):
    """A trajectory as it is."""

    contact_by: date | None
    """The last day to reach the youngster again, or the day of an intake to come; null when none is agreed."""
    last_contact: date | None
    """The last day on which the youngster was reached; null before."""
    next_evaluation: date | None
    """The first day of an evaluation without a judgement, up to the hand-over; null without any."""


def trajectory_answer(trajectory: CurrentTrajectory, last_contact: date | None) -> TrajectoryAnswer:
    """A trajectory as it is."""
    return TrajectoryAnswer.of(
        trajectory,
        contact_by=trajectory.contact_by,
        last_contact=last_contact,
        next_evaluation=trajectory.content.next_evaluation,
    )
