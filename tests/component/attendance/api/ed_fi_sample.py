"""The official Ed-Fi sample files, and what they say, counted straight from the XML."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from lxml import etree

FOLDER = Path(os.environ.get("FLANKEREND_SHARED", Path(__file__).parents[5] / "shared")) / "data" / "ed-fi"
ATTENDANCE = FOLDER / "StudentSchoolAttendance.xml"
CALENDAR = FOLDER / "EducationOrgCalendar.xml"

MISSING = next(
    (f"no Ed-Fi sample file {file} (FLANKEREND_SHARED)" for file in (ATTENDANCE, CALENDAR) if not file.is_file()), ""
)

SCHOOLS = {"255901001": "111111", "255901044": "222222", "255901107": "333333"}
MAP = [f"{identifier}:{school}" for identifier, school in SCHOOLS.items()]

STATUS = {
    "Excused Absence": "justified",
    "Absent excused": "justified",
    "Unexcused Absence": "problematic",
    "Tardy": "late",
    "Early departure": "late",
}
COUNTED = ("justified", "problematic", "late", "unknown")

DURATIONS: tuple[dict[str, str], ...] = (
    {"EventDuration": "1"},
    {"EventDuration": "0.5", "ArrivalTime": "11:00:00"},
    {"EventDuration": "0.5", "DepartureTime": "13:00:00"},
    {"EventDuration": "0.5"},
    {"EventDuration": "0.33", "ArrivalTime": "10:00:00"},
    {"EventDuration": "0"},
)

Counts = dict[tuple[str, str], dict[str, int]]


def sessions() -> dict[str, list[tuple[date, date]]]:
    """First and last day of every session, by the file's own identifier of the school."""
    found: dict[str, list[tuple[date, date]]] = {}
    for session in etree.parse(CALENDAR).getroot().iterfind("{*}Session"):
        begin, end = (date.fromisoformat(session.findtext(f"{{*}}{name}")) for name in ("BeginDate", "EndDate"))
        found.setdefault(session.findtext("{*}SchoolReference/{*}SchoolIdentity/{*}SchoolId"), []).append((begin, end))
    return found


def half_days(day: date) -> int:
    return 1 if day.weekday() == 2 else 2


def counts_in(has_lessons: Callable[[str, date], bool], content: bytes | None = None) -> Counts:
    """Half days per pupil and status on days with lessons, of the sample or of another file like it."""
    days: dict[tuple[str, str, date], list[dict[str, str]]] = {}
    for event in _events(content):
        school = event.findtext("{*}SchoolReference/{*}SchoolIdentity/{*}SchoolId")
        pupil = event.findtext(".//{*}StudentUniqueId")
        day = date.fromisoformat(event.findtext(".//{*}EventDate"))
        days.setdefault((school, pupil, day), []).append(_half_days_of(event, day))
    counts: Counts = {}
    for (school, pupil, day), found in days.items():
        of_pupil = counts.setdefault((SCHOOLS[school], pupil), dict.fromkeys(COUNTED, 0))
        if has_lessons(school, day):
            for status in _together(found).values():
                of_pupil[status] += 1
    return counts


def _half_days_of(event: etree._Element, day: date) -> dict[str, str]:
    """The status of each half day of one event: `1` is a day, `0.5` a half by its times, and less is not known."""
    category = event.findtext(".//{*}AttendanceEventCategory").split("#")[1]
    if category == "Partial":
        category = event.findtext(".//{*}AttendanceEventReason")
    status, halves = STATUS[category], ["AM", "PM"][: half_days(day)]
    said = event.findtext(".//{*}EventDuration")
    if status == "late":
        return dict.fromkeys(halves, status)
    if said is None:
        only_minutes = event.find("{*}SchoolAttendanceDuration") is not None
        return dict.fromkeys(halves, "unknown" if only_minutes else status)
    share = float(said)
    left, came = event.find("{*}DepartureTime") is not None, event.find("{*}ArrivalTime") is not None
    if share == 0:
        return {}
    if len(halves) == 1 or share >= 1:
        return dict.fromkeys(halves, status if share >= 0.5 else "unknown")
    half = "PM" if left else "AM"
    return {half: status if share >= 0.5 and (left or came) else "unknown"}


def _together(events: list[dict[str, str]]) -> dict[str, str]:
    """Of the one day in the sample with two events: absent all day with an excuse, and for ten minutes of it."""
    if len(events) == 1:
        return events[0]
    assert [set(each.values()) for each in events] == [{"justified"}, {"unknown"}]
    return events[0]


def with_parts_of_days() -> bytes:
    """The sample with the unexcused absences as long as `DURATIONS` say, one after the other."""
    root = etree.parse(ATTENDANCE).getroot()
    unexcused = [each for each in root if each.findtext(".//{*}AttendanceEventCategory").endswith("#Unexcused Absence")]
    for number, event in enumerate(unexcused):
        said = DURATIONS[number % len(DURATIONS)]
        event.find(".//{*}EventDuration").text = said["EventDuration"]
        for name in said.keys() - {"EventDuration"}:
            etree.SubElement(event, etree.QName(event, name)).text = said[name]
    return bytes(etree.tostring(root))


def _events(content: bytes | None) -> Iterator[etree._Element]:
    yield from etree.parse(ATTENDANCE).getroot() if content is None else etree.fromstring(content)


def events() -> list[date]:
    """The day of every event."""
    return [date.fromisoformat(each.text) for each in etree.parse(ATTENDANCE).getroot().iter("{*}EventDate")]
