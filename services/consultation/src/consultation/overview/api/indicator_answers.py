"""The numbers of indicators as they are answered."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.overview.domain.indicator_values import IndicatorValues, IndicatorYear, Missing
from consultation.policy.api.indicator_answers import IndicatorSourceAnswer


class IndicatorYearAnswer(BaseModel):
    """The number of an indicator in a school year."""

    model_config = DESCRIBED

    school_year: str
    """The school year."""
    target: Decimal | None
    """What is to be reached; null where nothing was agreed on."""
    value: Decimal | None
    """The number; null where there is none, or where it is left out."""
    missing: Missing | None
    """Why there is no number; null where there is one."""
    source: str | None
    """Of an entered number where it comes from; else null."""
    dated: date | None
    """Of an entered number the day that it is of; else null."""
    known_at: datetime | None
    """When a service or the system counted it; null for an entered number, and where there is none."""

    @classmethod
    def of(cls, row: IndicatorYear) -> Self:
        return cls(
            school_year=str(row.school_year),
            target=row.target,
            value=row.value,
            missing=row.missing,
            source=row.source,
            dated=row.dated,
            known_at=row.known_at.astimezone(BRUSSELS) if row.known_at else None,
        )


class IndicatorValuesAnswer(BaseModel):
    """An indicator of an action with its numbers."""

    model_config = DESCRIBED

    indicator_id: UUID
    """The indicator."""
    name: str
    """What it says."""
    unit: str
    """In what it is counted."""
    source: IndicatorSourceAnswer
    """Where the numbers come from."""
    years: list[IndicatorYearAnswer]
    """Its school years as far as they have begun, and those with a target or a number."""

    @classmethod
    def of(cls, values: IndicatorValues) -> Self:
        indicator = values.indicator
        return cls(
            indicator_id=indicator.indicator_id,
            name=indicator.name,
            unit=indicator.unit,
            source=IndicatorSourceAnswer.of(indicator.source),
            years=[IndicatorYearAnswer.of(row) for row in values.years],
        )


class IndicatorsAnswer(BaseModel):
    """The indicators of an action with their numbers."""

    model_config = DESCRIBED

    action_id: UUID
    """The action."""
    known_at: datetime
    """When this was looked up."""
    indicators: list[IndicatorValuesAnswer]
    """In the order in which they were added."""
