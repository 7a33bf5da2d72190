"""What the endpoints about signals answer."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from attendance.register.api.answers import DESCRIBED
from attendance.register.api.rights import Sight
from attendance.rules.domain.signal import Signal
from shared.domain.half_days import HalfDay


class ExplainedHalfDayAnswer(BaseModel):
    """A problematic half day that was counted."""

    model_config = DESCRIBED

    date: date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""
    school: str
    """The school that recorded it."""
    pupil: str
    """Register number at that school."""
    event_id: str
    """The event it came with."""


class ExplanationAnswer(BaseModel):
    """What a signal rests on."""

    model_config = DESCRIBED

    half_days: list[ExplainedHalfDayAnswer]
    """The half days counted: fewer than `count` where a school outside the system passed on a count without dates. A
    school and its counsellor see those at their own school."""
    calendar_version: int
    """Version of the school's calendar, 0 for the Flemish one."""


class LevelSignalAnswer(BaseModel):
    """A level that was reached, as far as a CLB contact sees it."""

    model_config = DESCRIBED

    signal_id: UUID
    """The signal."""
    person_id: UUID
    """The person, over all schools."""
    school: str
    """School of the newest enrolment that held on `reached_on`, else of the last ended enrolment, as known then."""
    pupil: str
    """Register number at that school."""
    school_year: str = Field(examples=["2026-2027"])
    """The school year counted."""
    rule: str = Field(examples=["problematic-half-days"])
    """The rule that concluded it."""
    rule_version: int
    """That rule's version."""
    level: int = Field(examples=[5])
    """The level."""
    count: int
    """Problematic half days when this was concluded."""
    status: Literal["standing", "withdrawn"]
    """Whether the level still holds."""

    @classmethod
    def of(cls, signal: Signal) -> "LevelSignalAnswer":
        return cls.model_validate(_common(signal))


class SignalAnswer(LevelSignalAnswer):
    """A level that was reached, with its explanation."""

    reached_on: date
    """Date of the level-th half day."""
    explanation: ExplanationAnswer
    """What it rests on."""

    @classmethod
    def seen_by(cls, sight: Sight, signal: Signal) -> "SignalAnswer":
        """The signal with those of its half days that the caller may know of."""
        half_days = [
            ExplainedHalfDayAnswer(
                date=half_day.date,
                half_day=half_day.half_day,
                school=half_day.school,
                pupil=half_day.pupil,
                event_id=half_day.event_id,
            )
            for half_day in signal.half_days
            if sight.sees_whole(half_day.school)
        ]
        explanation = ExplanationAnswer(half_days=half_days, calendar_version=signal.calendar_version)
        return cls.model_validate(
            {**_common(signal), "reached_on": signal.reached_on, "explanation": explanation.model_dump()}
        )


def signal_answer(sight: Sight, signal: Signal) -> SignalAnswer | LevelSignalAnswer:
    """The signal as this caller sees it."""
    return SignalAnswer.seen_by(sight, signal) if sight.sees_whole(signal.school) else LevelSignalAnswer.of(signal)


def _common(signal: Signal) -> dict[str, object]:
    return {
        "signal_id": signal.signal_id,
        "person_id": signal.person_id,
        "school": signal.school,
        "pupil": signal.pupil,
        "school_year": str(signal.school_year),
        "rule": signal.rule,
        "rule_version": signal.rule_version,
        "level": signal.level,
        "count": signal.count,
        "status": signal.status,
    }
