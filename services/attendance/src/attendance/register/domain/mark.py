"""The mark: what a school records for one pupil and half day, and what becomes of it."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID, uuid5

from attendance.register.domain.causes import Cause
from attendance.register.domain.codes import OFFICIAL_CODES
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

PupilKey = tuple[str, str]
"""School and register number."""


_OWN_FIELDS = UUID("5f2c1d0e-8a35-5a0b-9d4e-3c1f5b7a9e60")
_CLOCKS_MAY_DIFFER = timedelta(minutes=5)
_RANK = {status: rank for rank, status in enumerate(Status)}
_RANK_OF_CODE = {code: rank for rank, code in enumerate((None, *OFFICIAL_CODES))}

Key = tuple[str, str, dt.date, HalfDay]

SchoolHalfDay = tuple[str, dt.date, HalfDay]
"""A half day of a school."""


class Mark(NamedTuple):
    """A mark as it comes in, its code already reduced to a status.

    `event_id` is the event's id (1 to 64 characters), None for a mark without an event. `cause` is the envelope of the
    event, handed on unread. `code` is the official code, None unless the municipality retains it. A named tuple,
    because hundreds of thousands of them pass by.
    """

    school: str
    pupil: str
    date: dt.date
    half_day: HalfDay
    status: Status
    recorded_at: datetime
    event_id: str | None = None
    cause: Cause = None
    recognised: bool = True
    code: str | None = None

    @property
    def key(self) -> Key:
        """The half day of the pupil that the mark is about."""
        return self.school, self.pupil, self.date, self.half_day

    @property
    def own_id(self) -> str:
        """The event id: the event's own, or the UUIDv5 of the mark's fields.

        The status stands for the code, which could be guessed back from a hash of it.
        """
        if self.event_id is not None:
            return self.event_id
        fields = (self.school, self.pupil, self.date.isoformat(), self.half_day, self.status)
        return str(uuid5(_OWN_FIELDS, "\n".join((*fields, str(self.recorded_at.timestamp())))))


class Verdict(StrEnum):
    """Whether a kept mark counts. Judged again when the calendar or the enrolments of the pupil change."""

    COUNTED = "counted"
    NOT_ENROLLED = "not-enrolled"
    OUTSIDE_CALENDAR = "outside-calendar"


class FinalRejection(StrEnum):
    """Why a mark will never count, whatever still arrives."""

    AFTER_TODAY = "date-after-today"
    RECORDED_AHEAD = "recorded-ahead"
    YEAR_NOT_KEPT = "school-year-not-kept"


class Admission(NamedTuple):
    """What the date of a mark says: a final rejection, or the school year (None: outside the calendar, for now)."""

    rejection: FinalRejection | None
    school_year: int | None


class Report(Protocol):
    """Anything a school says of a half day."""

    @property
    def school(self) -> str: ...
    @property
    def date(self) -> dt.date: ...
    @property
    def half_day(self) -> HalfDay: ...
    @property
    def recorded_at(self) -> datetime: ...


def admission_at(
    now: datetime, keep_school_years: int, days: SchoolDays, *, admissions: dict[SchoolHalfDay, Admission] | None = None
) -> Callable[[Report], Admission]:
    """How marks are admitted at this moment; the running school year and `keep_school_years` before it are kept.

    What it finds out of half days it puts into `admissions`, and asks there first.
    """
    today = now.date()
    latest_recording = now + _CLOCKS_MAY_DIFFER
    first_kept = SchoolYear.of(today).start - keep_school_years

    if admissions is None:
        admissions = {}

    def admit(mark: Report) -> Admission:
        if mark.date > today:
            return Admission(FinalRejection.AFTER_TODAY, None)
        if mark.recorded_at > latest_recording:
            return Admission(FinalRejection.RECORDED_AHEAD, None)
        half_day = (mark.school, mark.date, mark.half_day)
        admission = admissions.get(half_day)
        if admission is None:
            admission = admissions[half_day] = _admission_of_year(days, half_day, first_kept)
        return admission

    return admit


def newest_dates(admissions: Mapping[SchoolHalfDay, Admission]) -> dict[str, dt.date]:
    """The latest date inside its calendar of each school among these half days."""
    newest: dict[str, dt.date] = {}
    for (school, date, _), admission in admissions.items():
        if admission.school_year is not None and (school not in newest or newest[school] < date):
            newest[school] = date
    return newest


def _admission_of_year(days: SchoolDays, of_school: SchoolHalfDay, first_kept: int) -> Admission:
    school, date, half_day = of_school
    # First of all, because a date long ago lies in no school year that a calendar could be asked for.
    if days.latest_possible_year(date) < first_kept:
        return Admission(FinalRejection.YEAR_NOT_KEPT, None)
    school_year = days.school_year_of(school, date, half_day)
    if school_year is not None and school_year < first_kept:
        return Admission(FinalRejection.YEAR_NOT_KEPT, None)
    return Admission(None, school_year)


def newest_per_half_day(marks: Sequence[Mark], indexes: Iterable[int]) -> dict[Key, int]:
    """Of the marks at these indexes, the index of the newest one of each half day.

    These rules decide, in this order:

    1. the newest `recorded_at` wins;
    2. then the greater event id by code point;
    3. inside one list (marks of one event, or all marks without an event) the later mark wins;
    4. where two sources use the same id, the statuses decide, and last the codes.

    So the order of the events makes no difference.
    """
    newest: dict[Key, int] = {}
    rivals: dict[Key, list[int]] = {}
    for index in indexes:
        key = marks[index].key
        first = newest.setdefault(key, index)
        if first != index:
            rivals.setdefault(key, [first]).append(index)
    newest |= {key: _newest(marks, same) for key, same in rivals.items()}
    return newest


def _newest(marks: Sequence[Mark], indexes: Iterable[int]) -> int:
    last_of_list: dict[int, int] = {}
    for index in indexes:
        one_list = id(marks[index].cause)
        newest_of_list = last_of_list.get(one_list)
        if newest_of_list is None or _replaces(marks[index], marks[newest_of_list]):
            last_of_list[one_list] = index
    return max(
        last_of_list.values(),
        key=lambda index: (marks[index].recorded_at, marks[index].own_id, *_said(marks[index])),
    )


def _replaces(later: Mark, earlier: Mark) -> bool:
    if later.recorded_at == earlier.recorded_at:
        return _said(later) != _said(earlier)
    return later.recorded_at > earlier.recorded_at


def _said(mark: Mark) -> tuple[int, int]:
    return _RANK[mark.status], _RANK_OF_CODE[mark.code]
