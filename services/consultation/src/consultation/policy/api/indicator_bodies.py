"""Indicators of actions as they are sent."""

from datetime import datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.amounts import Amount
from consultation.api.described import EXACT, LEFT_OUT
from consultation.policy.domain.indicator import (
    ChangedIndicator,
    EnteredValue,
    Indicator,
    IndicatorSource,
    Measure,
    SourceKind,
    Target,
)
from shared.contracts.fields import SchoolYearLabel, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id


class IndicatorSourceBody(BaseModel):
    """Where the numbers of an indicator come from."""

    model_config = EXACT

    kind: SourceKind
    """A figure of a service, activities of the action, requests for offers, or entered by hand."""
    service: TypedLine | None = None
    """Of a figure the service that publishes it, such as `attendance`."""
    figure: TypedLine | None = None
    """Of a figure its name."""
    group: TypedLine | None = None
    """Of a figure the group it is of; all of it when absent."""
    measure: Measure | None = None
    """Of activities what is counted."""
    offers: Annotated[list[UUID], Field(max_length=100)] = Field(default_factory=list)
    """Of requests the offers; all of the theme of the action when absent."""

    def source(self) -> IndicatorSource:
        """Raises InvalidField."""
        return IndicatorSource(
            kind=self.kind,
            service=self.service,
            figure=self.figure,
            group=self.group,
            measure=self.measure,
            offers=tuple(self.offers),
        )


class TargetBody(BaseModel):
    """What is to be reached in a school year."""

    model_config = EXACT

    school_year: SchoolYearLabel
    """The school year."""
    value: Amount
    """How much."""


_Targets = Annotated[list[TargetBody], Field(max_length=30)]


class IndicatorBody(BaseModel):
    """An indicator to keep."""

    model_config = EXACT

    name: TypedLine
    """What it says; no two of an action have the same name."""
    unit: TypedLine
    """In what it is counted, such as `leerlingen` or `%`."""
    source: IndicatorSourceBody
    """Where the numbers come from; that never changes."""
    targets: _Targets = Field(default_factory=list)
    """What is to be reached, by school year."""

    def indicator(self) -> Indicator:
        """Raises InvalidField."""
        return Indicator(
            indicator_id=new_id(),
            name=self.name,
            unit=self.unit,
            source=self.source.source(),
            targets=_targets(self.targets),
        )


class IndicatorChangeBody(BaseModel):
    """What changes of an indicator; what is left out stays."""

    model_config = EXACT

    name: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """What it says."""
    unit: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """In what it is counted."""
    targets: _Targets | SkipJsonSchema[None] = LEFT_OUT
    """What is to be reached, all school years of it."""

    def changes(self) -> ChangedIndicator:
        """The fields that were sent. Raises InvalidField for a null."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name, value in changes.items():
            if value is None:
                raise InvalidField(name, "can't be null")
        if "targets" in changes:
            changes["targets"] = _targets(changes["targets"])
        return cast("ChangedIndicator", changes)


class EnteredValueBody(BaseModel):
    """A number of an indicator for a school year. It takes the place of the one that was entered for that year."""

    model_config = EXACT

    school_year: SchoolYearLabel
    """The school year."""
    value: Amount
    """The number."""
    source: TypedLine
    """Where it comes from, such as a count of the schools."""
    dated: IsoDate
    """The day that it is of."""

    def entered(self, at: datetime) -> EnteredValue:
        """Raises InvalidField."""
        return EnteredValue(
            school_year=self.school_year, value=self.value, source=self.source, dated=self.dated, entered_at=at
        )


def _targets(rows: list[TargetBody]) -> tuple[Target, ...]:
    return tuple(Target(row.school_year, row.value) for row in rows)
