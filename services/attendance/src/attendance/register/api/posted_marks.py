"""The bodies of `POST /attendance-records`: a mark, marks, CloudEvents; each mark with its place in the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from attendance.register.api.posted_events import PostedBody
from shared.contracts.errors import WHOLE
from shared.contracts.marks import Malformed, MarksRead, read_mark_items, read_marks
from shared.contracts.school_attendance import MAX_MARKS, AttendanceRecorded, Mark, NothingToReport
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.http_events import PostedEvent
from shared.runtime.http import invalid


@dataclass(frozen=True, slots=True)
class PostedMark:
    """One mark of a request: its place from 0 on, and the mark with its event's envelope or its wrong fields.

    A list without marks has a single place, with the half day that has `nothing` to report.
    """

    index: int
    mark: Mark | None = None
    envelope: Envelope | None = None
    malformed: tuple[tuple[str, str], ...] = ()
    nothing: NothingToReport | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """A request's marks in their order, the schools it names (also in malformed marks), and whether it is one mark."""

    marks: tuple[PostedMark, ...]
    schools: frozenset[str]
    alone: bool


def marks_of(body: PostedBody) -> Posted:
    """The marks in a body. Raises Problem (422) for what is no such body as a whole."""
    if body.events is not None:
        return _of_events(body.events, alone=body.alone)
    content = body.content
    if isinstance(content, dict) and "marks" not in content:
        return _posted(_numbered(read_mark_items([content]), 1), [content], alone=True)
    if isinstance(content, dict) and content["marks"] == []:
        return _posted(_numbered(read_marks(content), 1), [content], alone=True)
    items = _list(content["marks"] if isinstance(content, dict) else content)
    return _posted(_numbered(read_mark_items(items), len(items)), items)


def _has_list(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("marks"), list) and bool(data["marks"])


def _list(content: Any) -> list[Any]:
    if not isinstance(content, list):
        raise invalid("body", "must be a list of marks")
    _check_number(len(content))
    return content


def _check_number(number: int) -> None:
    if not 1 <= number <= MAX_MARKS:
        raise invalid("marks", f"must be 1 to {MAX_MARKS} in one request")


def _of_events(events: Sequence[PostedEvent], *, alone: bool) -> Posted:
    marks: list[PostedMark] = []
    items: list[Any] = []
    _check_number(len(events))
    for event in events:
        of_event = event.data["marks"] if _has_list(event.data) else [event.data]
        _check_number(len(items) + len(of_event))
        marks.extend(_of_event(event, len(of_event), len(items)))
        items.extend(of_event)
    return _posted(marks, items, alone=alone and not _has_list(events[0].data))


def _of_event(event: PostedEvent, number: int, first: int) -> Iterator[PostedMark]:
    error = event.error
    if event.envelope and event.envelope.type != AttendanceRecorded.event_type:
        error = InvalidEvent("type", f"must be {AttendanceRecorded.event_type}")
    if error is None:
        return _numbered(read_marks(event.data), number, first=first, envelope=event.envelope)
    return _numbered(MarksRead([], [Malformed(None, ((error.field, error.reason),))]), number, first=first)


def _numbered(
    read: MarksRead, number: int, *, first: int = 0, envelope: Envelope | None = None
) -> Iterator[PostedMark]:
    """Every place with its mark or what is wrong there; what is wrong with the whole is wrong at every place."""
    marks, malformed = dict(read.marks), {item.index: item.errors for item in read.malformed}
    for place in range(number):
        wrong = malformed.get(place) or malformed.get(None, ())
        yield PostedMark(first + place, None if wrong else marks.get(place), envelope, _named(wrong), read.nothing)


def _named(wrong: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(("body" if field == WHOLE else field, reason) for field, reason in wrong)


def _posted(marks: Iterator[PostedMark] | list[PostedMark], items: list[Any], *, alone: bool = False) -> Posted:
    schools = frozenset(
        item["school"] for item in items if isinstance(item, dict) and isinstance(item.get("school"), str)
    )
    return Posted(tuple(marks), schools, alone)
