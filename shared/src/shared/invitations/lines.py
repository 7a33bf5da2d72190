"""Lines of a calendar file, each written by the library and kept.

Lines repeat: in the entries of all participants, of a second, of a place. To write a whole entry by the library takes
ten times as long.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache

from icalendar import Event, vCalAddress

from shared.invitations.entry import Attendee, Entry, Organiser
from shared.runtime.clock import BRUSSELS

_CRLF = "\r\n"
_BEGIN, _END = f"BEGIN:VEVENT{_CRLF}", f"{_CRLF}END:VEVENT{_CRLF}"


def text_of(lines: Iterable[str]) -> str:
    """The lines as a file has them."""
    return _CRLF.join([*lines, ""])


def event_lines(
    entry: Entry, times: Iterable[str], *, recurrence: Iterable[str] = (), rule: Iterable[str] = ()
) -> Iterator[str]:
    """The event of an entry; the order is the library's.

    ``times`` are the lines of begin and end, ``recurrence`` says which session of a series it is, ``rule`` how a series
    repeats.
    """
    yield "BEGIN:VEVENT"
    yield line("summary", entry.title)
    yield from times
    yield line("dtstamp", utc(entry.stamp))
    yield line("uid", entry.uid)
    yield from recurrence
    yield line("sequence", entry.sequence)
    yield from rule
    for attendee in entry.attendees:
        yield _attendee(attendee)
    if entry.description:
        yield line("description", entry.description)
    if entry.place:
        yield line("location", entry.place)
    yield _organiser(entry.organiser)
    yield line("status", str(entry.state))
    yield line("url", entry.link)
    yield "END:VEVENT"


def calendar_lines(method: str, product: str, components: Iterable[str]) -> Iterator[str]:
    """The calendar around its components."""
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield line("prodid", f"-//Flankerend//{product}//NL")
    yield f"METHOD:{method}"
    yield from components
    yield "END:VCALENDAR"


def utc(time: datetime) -> datetime:
    """The time in UTC, in whole seconds, as calendars have it."""
    return time.astimezone(UTC).replace(microsecond=0)


@lru_cache(maxsize=2048)
def local_line(name: str, time: datetime) -> str:
    """A time as clocks in Brussels show it. Kept apart: as keys, a moment in two zones is one."""
    return _inside(name, time.astimezone(BRUSSELS).replace(microsecond=0))


@lru_cache(maxsize=2048)
def line(name: str, value: str | int | datetime) -> str:
    """The line of a property, which may be folded."""
    return _inside(name, value)


@lru_cache(maxsize=1024)
def _attendee(attendee: Attendee) -> str:
    address = _address(attendee.address, attendee.name)
    address.params["ROLE"] = str(attendee.part)
    address.params["PARTSTAT"] = "NEEDS-ACTION"
    address.params["RSVP"] = "TRUE" if attendee.asked else "FALSE"
    return _inside("attendee", address)


@lru_cache(maxsize=64)
def _organiser(organiser: Organiser) -> str:
    return _inside("organizer", _address(organiser.address, organiser.name))


def _address(address: str, name: str | None) -> vCalAddress:
    written = vCalAddress(f"mailto:{address}")
    if name is not None:
        written.params["CN"] = name
    return written


def _inside(name: str, value: str | int | datetime | vCalAddress) -> str:
    event = Event()
    event.add(name, value)
    text: str = event.to_ical().decode()
    return text.removeprefix(_BEGIN).removesuffix(_END)
