"""Reads when somebody's own calendar is busy: times, and nothing else of what is in it.

An event takes time, except where it says that it does not (`TRANSP`, `STATUS`, Microsoft's busy status). An event that
its owner declined takes none either, nor does a meeting of ours. Free-busy answers take what is not `FREE`: calendar
servers write a cancelled meeting as a free time over a busy one. A time without a zone, or in a zone that nobody
describes, is one in Brussels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from consultation.directory.adapters.calendar_cost import require_bounded, require_few_events
from consultation.domain.intervals import Interval, Intervals
from consultation.domain.local_time import BRUSSELS, midnight, moment
from shared.domain.errors import InvalidField

OWN = "@flankerend"
"""How the UID of every meeting of ours ends."""

_DAY = timedelta(days=1)
_NOT_TAKEN = frozenset({"FREE", "WORKINGELSEWHERE"})


@dataclass(frozen=True, slots=True)
class SentCalendar:
    """The times of events, and those of free-busy answers, in which one of our meetings can't be told apart."""

    events: Intervals
    free_busy: Intervals


def read_calendar(content: bytes, *, first: date, last: date, owner: str | None) -> SentCalendar:
    """When the calendar of the address `owner` is busy on the days from `first` until and with `last`.

    Raises InvalidField for what is no calendar, and for a calendar whose repetitions would be too many.
    """
    window = Interval(midnight(first), midnight(last + _DAY))
    # A broken property raises when it is looked at, and each kind of property in its own way.
    try:
        require_few_events(content)
        calendars = _calendars(content)
        require_bounded(calendars, until=last)
        events = [time for calendar in calendars for time in _events(calendar, first, last, owner=owner)]
        answers = [time for calendar in calendars for time in _free_busy(calendar)]
    except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError):
        raise InvalidField("calendar", "is no iCalendar (RFC 5545) in UTF-8, or has an event nobody can read") from None
    return SentCalendar(_inside(events, window), _inside(answers, window))


def _calendars(content: bytes) -> list[Any]:
    from icalendar import Calendar  # a heavy import that few requests need

    parsed: list[Any] = Calendar.from_ical(content.decode("utf-8-sig"), multiple=True)
    if not parsed or any(calendar.name != "VCALENDAR" for calendar in parsed):
        raise InvalidField("calendar", "holds no VCALENDAR")
    return parsed


def _events(calendar: Any, first: date, last: date, *, owner: str | None) -> Iterator[Interval]:
    import recurring_ical_events  # likewise

    calendar.subcomponents = [part for part in calendar.subcomponents if not _is_own(part)]
    # One day more on both sides: days of the calendar's zones are not those of Brussels.
    for event in recurring_ical_events.of(calendar).between(first - _DAY, last + 2 * _DAY):
        if _takes_time(event, owner) and (taken := _time_of(event)):
            yield taken


def _is_own(part: Any) -> bool:
    return part.name == "VEVENT" and str(part.get("UID", "")).strip().lower().endswith(OWN)


def _takes_time(event: Any, owner: str | None) -> bool:
    says = {name: str(event.get(name, "")).strip().upper() for name in ("TRANSP", "STATUS", _MICROSOFTS)}
    if says["TRANSP"] == "TRANSPARENT" or says["STATUS"] == "CANCELLED" or says[_MICROSOFTS] in _NOT_TAKEN:
        return False
    attendees = event.get("ATTENDEE", [])
    return not any(
        _address(attendee) == (owner or "").lower() and attendee.params.get("PARTSTAT", "").upper() == "DECLINED"
        for attendee in (attendees if isinstance(attendees, list) else [attendees])
    )


_MICROSOFTS = "X-MICROSOFT-CDO-BUSYSTATUS"


def _address(attendee: Any) -> str:
    return str(attendee).strip().lower().removeprefix("mailto:")


def _time_of(event: Any) -> Interval | None:
    """The time that an occurrence takes; None for a moment without length."""
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    begin, finish = _moment(start), _moment(end)
    return Interval(begin, finish) if begin < finish else None


def _free_busy(calendar: Any) -> Iterator[Interval]:
    for answer in calendar.walk("VFREEBUSY"):
        periods = answer.get("FREEBUSY", [])
        for period in periods if isinstance(periods, list) else [periods]:
            if str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                begin, length = period.dt
                finish = begin + length if isinstance(length, timedelta) else length
                if _moment(begin) < _moment(finish):
                    yield Interval(_moment(begin), _moment(finish))


def _moment(at: date | datetime) -> datetime:
    if not isinstance(at, datetime):
        return moment(at, time())
    return (at if at.tzinfo else at.replace(tzinfo=BRUSSELS)).astimezone(UTC)


def _inside(times: list[Interval], window: Interval) -> Intervals:
    return tuple(
        Interval(max(time.start, window.start), min(time.end, window.end)) for time in times if time.overlaps(window)
    )
