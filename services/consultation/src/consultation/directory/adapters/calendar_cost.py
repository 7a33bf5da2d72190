"""How much work a calendar is to expand: a short rule may stand for more times than anybody has."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import prod
from typing import Any

from shared.domain.errors import InvalidField

_BEGIN = re.compile(rb"^BEGIN:V(?:EVENT|FREEBUSY)\s*$", re.IGNORECASE | re.MULTILINE)
MOST_EVENTS = 5_000
MOST_STEPS = 200_000
"""Steps that rules take from their first day to the last day that is asked for, all together."""

_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_IN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DAYS_OF = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYEASTER")
_FIRST_YEAR = 1970


def require_few_events(content: bytes) -> None:
    """Raises InvalidField for too many events, before any of them is read."""
    if len(_BEGIN.findall(content)) > MOST_EVENTS:
        raise InvalidField("calendar", f"has more than {MOST_EVENTS} events")


def require_bounded(calendars: Sequence[Any], *, until: date) -> None:
    """Raises InvalidField for rules that repeat within a day, and for too many repetitions."""
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if sum(_steps(event, until) for event in events) > MOST_STEPS:
        raise InvalidField("calendar", "has rules that repeat too often, or from too long ago")


def _steps(event: Any, until: date) -> int:
    if "DTSTART" not in event:
        raise InvalidField("calendar", "has an event without DTSTART")
    start = _day(event["DTSTART"].dt)
    dates = sum(len(listed.dts) for listed in _all(event, "RDATE"))
    return 1 + dates + sum(_steps_of(rule, start, until) for rule in _all(event, "RRULE"))


def _steps_of(rule: Any, start: date, until: date) -> int:
    frequency = str(_first(rule, "FREQ", "")).upper()
    if frequency not in _DAYS:
        raise InvalidField("calendar", "has a rule that is not DAILY, WEEKLY, MONTHLY or YEARLY")
    if start.year < _FIRST_YEAR:
        raise InvalidField("calendar", f"has a rule that begins before {_FIRST_YEAR}")
    last = min(until, _day(_first(rule, "UNTIL", until)))
    interval = max(1, int(_first(rule, "INTERVAL", 1)))
    periods = max(0, (last - start).days) // (_DAYS[frequency] * interval) + 1
    in_a_day = prod(max(1, len(rule.get(part, ()))) for part in _IN_A_DAY)
    in_a_period = min(_DAYS[frequency], prod(max(1, len(rule.get(part, ()))) for part in _DAYS_OF))
    # A rule with a COUNT ends by it; a step is never free, for the days that fit nothing are gone through too.
    return max(periods, min(int(_first(rule, "COUNT", MOST_STEPS)), periods * in_a_period * in_a_day))


def _all(event: Any, name: str) -> Iterable[Any]:
    values = event.get(name, [])
    return values if isinstance(values, list) else [values]


def _first(rule: Any, name: str, otherwise: Any) -> Any:
    values = rule.get(name)
    return values[0] if isinstance(values, list) and values else (values or otherwise)


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at
