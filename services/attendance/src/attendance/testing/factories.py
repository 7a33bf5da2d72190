"""Marks and enrolments as a test or a measurement needs them, with everything that does not matter filled in."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from attendance.register.domain.enrolment import (
    EducationLevel,
    Enrolment,
    ImplicitEnrolment,
    PersonData,
    Transferred,
    Withdrawal,
)
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope
from shared.runtime.clock import BRUSSELS

SCHOOL, OTHER_SCHOOL = "123456", "654321"
PUPIL = "1234567"
YEAR = SchoolYear(2026)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS)
MORNING = datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)

NOOR = PersonData("Noor", "Voorbeeld", date(2011, 3, 4))

# School days of September 2026, without Wednesdays: two half days each.
FULL_DAYS = [day for day in (date(2026, 9, 1) + timedelta(days=n) for n in range(30)) if day.weekday() in (0, 1, 3, 4)]

_numbers = count(1)


def mark(
    day: date,
    half_day: HalfDay = HalfDay.AM,
    status: Status = Status.PROBLEMATIC,
    *,
    school: str = SCHOOL,
    pupil: str = PUPIL,
    recorded_at: datetime = MORNING,
    event_id: str | None = "",
    cause: Any = None,
) -> Mark:
    """A mark, by default problematic and with an event id of its own."""
    own = f"event-{next(_numbers):06}" if event_id == "" else event_id
    envelope = cause or (Envelope(own, "/school", "be.flankerend.school.attendance-recorded.v1") if own else None)
    return Mark(school, pupil, day, half_day, status, recorded_at, own, envelope)


def problematic(number: int, **of: Any) -> list[Mark]:
    """That many problematic half days, two a day from 1 September 2026."""
    return [mark(FULL_DAYS[n // 2], (HalfDay.AM, HalfDay.PM)[n % 2], **of) for n in range(number)]


def enrolment(
    valid_from: date = date(2026, 9, 1),
    *,
    school: str = SCHOOL,
    pupil: str = PUPIL,
    recorded_at: datetime = MORNING,
    event_id: str = "",
    person: PersonData = NOOR,
    level: EducationLevel = EducationLevel.SECUNDAIR,
    class_name: str | None = "3A",
    transferred: Transferred | None = None,
    ses: bool | None = None,
    site: str | None = None,
) -> EnrolmentReport:
    """A pupil's enrolment, by default from the first school day on."""
    own = event_id or f"event-{next(_numbers):06}"
    change = Enrolment(valid_from, level, recorded_at, own, class_name, "311", person, transferred, ses, site)
    return EnrolmentReport(school, pupil, change)


def withdrawal(
    valid_until: date | None,
    *,
    school: str = SCHOOL,
    pupil: str = PUPIL,
    recorded_at: datetime = MORNING,
    event_id: str = "",
) -> EnrolmentReport:
    """A pupil's withdrawal."""
    own = event_id or f"event-{next(_numbers):06}"
    return EnrolmentReport(school, pupil, Withdrawal(valid_until, recorded_at, own))


def assumed(
    school_year: SchoolYear = YEAR, *, school: str = SCHOOL, pupil: str = PUPIL, recorded_at: datetime = MORNING
) -> EnrolmentReport:
    """A pupil that an import takes to be enrolled."""
    change = ImplicitEnrolment(school_year.first_day, school_year.last_day, EducationLevel.SECUNDAIR, recorded_at)
    return EnrolmentReport(school, pupil, change)


def with_insz(key: str, **of: Any) -> PersonData:
    """Somebody with an INSZ (here just its hash)."""
    return replace(NOOR, insz_key=key.encode(), **of)
