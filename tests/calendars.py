"""Calendar files as programs of others read them: by `ical`, which shares nothing with the library we write with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from shared.invitations.entry import Entry, Method

_MAILTO = "mailto:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a program sees of an entry: which version of which meeting, when, who. Moments are in UTC."""

    method: str
    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    recurrence_id: datetime | None
    organiser: str
    attendees: tuple[tuple[str, str], ...]
    status: str


def as_written(entry: Entry, method: Method) -> Seen:
    """What a program has to see of an entry of ours."""
    return Seen(
        method=str(method),
        uid=entry.uid,
        sequence=entry.sequence,
        starts_at=entry.starts_at.astimezone(UTC),
        ends_at=entry.ends_at.astimezone(UTC),
        recurrence_id=entry.recurrence_id and entry.recurrence_id.astimezone(UTC),
        organiser=entry.organiser.address,
        attendees=tuple((attendee.address, str(attendee.part)) for attendee in entry.attendees),
        status=str(entry.state),
    )


def seen_by_ical(text: str) -> list[Seen]:
    """What `ical` sees. It keeps no zone of a RECURRENCE-ID: that of the start is taken."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    return [
        Seen(
            method=str(calendar.method),
            uid=event.uid,
            sequence=event.sequence or 0,
            starts_at=event.dtstart.astimezone(UTC),
            ends_at=event.end.astimezone(UTC),
            recurrence_id=_session(event.recurrence_id, event.dtstart),
            organiser=_address(str(event.organizer.uri)),
            attendees=tuple((_address(str(who.uri)), str(who.role)) for who in event.attendees),
            status=str(event.status.value),
        )
        for event in calendar.events
    ]


def seen_by_icalendar(text: str) -> list[Seen]:
    """What `icalendar` sees, which also writes our lines."""
    calendar = Calendar.from_ical(text)
    return [
        Seen(
            method=str(calendar["METHOD"]),
            uid=str(event["UID"]),
            sequence=int(event["SEQUENCE"]),
            starts_at=event["DTSTART"].dt.astimezone(UTC),
            ends_at=event["DTEND"].dt.astimezone(UTC),
            recurrence_id=event["RECURRENCE-ID"].dt.astimezone(UTC) if "RECURRENCE-ID" in event else None,
            organiser=_address(str(event["ORGANIZER"])),
            attendees=tuple((_address(str(who)), str(who.params["ROLE"])) for who in _attendees(event)),
            status=str(event["STATUS"]),
        )
        for event in calendar.walk("VEVENT")
    ]


def require_readable_elsewhere(mail: EmailMessage) -> None:
    """Fail unless both libraries see the same one entry in each calendar of a mail."""
    for text in _calendars(mail):
        (seen,) = seen_by_ical(text)
        assert [seen] == seen_by_icalendar(text)


def _calendars(mail: EmailMessage) -> Iterator[str]:
    for part in mail.walk():
        content = part.get_content() if part.get_content_type() in {"text/calendar", "application/ics"} else None
        if content is not None:
            yield content.decode() if isinstance(content, bytes) else content


def _attendees(event: dict[str, object]) -> list[object]:
    attendees = event.get("ATTENDEE", [])
    return attendees if isinstance(attendees, list) else [attendees]


def _session(recurrence_id: object, start: datetime) -> datetime | None:
    if recurrence_id is None:
        return None
    return datetime.strptime(str(recurrence_id), "%Y%m%dT%H%M%S").replace(tzinfo=start.tzinfo).astimezone(UTC)


def _address(value: str) -> str:
    return value.removeprefix(_MAILTO)
