"""Availability as it is answered."""

from datetime import time

from pydantic import BaseModel, ConfigDict, Field

from consultation.api.described import DESCRIBED
from consultation.domain.availability import Availability
from consultation.domain.weekly_hours import WeeklyHours
from shared.contracts.moments import IsoDate, Time


class WeeklyAnswer(BaseModel):
    """Hours that come back every week."""

    model_config = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    weekday: int
    """1 is Monday, 7 is Sunday."""
    from_: str = Field(alias="from", examples=["08:30"])
    """From then on."""
    until: str = Field(examples=["12:00"])
    """Until then."""
    valid_from: IsoDate | None
    """First day on which these hours hold; null: they always did."""
    valid_until: IsoDate | None
    """Last day, included; null while they go on."""
    every_weeks: int
    """2 for every second week, from the week of `valid_from` on; 1 for every week."""

    @classmethod
    def of(cls, hours: WeeklyHours) -> "WeeklyAnswer":
        return cls(
            weekday=hours.weekday,
            from_=_clock(hours.from_),
            until=_clock(hours.until),
            valid_from=hours.valid_from,
            valid_until=hours.valid_until,
            every_weeks=hours.every_weeks,
        )


class ExceptionAnswer(BaseModel):
    """Days (both included) or moments that are otherwise than the week says."""

    model_config = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    from_: IsoDate | Time = Field(alias="from")
    """First day, or the moment it begins."""
    until: IsoDate | Time
    """Last day, included, or the moment it ends."""
    available: bool
    """Whether the contact is there then."""


class AvailabilityAnswer(BaseModel):
    """When a contact can meet. Without weekly hours that is in all school hours."""

    model_config = DESCRIBED

    weekly: list[WeeklyAnswer]
    """Hours that come back every week; empty: all school hours."""
    exceptions: list[ExceptionAnswer]
    """What is otherwise, in order: the later one has the last word."""
    max_meetings_per_day: int | None
    """How many meetings a day are enough; null for no limit."""
    minutes_between_places: int | None
    """Minutes kept free between meetings at different places; null for what the municipality agreed on."""

    @classmethod
    def of(cls, availability: Availability) -> "AvailabilityAnswer":
        return cls(
            weekly=[WeeklyAnswer.of(hours) for hours in availability.weekly],
            exceptions=[
                ExceptionAnswer(from_=exception.from_, until=exception.until, available=exception.available)
                for exception in availability.exceptions
            ],
            max_meetings_per_day=availability.max_meetings_per_day,
            minutes_between_places=availability.minutes_between_places,
        )


def _clock(at: time) -> str:
    return at.isoformat("minutes" if at.second == 0 else "seconds")
