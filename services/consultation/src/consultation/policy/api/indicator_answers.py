"""Indicators of actions as they are answered."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.policy.domain.indicator import EnteredValue, Indicator, IndicatorSource, Measure, SourceKind


class IndicatorSourceAnswer(BaseModel):
    """Where the numbers of an indicator come from."""

    model_config = DESCRIBED

    kind: SourceKind
    """A figure of a service, activities of the action, requests for offers, or entered by hand."""
    service: str | None
    """Of a figure the service that publishes it; else null."""
    figure: str | None
    """Of a figure its name; else null."""
    group: str | None
    """Of a figure the group it is of; null for all of it."""
    measure: Measure | None
    """Of activities what is counted; else null."""
    offers: list[UUID]
    """Of requests the offers; empty for all of the theme."""

    @classmethod
    def of(cls, source: IndicatorSource) -> Self:
        return cls(
            kind=source.kind,
            service=source.service,
            figure=source.figure,
            group=source.group,
            measure=source.measure,
            offers=list(source.offers),
        )


class TargetAnswer(BaseModel):
    """What is to be reached in a school year."""

    model_config = DESCRIBED

    school_year: str
    """The school year."""
    value: Decimal
    """How much."""


class EnteredValueAnswer(BaseModel):
    """A number that somebody entered."""

    model_config = DESCRIBED

    school_year: str
    """The school year."""
    value: Decimal
    """The number."""
    source: str
    """Where it comes from."""
    dated: date
    """The day that it is of."""
    entered_at: datetime
    """When it was entered."""
    replaced_at: datetime | None
    """When another number took its place; null for the number that holds."""

    @classmethod
    def of(cls, value: EnteredValue) -> Self:
        return cls(
            school_year=value.school_year,
            value=value.value,
            source=value.source,
            dated=value.dated,
            entered_at=value.entered_at.astimezone(BRUSSELS),
            replaced_at=value.replaced_at.astimezone(BRUSSELS) if value.replaced_at else None,
        )


class IndicatorAnswer(BaseModel):
    """An indicator of an action, as it was entered."""

    model_config = DESCRIBED

    indicator_id: UUID
    """The indicator."""
    name: str
    """What it says."""
    unit: str
    """In what it is counted."""
    source: IndicatorSourceAnswer
    """Where the numbers come from."""
    targets: list[TargetAnswer]
    """What is to be reached, by school year."""
    values: list[EnteredValueAnswer]
    """The numbers that were entered, in that order; those that others took the place of too."""

    @classmethod
    def of(cls, indicator: Indicator) -> Self:
        return cls(
            indicator_id=indicator.indicator_id,
            name=indicator.name,
            unit=indicator.unit,
            source=IndicatorSourceAnswer.of(indicator.source),
            targets=[TargetAnswer(school_year=row.school_year, value=row.value) for row in indicator.targets],
            values=[EnteredValueAnswer.of(value) for value in indicator.values],
        )
