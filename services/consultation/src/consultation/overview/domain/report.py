"""The report on several calendar years: how consultation is organised, what was done for what, and what came of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.member import Member
from consultation.bodies.domain.noted import BodyDecision
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.local_time import local_day
from consultation.domain.organisation import Organisation
from consultation.domain.well_formed import require
from consultation.overview.domain.indicator_values import IndicatorValues
from consultation.overview.domain.money import Money, added_up, by_year
from consultation.overview.domain.tally import Tallies
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.evaluation import Evaluation
from consultation.policy.domain.objective import Objective
from shared.domain.school_year import SchoolYear

PERSONS = "contact"
"""What members are that are people, where the others are organisations of a kind."""
FIRST_YEAR, LAST_YEAR, MOST_YEARS = 2000, 2100, 6


@dataclass(frozen=True, slots=True)
class Years:
    """Calendar years from `first` up to and with `last`: one to six, for a budget is of calendar years.

    A school year belongs to the calendar year in which it begins. Raises InvalidField.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        for name, year in (("from", self.first), ("until", self.last)):
            require(FIRST_YEAR <= year <= LAST_YEAR, name, f"is {FIRST_YEAR} to {LAST_YEAR}")
        require(self.first <= self.last, "until", "is before from")
        require(self.last - self.first < MOST_YEARS, "until", f"is more than {MOST_YEARS} years from the first")

    @property
    def all(self) -> list[int]:
        """The years, in their order."""
        return list(range(self.first, self.last + 1))

    @property
    def school_years(self) -> list[SchoolYear]:
        """The school years that begin in them."""
        return [SchoolYear(year) for year in self.all]

    @property
    def first_day(self) -> date:
        return date(self.first, 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.last, 12, 31)

    def has(self, day: date) -> bool:
        """Whether the day lies in them."""
        return self.first <= day.year <= self.last

    def touch(self, since: date, until: date | None) -> bool:
        """Whether something that goes on from one day to another, or without an end, is there on one of their days."""
        return since <= self.last_day and (until is None or until >= self.first_day)


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """What a body decided, on which day."""

    day: date
    decision: BodyDecision


@dataclass(frozen=True, slots=True)
class ReportedBody:
    """A body that was there in these years.

    `members` counts who sits in it at their end, or today, by the kind of organisation, people as ``contact``.
    `sessions` is how many were held in each year.
    """

    body: PolicyBody
    members: Mapping[str, int]
    sessions: Mapping[int, int]
    decisions: Sequence[DecisionTaken]


@dataclass(frozen=True, slots=True)
class ReportedAction:
    """An action with its budget and the evaluations of these years, and its indicators."""

    action: PolicyAction
    budget: Mapping[int, Money]
    indicators: Sequence[IndicatorValues]
    evaluations: Sequence[Evaluation]

    @property
    def total(self) -> Money:
        """The budget of all these years."""
        return added_up(self.budget.values())


@dataclass(frozen=True, slots=True)
class ReportedObjective:
    """An objective with its actions."""

    objective: Objective
    actions: Sequence[ReportedAction]


@dataclass(frozen=True, slots=True)
class Report:
    """The report on these years, as it was known at a moment. `names` are those of what it tells of, by id."""

    years: Years
    known_at: datetime
    bodies: Sequence[ReportedBody]
    objectives: Sequence[ReportedObjective]
    names: Mapping[str, str]
    tallies: Tallies

    @property
    def actions(self) -> list[ReportedAction]:
        """The actions of all objectives."""
        return [action for objective in self.objectives for action in objective.actions]

    @property
    def budget(self) -> dict[int, Money]:
        """What all actions cost in each year."""
        return by_year([dict(action.budget) for action in self.actions], self.years.all)

    @property
    def total(self) -> Money:
        """What all actions cost in all years."""
        return added_up(self.budget.values())


def reported_body(
    body: PolicyBody,
    sessions: Iterable[BodySession],
    organisations: Mapping[str, Organisation],
    *,
    years: Years,
    today: date,
) -> ReportedBody:
    """A body as the report has it."""
    held = [
        session
        for session in sessions
        if session.status is SessionStatus.HELD and years.has(local_day(session.starts_at))
    ]
    on = min(today, years.last_day)
    kinds = Counter(_kind(member, organisations) for member in body.members_on(on))
    counts = Counter(local_day(session.starts_at).year for session in held)
    return ReportedBody(
        body,
        members=dict(sorted(kinds.items())),
        sessions={year: counts[year] for year in years.all},
        decisions=[
            DecisionTaken(local_day(session.starts_at), decision) for session in held for decision in session.decisions
        ],
    )


def _kind(member: Member, organisations: Mapping[str, Organisation]) -> str:
    organisation = organisations.get(member.organisation_id or "")
    return organisation.kind.value if organisation else PERSONS
