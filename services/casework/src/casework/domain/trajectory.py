"""The trajectory (*traject*) of a youth coach with a youngster: intake, goals, contacts, evaluations, hand-over.

How often there is contact, and the words of the lists, are a local agreement: no Flemish source says them. The goals
are the only text; what else there is to write is a note, with the visibility that its author gives it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.domain.contact_days import last_day_to_reach
from casework.domain.plan import GoalState
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.domain.school_calendar import CalendarOf

MOST_BETWEEN = 100
"""The most school days or school weeks that may lie between two contacts."""

HANDED_OVER_TO = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH, Role.CASEWORKER, Role.COORDINATOR)
"""The roles that a youngster can be handed over to."""


class Judgement(StrEnum):
    """How a trajectory goes, as an evaluation finds."""

    ON_TRACK = "on-track"
    ADJUST = "adjust"
    """It goes on in another way."""
    NO_PROGRESS = "no-progress"
    GOALS_REACHED = "goals-reached"


class ContactUnit(StrEnum):
    """What is counted between two contacts."""

    SCHOOL_DAYS = "school-days"
    SCHOOL_WEEKS = "school-weeks"
    """Weeks from Monday to Sunday with a school day in them, as watches count them."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The first talk, planned for a day or done on it."""

    on: date
    done: bool = False


@dataclass(frozen=True, slots=True)
class TrajectoryGoal:
    """What is to be reached, and what became of it."""

    text: str
    state: GoalState = GoalState.OPEN


@dataclass(frozen=True, slots=True)
class ContactEvery:
    """The agreed frequency: the youngster is reached at least once in so many school days or school weeks."""

    number: int
    unit: ContactUnit


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A day on which the trajectory is evaluated, and what was found; None until then."""

    on: date
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who goes on with the youngster from a day on: a role, and a contact of that role where it is known.

    It says what was agreed and shares nothing: whoever needs data is asked by a referral, with a consent.
    """

    role: Role
    on: date
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryContent:
    """All that is written down of a trajectory."""

    intake: Intake | None = None
    goals: tuple[TrajectoryGoal, ...] = ()
    contact_every: ContactEvery | None = None
    evaluations: tuple[Evaluation, ...] = ()
    hand_over: HandOver | None = None

    def check(self, today: date) -> None:
        """Raise InvalidField for what can't be: done or judged before its day, or twice on a day."""
        if self.intake and self.intake.done and self.intake.on > today:
            raise InvalidField("intake", "is done on a day that is still to come")
        if any(evaluation.judgement and evaluation.on > today for evaluation in self.evaluations):
            raise InvalidField("evaluations", "has a judgement of a day that is still to come")
        days = [evaluation.on for evaluation in self.evaluations]
        if len(days) > len(set(days)):
            raise InvalidField("evaluations", "names a day twice")
        if self.contact_every and not 1 <= self.contact_every.number <= MOST_BETWEEN:
            raise InvalidField("contact_every", f"must be 1 to {MOST_BETWEEN}")

    @property
    def next_evaluation(self) -> date | None:
        """The first day of an evaluation without a judgement; None when there is none before somebody else goes on."""
        last = self.hand_over.on if self.hand_over else date.max
        days = (evaluation.on for evaluation in self.evaluations if evaluation.judgement is None)
        return min((day for day in days if day <= last), default=None)

    def contact_by(self, *, began_on: date, reached_on: date | None, calendar_of: CalendarOf) -> date | None:
        """The last day to reach the youngster; None when no contact is agreed, or when somebody else goes on by then.

        It is counted from the last contact that reached the youngster or from the intake, whichever was later. Without
        either it counts from the day on which the trajectory began. Until the intake it is the day of the intake.
        """
        if self.intake and not self.intake.done:
            by = self.intake.on
        elif self.contact_every:
            intake_on = self.intake.on if self.intake else None
            since = max((day for day in (reached_on, intake_on) if day), default=began_on)
            weeks = self.contact_every.unit is ContactUnit.SCHOOL_WEEKS
            by = last_day_to_reach(since, self.contact_every.number, weeks=weeks, calendar_of=calendar_of)
        else:
            return None
        return None if self.hand_over and self.hand_over.on < by else by

    def joined_by(self, other: "TrajectoryContent") -> "TrajectoryContent":
        """Both as one: the goals and evaluations of both; of the rest what this one has, else what the other has."""
        return TrajectoryContent(
            intake=self.intake or other.intake,
            goals=(*self.goals, *other.goals),
            contact_every=self.contact_every or other.contact_every,
            evaluations=_by_day((*other.evaluations, *self.evaluations)),
            hand_over=self.hand_over or other.hand_over,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """A trajectory in one of its versions. ``version`` rises with each change; what it was before is kept."""

    version: int
    at: datetime
    by: str
    content: TrajectoryContent


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentTrajectory(Trajectory):
    """A trajectory as it is: ``began_on`` is the day of its first version, ``contact_by`` as counted last."""

    began_on: date
    contact_by: date | None


def _by_day(evaluations: Iterable[Evaluation]) -> tuple[Evaluation, ...]:
    """The evaluations in order. Of two on one day the later named holds, unless the other alone has a judgement."""
    by_day: dict[date, Evaluation] = {}
    for evaluation in evaluations:
        before = by_day.get(evaluation.on)
        by_day[evaluation.on] = before if before and not evaluation.judgement else evaluation
    return tuple(by_day[day] for day in sorted(by_day))
