"""Rules and simulations as they are sent and answered."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from attendance.api.answers import DESCRIBED
from attendance.application.change_rule import RuleProposal
from attendance.application.simulate_rule import Simulation
from attendance.domain.rule import PROBLEMATIC_HALF_DAYS, LevelRule, RuleMode
from shared.contracts.fields import Level, Line, SchoolYearLabel
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

_MOST_SIGNALS = 1000


def _with_a_calendar(label: str) -> str:
    try:
        SchoolYear.parse(label)
    except InvalidField as error:
        raise ValueError(error.reason) from None
    return label


Year = Annotated[SchoolYearLabel, AfterValidator(_with_a_calendar)]
"""A school year in which there can be a calendar."""


class RuleAnswer(BaseModel):
    """One version of a rule."""

    model_config = DESCRIBED

    rule: str = Field(examples=[PROBLEMATIC_HALF_DAYS])
    """The rule."""
    version: int
    """Version, from 1 on."""
    valid_from: str = Field(examples=["2026-2027"])
    """First school year it holds for."""
    levels: list[int] = Field(examples=[[5, 10, 15, 30]])
    """Numbers of problematic half days at which it signals."""
    mode: RuleMode
    """Whether it concludes anything."""
    source: str
    """Where it was laid down."""

    @classmethod
    def of(cls, rule: LevelRule) -> "RuleAnswer":
        return cls(
            rule=rule.name,
            version=rule.version,
            valid_from=str(rule.valid_from),
            levels=list(rule.levels),
            mode=rule.mode,
            source=rule.source,
        )


class RuleBody(BaseModel):
    """What a rule should be from a school year on."""

    model_config = DESCRIBED

    valid_from: Year
    """First school year it holds for."""
    levels: list[Level] = Field(min_length=1, max_length=20, examples=[[5, 10, 15, 30]])
    """Numbers of problematic half days, different and ascending."""
    source: Line = Field(examples=["Local agreement of 1 September 2026"])
    """Where it was laid down."""
    mode: RuleMode = RuleMode.ACTIVE
    """Whether it concludes anything."""

    def proposal(self) -> RuleProposal:
        return RuleProposal(tuple(self.levels), SchoolYear.parse(self.valid_from), self.source, self.mode)


class SimulationBody(BaseModel):
    """A rule to try on a school year."""

    model_config = DESCRIBED

    rule: str = Field(PROBLEMATIC_HALF_DAYS, max_length=64)
    """The rule."""
    levels: list[Level] = Field(min_length=1, max_length=20, examples=[[3, 6]])
    """Numbers of problematic half days, different and ascending."""
    school_year: Year | None = None
    """The school year; the running one when absent."""

    def proposal(self, school_year: SchoolYear) -> RuleProposal:
        return RuleProposal(tuple(self.levels), school_year, "simulation")


class LevelTotal(BaseModel):
    """How many persons would have reached a level."""

    model_config = DESCRIBED

    level: int
    """The level."""
    persons: int
    """Persons at or above it."""


class SimulatedSignalAnswer(BaseModel):
    """A level a person would have reached."""

    model_config = DESCRIBED

    person_id: UUID
    """The person."""
    level: int
    """The level."""
    count: int
    """Problematic half days of the person in the school year."""
    reached_on: date
    """Date of the level-th half day."""


class SimulationAnswer(BaseModel):
    """What the rule would have done."""

    model_config = DESCRIBED

    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    levels: list[LevelTotal]
    """The number of persons per level."""
    signals: list[SimulatedSignalAnswer]
    """The first 1,000 by date."""

    @classmethod
    def of(cls, simulation: Simulation) -> "SimulationAnswer":
        return cls(
            school_year=str(simulation.school_year),
            levels=[LevelTotal(level=level, persons=persons) for level, persons in simulation.persons.items()],
            signals=[
                SimulatedSignalAnswer(
                    person_id=each.person_id, level=each.level, count=each.count, reached_on=each.reached_on
                )
                for each in simulation.signals[:_MOST_SIGNALS]
            ],
        )
