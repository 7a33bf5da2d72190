"""Writes meetings for calendars. A single meeting is in UTC, so that no calendar has to know of our zone.

A session of a series is in local time with its zone, as the series' rule is, so that calendars know which one it is.
"""

from collections.abc import Iterable, Iterator, Sequence

from shared.invitations.entry import Entry, Method
from shared.invitations.lines import calendar_lines, event_lines, line, local_line, text_of, utc
from shared.invitations.zone import ZONE

MEDIA_TYPE = "text/calendar"

_EACH_HOUR = ("REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H")


def written(entry: Entry, method: Method, *, product: str) -> str:
    """A meeting, or one session of a series alone, as text (`VCALENDAR` with one `VEVENT`).

    ``product`` names the part of ours that made it. Raises ValueError for what no calendar takes: published with
    attendees, or sent to nobody (RFC 5546, 3.2).
    """
    if (method is Method.PUBLISH) is bool(entry.attendees):
        raise ValueError(f"{method} with {len(entry.attendees)} attendees")
    return text_of(calendar_lines(method, product, _components([entry])))


def published(entries: Sequence[Entry], *, product: str, name: str) -> str:
    """Meetings to subscribe to, as text; without attendees. There may be none.

    ``name`` is what calendar programs call it. They look again each hour (RFC 7986, 5.7), as far as they listen.
    """
    named = (line("name", name), f"X-WR-CALNAME:{name}", *_EACH_HOUR)
    return text_of(calendar_lines(Method.PUBLISH, product, [*named, *_components(entries)]))


def session_event(session: Entry) -> Iterator[str]:
    """The event of one session of a series."""
    assert session.recurrence_id is not None, "a session has a recurrence id"
    return event_lines(session, local_times(session), recurrence=(local_line("recurrence-id", session.recurrence_id),))


def local_times(entry: Entry) -> tuple[str, str]:
    """Begin and end in local time."""
    return local_line("dtstart", entry.starts_at), local_line("dtend", entry.ends_at)


def _components(entries: Sequence[Entry]) -> Iterable[str]:
    """A calendar has at least one component: the zone, where there is nothing else."""
    if not entries or any(entry.recurrence_id for entry in entries):
        yield from ZONE
    for entry in entries:
        yield from session_event(entry) if entry.recurrence_id else _event(entry)


def _event(entry: Entry) -> Iterator[str]:
    return event_lines(entry, (line("dtstart", utc(entry.starts_at)), line("dtend", utc(entry.ends_at))))
