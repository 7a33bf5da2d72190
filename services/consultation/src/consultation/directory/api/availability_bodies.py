"""Availability as it is sent."""

from collections.abc import Callable, Sequence
from datetime import time
from typing import TypeVar

from pydantic import BaseModel, Field

from consultation.api.described import CLOCK, DESCRIBED, WITH_FROM
from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.weekly_hours import WeeklyHours
from shared.contracts.moments import IsoDate, Time
from shared.domain.errors import InvalidField

Entry = TypeVar("Entry")


class WeeklyBody(BaseModel):
    """Hours that come back every week."""

    model_config = WITH_FROM

    weekday: int = Field(ge=1, le=7, strict=True)
    """1 is Monday, 7 is Sunday."""
    from_: str = Field(alias="from", pattern=CLOCK, examples=["08:30"])
    """From then on."""
    until: str = Field(pattern=CLOCK, examples=["12:00"])
    """Until then."""
    valid_from: IsoDate | None = None
    """First day on which these hours hold; null: they always did."""
    valid_until: IsoDate | None = None
    """Last day, included; null while they go on."""
    every_weeks: int = Field(1, ge=1, le=52, strict=True)
    """2 for every second week, from the week of `valid_from` on; 1 for every week."""

    def hours(self) -> WeeklyHours:
        return WeeklyHours(
            self.weekday,
            time.fromisoformat(self.from_),
            time.fromisoformat(self.until),
            self.valid_from,
            self.valid_until,
            self.every_weeks,
        )


class ExceptionBody(BaseModel):
    """Days (both included) or moments that are otherwise than the week says."""

    model_config = WITH_FROM

    from_: IsoDate | Time = Field(alias="from")
    """First day, or the moment it begins."""
    until: IsoDate | Time
    """Last day, included, or the moment it ends."""
    available: bool = Field(False, strict=True)
    """Whether the contact is there then."""

    def exception(self) -> AvailabilityException:
        return AvailabilityException(self.from_, self.until, self.available)


class AvailabilityBody(BaseModel):
    """When a contact can meet. Without weekly hours that is in all school hours."""

    model_config = DESCRIBED

    weekly: list[WeeklyBody] = Field(default_factory=list, max_length=100)
    """Hours that come back every week; empty: all school hours. With some, only those that hold that day count."""
    exceptions: list[ExceptionBody] = Field(default_factory=list, max_length=500)
    """What is otherwise, in order: the later one has the last word."""
    max_meetings_per_day: int | None = Field(None, ge=0, le=50, strict=True)
    """How many meetings a day are enough; null for no limit."""
    minutes_between_places: int | None = Field(None, ge=0, le=240, strict=True)
    """Minutes kept free between meetings at different places; null for what the municipality agreed on."""

    def availability(self) -> Availability:
        """Raises InvalidField naming the entry."""
        return Availability(
            weekly_hours(self.weekly),
            tuple(_entry("exceptions", index, body.exception) for index, body in enumerate(self.exceptions)),
            self.max_meetings_per_day,
            self.minutes_between_places,
        )


def weekly_hours(bodies: Sequence[WeeklyBody]) -> tuple[WeeklyHours, ...]:
    """The weekly hours that were sent. Raises InvalidField naming the entry."""
    return tuple(_entry("weekly", index, body.hours) for index, body in enumerate(bodies))


def _entry(field: str, index: int, make: Callable[[], Entry]) -> Entry:
    try:
        return make()
    except InvalidField as error:
        raise InvalidField(f"{field}.{index}.{error.field}", error.reason) from None
