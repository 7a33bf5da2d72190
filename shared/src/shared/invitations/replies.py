"""Reads what calendars answer to an invitation (iTIP REPLY and COUNTER, RFC 5546), as their libraries really write it.

A reply says which meeting it is about by UID, RECURRENCE-ID and SEQUENCE, and who answers by the attendee's address; it
needs no DTSTART. What people write into it (COMMENT, SUMMARY) is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from shared.domain.answers import Answer
from shared.invitations.attendees import attendees_of, same_address
from shared.runtime.clock import BRUSSELS

LARGEST_REPLY = 256 * 1024
"""Bytes; a reply with a photo in it is about a tenth of this."""

_COUNTER = "COUNTER"
_METHODS = frozenset({"REPLY", _COUNTER})
_MOST_EVENTS = 100
# A malformed file makes the library raise what its parsers raise: a zone called `Europe/` is a folder, and an OSError.
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)
_BEGIN = re.compile(r"BEGIN:VCALENDAR", re.IGNORECASE)


class NotAReplyError(ValueError):
    """What came is no reply to an invitation. Says nothing of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReply:
    """What one attendee answers about one meeting, or one session of a series.

    ``recurrence_id`` is the session's start by the series' rule. ``sequence`` and ``stamp`` are None where the calendar
    does not say them. ``address`` and ``delegate`` are compared by `same_address`. ``proposed`` is the begin and end of
    another time; None where the calendar names no time that can be read.
    """

    uid: str
    address: str
    answer: Answer
    sequence: int | None = None
    recurrence_id: datetime | None = None
    stamp: datetime | None = None
    delegate: str | None = None
    proposed: tuple[datetime, datetime] | None = None


def replies_in(text: str | bytes, *, method: str | None = None, sender: str | None = None) -> list[CalendarReply]:
    """What a `text/calendar` part answers; attendees who did not answer are left out.

    ``method`` is the `method` parameter of the part's Content-Type; the calendar's own METHOD wins. ``sender`` is the
    address of the mail: a calendar may list all attendees, and then only the sender answers. Raises NotAReplyError for
    what is no calendar, has another method, or is larger than `LARGEST_REPLY`.
    """
    try:
        return _read(text, method, sender)
    except NotAReplyError:
        raise
    except _UNREADABLE as error:
        raise NotAReplyError(f"not a calendar: {type(error).__name__}") from None


def _read(text: str | bytes, method: str | None, sender: str | None) -> list[CalendarReply]:
    calendar = _calendar(text)
    said = str(calendar.get("METHOD") or method or "").strip().upper()
    if said not in _METHODS:
        raise NotAReplyError("not a REPLY or COUNTER")
    events = calendar.walk("VEVENT")
    if len(events) > _MOST_EVENTS:
        raise NotAReplyError(f"more than {_MOST_EVENTS} events")
    is_counter = said == _COUNTER
    return [reply for event in events for reply in _of_sender([*_replies(event, is_counter=is_counter)], sender)]


def _of_sender(replies: list[CalendarReply], sender: str | None) -> list[CalendarReply]:
    """Of several attendees the sender; nobody where the sender is not among them. A single one may have an alias."""
    if len(replies) < 2 or sender is None:
        return replies
    return [reply for reply in replies if same_address(reply.address, sender)]


def _calendar(text: str | bytes) -> Any:
    if len(text) > LARGEST_REPLY:
        raise NotAReplyError(f"more than {LARGEST_REPLY} bytes")
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    begin = _BEGIN.search(decoded)
    if begin is None:
        raise NotAReplyError("not a calendar")
    # Some programs put a mark or a line before the calendar, or more than one calendar into a part.
    return Calendar.from_ical(decoded[begin.start() :], multiple=True)[0]


def _replies(event: Any, *, is_counter: bool) -> Iterator[CalendarReply]:
    uid = str(event.get("UID") or "").strip()
    if not uid:
        return
    for attendee in attendees_of(event):
        answer = Answer.COUNTERED if is_counter else attendee.answer
        if answer is None:
            continue
        yield CalendarReply(
            uid=uid,
            address=attendee.address,
            answer=answer,
            sequence=_sequence(event),
            recurrence_id=_time(event, "RECURRENCE-ID"),
            stamp=_time(event, "DTSTAMP"),
            delegate=attendee.delegate if answer is Answer.DELEGATED else None,
            proposed=_proposed(event) if is_counter else None,
        )


def _sequence(event: Any) -> int | None:
    value = event.get("SEQUENCE")
    return value if isinstance(value, int) and 0 <= value < 2**31 else None


def _time(event: Any, name: str) -> datetime | None:
    """A moment; a time without a zone is one in Brussels, as of a calendar that lost the zone."""
    value = _value(event, name)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=BRUSSELS)


def _value(event: Any, name: str) -> object:
    """What the library made of a property; None if it is not there, more than once there, or unreadable."""
    try:
        return getattr(event.get(name), "dt", None)
    except BrokenCalendarProperty:
        return None


def _proposed(event: Any) -> tuple[datetime, datetime] | None:
    start, end = _time(event, "DTSTART"), _time(event, "DTEND")
    length = _value(event, "DURATION")
    if start and end is None and isinstance(length, timedelta):
        end = start + length
    return (start, end) if start and end and start < end else None
