"""A contact's availability as it is stored."""

from datetime import date, datetime, time
from typing import Any

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.weekly_hours import WeeklyHours


def availability_json(availability: Availability) -> dict[str, Any]:
    """What `availability_from` reads."""
    return {
        "weekly": [[hours.weekday, hours.from_.isoformat(), hours.until.isoformat()] for hours in availability.weekly],
        "exceptions": [
            [exception.from_.isoformat(), exception.until.isoformat(), exception.available]
            for exception in availability.exceptions
        ],
        "max_meetings_per_day": availability.max_meetings_per_day,
    }


def availability_from(stored: dict[str, Any]) -> Availability:
    """The availability that was stored so."""
    return Availability(
        tuple(
            WeeklyHours(weekday, time.fromisoformat(from_), time.fromisoformat(until))
            for weekday, from_, until in stored["weekly"]
        ),
        tuple(
            AvailabilityException(_day_or_moment(from_), _day_or_moment(until), available)
            for from_, until, available in stored["exceptions"]
        ),
        stored["max_meetings_per_day"],
    )


def _day_or_moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
