"""Rules and simulations as they are sent and answered."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from attendance.register.api.answers import DESCRIBED
from attendance.rules.api.rule_forms import FormAnswer, FormBody, answer_of
from attendance.rules.application.change_rule import RuleProposal
from attendance.rules.application.simulate_rule import Simulation
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS, LevelRule, RuleMode
from shared.contracts.fields import Level, SchoolYearLabel, TypedLine
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear


def _with_a_calendar(label: str) -> str:
    try:
        SchoolYear.parse(label)
    except InvalidField as error:
        raise ValueError(error.reason) from None
    return label


Year = Annotated[SchoolYearLabel, AfterValidator(_with_a_calendar)]
"""A school year in which there can be a calendar."""


class RuleAnswer(FormAnswer):
    """One version of a rule."""

    model_config = DESCRIBED

    rule: str = Field(examples=[PROBLEMATIC_HALF_DAYS])
    """The rule."""
    version: int
    """Version, from 1 on."""
    valid_from: str = Field(examples=["2026-2027"])
    """First school year it holds for."""
    valid_until: str | None = Field(examples=["2028-2029"])
    """Last school year it is meant for; null when open."""
    levels: list[int] = Field(examples=[[5, 10, 15, 30]])
    """Numbers at which it signals, in its unit; empty where the number is not known yet."""
    mode: RuleMode
    """Whether it concludes anything; in `shadow` nobody is told."""
    source: str
    """Where it was laid down."""
    pack: str | None = Field(examples=["flanders"])
    """The pack it came with; null for a rule made here."""

    @classmethod
    def of(cls, rule: LevelRule) -> "RuleAnswer":
        return cls(
            rule=rule.name,
            version=rule.version,
            valid_from=str(rule.valid_from),
            valid_until=str(rule.valid_until) if rule.valid_until else None,
            levels=list(rule.levels),
            mode=rule.mode,
            source=rule.source,
            pack=rule.pack,
            **answer_of(rule.form),
        )


class RuleBody(FormBody):
    """What a rule should be from a school year on. A new rule has to say what it counts, its unit and its window."""

    model_config = DESCRIBED

    valid_from: Year
    """First school year it holds for."""
    valid_until: Year | None = None
    """Last school year it is meant for; open when absent."""
    levels: list[Level] = Field(min_length=1, max_length=20, examples=[[5, 10, 15, 30]])
    """Numbers in the rule's unit, different and ascending."""
    source: TypedLine = Field(examples=["Local agreement of 1 September 2026"])
    """Where it was laid down."""
    mode: RuleMode = RuleMode.ACTIVE
    """Whether it concludes anything; in `shadow` nobody is told."""

    def proposal(self) -> RuleProposal:
        return RuleProposal(
            tuple(self.levels),
            SchoolYear.parse(self.valid_from),
            self.source,
            self.mode,
            self.form(),
            SchoolYear.parse(self.valid_until) if self.valid_until else None,
        )


class SimulationBody(FormBody):
    """A rule to try on a school year. What is left out is as in the rule of that name, if there is such a rule."""

    model_config = DESCRIBED

    rule: str = Field(PROBLEMATIC_HALF_DAYS, max_length=64)
    """The rule."""
    levels: list[Level] | None = Field(None, min_length=1, max_length=20, examples=[[3, 6]])
    """Numbers in the rule's unit, different and ascending."""
    school_year: Year | None = None
    """The school year; the running one when absent."""
    valid_from: Year | None = None
    """School year from which half days are looked at, where a window spans several; `school_year` when absent."""

    def proposal(self, school_year: SchoolYear) -> RuleProposal:
        first = SchoolYear.parse(self.valid_from) if self.valid_from else school_year
        return RuleProposal(tuple(self.levels or ()), first, "simulation", form=self.form())


class LevelTotalAnswer(BaseModel):
    """How many persons would have reached a level."""

    model_config = DESCRIBED

    level: int
    """The level."""
    persons: int
    """Persons who would have reached it."""


class SimulatedSignalAnswer(BaseModel):
    """A level a person would have reached."""

    model_config = DESCRIBED

    person_id: UUID
    """The person."""
    level: int
    """The level."""
    count: int
    """Half days it rests on; by the usual rule all problematic half days of the school year."""
    reached_on: date
    """Date of the level-th half day."""


class SimulationAnswer(BaseModel):
    """What the rule would have done."""

    model_config = DESCRIBED

    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    levels: list[LevelTotalAnswer]
    """The number of persons per level."""
    total: int
    """The number of signals; a person may reach a level more than once."""
    signals: list[SimulatedSignalAnswer]
    """The first 1,000 by date."""

    @classmethod
    def of(cls, simulation: Simulation) -> "SimulationAnswer":
        return cls(
            school_year=str(simulation.school_year),
            levels=[LevelTotalAnswer(level=level, persons=persons) for level, persons in simulation.persons.items()],
            total=simulation.total,
            signals=[
                SimulatedSignalAnswer(
                    person_id=signal.person_id, level=signal.level, count=signal.count, reached_on=signal.reached_on
                )
                for signal in simulation.signals
            ],
        )
