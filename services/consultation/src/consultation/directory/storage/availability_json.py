"""A contact's availability as it is stored."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.closures import Closure
from consultation.domain.weekly_hours import WeeklyHours


def availability_json(availability: Availability) -> dict[str, Any]:
    """What `availability_from` reads: what the contact says itself."""
    return {
        "weekly": [weekly_json(hours) for hours in availability.weekly],
        "exceptions": [
            [exception.from_.isoformat(), exception.until.isoformat(), exception.available]
            for exception in availability.exceptions
        ],
        "max_meetings_per_day": availability.max_meetings_per_day,
        "minutes_between_places": availability.minutes_between_places,
    }


def availability_from(stored: dict[str, Any]) -> Availability:
    """The availability that was stored so, also before hours could end and meetings be apart."""
    return Availability(
        tuple(weekly_from(hours) for hours in stored["weekly"]),
        tuple(
            AvailabilityException(_day_or_moment(from_), _day_or_moment(until), available)
            for from_, until, available in stored["exceptions"]
        ),
        stored["max_meetings_per_day"],
        stored.get("minutes_between_places"),
    )


def closures_json(closures: Iterable[Closure]) -> list[list[str]]:
    """What `closures_from` reads."""
    return [[closure.from_.isoformat(), closure.until.isoformat()] for closure in closures]


def closures_from(stored: Iterable[list[str]] | None) -> tuple[Closure, ...]:
    """The closures that were stored so; none of an organisation that is not there."""
    return tuple(Closure(date.fromisoformat(from_), date.fromisoformat(until)) for from_, until in stored or ())


def weekly_json(hours: WeeklyHours) -> list[Any]:
    """What `weekly_from` reads."""
    plain = [hours.weekday, hours.from_.isoformat(), hours.until.isoformat()]
    if hours == WeeklyHours(hours.weekday, hours.from_, hours.until):
        return plain
    days = [day.isoformat() if day else None for day in (hours.valid_from, hours.valid_until)]
    return [*plain, *days, hours.every_weeks]


def weekly_from(stored: list[Any]) -> WeeklyHours:
    """The hours that were stored so."""
    weekday, from_, until, *rest = stored
    valid_from, valid_until, every_weeks = rest or (None, None, 1)
    first, last = (date.fromisoformat(day) if day else None for day in (valid_from, valid_until))
    return WeeklyHours(weekday, time.fromisoformat(from_), time.fromisoformat(until), first, last, every_weeks)


def _day_or_moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
