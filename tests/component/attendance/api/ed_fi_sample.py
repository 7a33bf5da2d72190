"""The official Ed-Fi sample files, and what they say, counted straight from the XML."""

import os
from collections.abc import Callable
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
}

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


def counts_in(has_lessons: Callable[[str, date], bool]) -> Counts:
    """Half days per pupil and status on days with lessons; of two events on one day the later in the file holds."""
    days: dict[tuple[str, str, date], str] = {}
    for event in etree.parse(ATTENDANCE).getroot():
        school = event.findtext("{*}SchoolReference/{*}SchoolIdentity/{*}SchoolId")
        pupil = event.findtext(".//{*}StudentUniqueId")
        day = date.fromisoformat(event.findtext(".//{*}EventDate"))
        category = event.findtext(".//{*}AttendanceEventCategory").split("#")[1]
        if category == "Partial":
            category = event.findtext(".//{*}AttendanceEventReason")
        days[school, pupil, day] = STATUS[category]
    counts: Counts = {}
    for (school, pupil, day), status in days.items():
        of_pupil = counts.setdefault((SCHOOLS[school], pupil), dict.fromkeys(STATUS.values(), 0))
        if has_lessons(school, day):
            of_pupil[status] += half_days(day)
    return counts


def events() -> list[date]:
    """The day of every event."""
    return [date.fromisoformat(each.text) for each in etree.parse(ATTENDANCE).getroot().iter("{*}EventDate")]
