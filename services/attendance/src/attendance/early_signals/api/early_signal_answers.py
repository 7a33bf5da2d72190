"""What the endpoints about early signals take and answer."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field

from attendance.early_signals.api.kind_names import KindName
from attendance.early_signals.application.change_early_signal_rule import EarlySignalProposal
from attendance.early_signals.domain.kind import Kind
from attendance.early_signals.domain.observed import Stretch
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.early_signals.domain.signal import EarlySignal, ListedEarlySignal
from attendance.early_signals.registry import KINDS
from attendance.register.api.answers import DESCRIBED
from attendance.rules.api.rule_bodies import Year
from shared.contracts.fields import Line
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


def _numbers_of(kind: Kind) -> str:
    numbers = (f"`{name}` ({meaning}; {least} to {most})" for name, least, most, meaning in kind.numbers)
    return f"`{kind.name}`: {', '.join(numbers)}"


_NUMBERS_OF_KINDS = "; ".join(_numbers_of(kind) for kind in KINDS.values())
_EXAMPLE = {"window_half_days": 20, "times": 4}


class EarlySignalRuleAnswer(BaseModel):
    """One version of what a kind of early signal goes by."""

    model_config = DESCRIBED

    kind: KindName = Field(description="The kind")
    version: int
    """Version, from 1 on."""
    valid_from: str = Field(examples=["2026-2027"])
    """First school year it holds for."""
    numbers: dict[str, int] | None = Field(examples=[_EXAMPLE])
    """The numbers agreed on; null when the kind is off."""
    source: str
    """Where that was agreed."""

    @classmethod
    def of(cls, rule: EarlySignalRule) -> Self:
        return cls(
            kind=rule.kind,
            version=rule.version,
            valid_from=str(rule.valid_from),
            numbers=None if rule.numbers is None else dict(rule.numbers),
            source=rule.source,
        )


class EarlySignalRuleBody(BaseModel):
    """What a kind of early signal should go by from a school year on."""

    model_config = DESCRIBED

    valid_from: Year
    """First school year it holds for."""
    numbers: dict[str, Annotated[int, Field(strict=True)]] | None = Field(
        description=f"The numbers agreed on, or null to switch the kind off. {_NUMBERS_OF_KINDS}",
        examples=[_EXAMPLE],
        max_length=10,
    )
    source: Line = Field(examples=["Local agreement of 1 September 2026"])
    """Where that was agreed."""

    def proposal(self) -> EarlySignalProposal:
        return EarlySignalProposal(self.numbers, SchoolYear.parse(self.valid_from), self.source)


class StretchAnswer(BaseModel):
    """What a number of half days adds up to."""

    model_config = DESCRIBED

    from_: date = Field(alias="from", description="Day of the first half day")
    until: date
    """Day of the last one."""
    planned_half_days: int
    """Half days on which the pupil was expected."""
    absent: int
    """Problematic and justified half days."""
    unknown: int
    """Neither present nor absent until the school says."""
    rate: float | None
    """1 - absent / (planned - unknown); null when nothing is left to divide by."""

    @classmethod
    def of(cls, stretch: Stretch) -> "StretchAnswer":
        return cls.model_validate(
            {
                "from": stretch.first,
                "until": stretch.last,
                "planned_half_days": stretch.planned,
                "absent": stretch.absent,
                "unknown": stretch.unknown,
                "rate": stretch.rate,
            }
        )


class NotedHalfDayAnswer(BaseModel):
    """A half day that stands out."""

    model_config = DESCRIBED

    date: date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""
    status: str = Field(examples=["problematic"])
    """What it is, without the school's reason."""


class RestsOnAnswer(BaseModel):
    """What an early signal rests on, as of the last look."""

    model_config = DESCRIBED

    numbers: dict[str, int]
    """The numbers it was held against."""
    looked_at: StretchAnswer
    """The half days looked at."""
    compared_with: StretchAnswer | None
    """The pupil's half days they were compared with: those before, or of the rest of the week."""
    half_days: list[NotedHalfDayAnswer]
    """Those that stand out."""
    projected_half_days: int | None
    """Of a toddler: half days attended in the school year at this pace."""
    minimum_half_days: int | None
    """Of a toddler: half days needed at its age."""


class EarlySignalAnswer(BaseModel):
    """What stands out in a pupil's attendance. No level, and no ground for a case."""

    model_config = DESCRIBED

    signal_id: UUID
    """The early signal; one that holds again after it ended is a new one."""
    kind: KindName = Field(description="What stands out")
    school: str
    """Institution number of the school."""
    pupil: str
    """Register number at that school."""
    person_id: UUID | None
    """The person, over all schools."""
    school_year: str = Field(examples=["2026-2027"])
    """The school year looked at."""
    status: Literal["standing", "ended"]
    """Whether it holds."""
    raised_at: datetime
    """Since when."""
    ended_at: datetime | None
    """Until when; null while it holds."""
    rule_version: int
    """Version of the numbers."""
    rests_on: RestsOnAnswer
    """What it rests on."""

    @classmethod
    def of(cls, listed: ListedEarlySignal) -> Self:
        signal = listed.signal
        return cls(
            signal_id=signal.signal_id,
            kind=signal.kind,
            school=listed.school,
            pupil=listed.pupil,
            person_id=listed.person_id,
            school_year=str(signal.school_year),
            status="standing" if signal.ended_at is None else "ended",
            raised_at=signal.raised_at,
            ended_at=signal.ended_at,
            rule_version=signal.rule_version,
            rests_on=_rests_on(signal),
        )


def _rests_on(signal: EarlySignal) -> RestsOnAnswer:
    finding = signal.finding
    return RestsOnAnswer(
        numbers=dict(signal.numbers),
        looked_at=StretchAnswer.of(finding.looked_at),
        compared_with=StretchAnswer.of(finding.compared_with) if finding.compared_with else None,
        half_days=[
            NotedHalfDayAnswer(date=day.date, half_day=day.half_day, status=day.status) for day in finding.half_days
        ],
        projected_half_days=finding.projected,
        minimum_half_days=finding.minimum,
    )
