"""The form of a rule: which half days count, in what unit, over which window, and what follows once a level is reached.

Half days, windows and levels are numbers and words of published rules; the sources stand with each rule.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from attendance.register.domain.codes import OFFICIAL_CODES
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

COUNTABLE = frozenset(Status) - {Status.PRESENT}
"""The statuses a rule can count. Nearly every mark says `present`: counting those would mean counting all the time."""

_MOST_WEEKS = 53
_MOST_HOURS = 12


class Unit(StrEnum):
    """What a level is a number of.

    `days` are whole days: one on which the person is absent on every half day planned. `hours` are those the timetable
    gives the half days. `percent` is a rate: how many of a hundred half days planned for the person in the window.
    """

    HALF_DAYS = "half-days"
    HOURS = "hours"
    DAYS = "days"
    PERCENT = "percent"


class WindowKind(StrEnum):
    """Over what is counted.

    `school-weeks`: any series of so many school weeks in a row. A school week is a week (Monday to Sunday) with at
    least one half day in the calendar of one of the person's schools. So holidays do not count. `school-month`: four
    school weeks (Ohio Revised Code 3313.62). School months follow each other from the first school week of the school
    year on. `consecutive-half-days`: half days that follow each other in what is planned for the person.
    """

    SCHOOL_YEAR = "school-year"
    SCHOOL_MONTH = "school-month"
    SCHOOL_WEEKS = "school-weeks"
    CONSECUTIVE = "consecutive-half-days"


class AfterReaching(StrEnum):
    """What follows once a level is reached.

    `counts-on`: the level holds and higher levels may follow. `restarts-the-day-after`: counting begins again from zero
    on the day after. `never-used-twice`: what the level rests on counts towards no other.
    """

    COUNTS_ON = "counts-on"
    RESTARTS = "restarts-the-day-after"
    NEVER_TWICE = "never-used-twice"


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time that is counted over.

    `weeks` is for `school-weeks`, 1 to 53. `spans_school_years` is whether a stretch of school weeks or of consecutive
    half days may begin in one school year and end in the next. Raises InvalidField for what does not go together.
    """

    kind: WindowKind = WindowKind.SCHOOL_YEAR
    weeks: int | None = None
    spans_school_years: bool = False

    def __post_init__(self) -> None:
        in_weeks = self.kind is WindowKind.SCHOOL_WEEKS
        if in_weeks and not (self.weeks and 1 <= self.weeks <= _MOST_WEEKS):
            raise InvalidField("window.weeks", f"is the number of school weeks, 1 to {_MOST_WEEKS}")
        if self.weeks is not None and not in_weeks:
            raise InvalidField("window.weeks", "is only for a window of school-weeks")
        if self.spans_school_years and self.kind in (WindowKind.SCHOOL_YEAR, WindowKind.SCHOOL_MONTH):
            raise InvalidField("window.spans_school_years", "is not for a window inside one school year")


@dataclass(frozen=True, slots=True)
class HoursPerHalfDay:
    """How many lesson hours a morning and an afternoon have: a fact of the school's timetable, above 0 up to 12."""

    am: Decimal
    pm: Decimal

    def __post_init__(self) -> None:
        for name, hours in (("AM", self.am), ("PM", self.pm)):
            if not 0 < hours <= _MOST_HOURS:
                raise InvalidField(f"hours.{name}", f"are above 0 and up to {_MOST_HOURS}")

    def of(self, half_day: HalfDay) -> Decimal:
        """The hours of this half day."""
        return self.am if half_day is HalfDay.AM else self.pm


@dataclass(frozen=True, slots=True)
class Form:
    """What a rule looks like, without its levels and dates; as it stands, that of the Flemish rule.

    A half day counts when two things hold. Its status is in `statuses` or its official code is in `codes`. The level of
    education of the enrolment is in `applies_to`; an empty `applies_to` holds for every level. Raises InvalidField for
    a status or code that no mark can have.
    """

    statuses: frozenset[Status] = frozenset({Status.PROBLEMATIC})
    codes: frozenset[str] = frozenset()
    unit: Unit = Unit.HALF_DAYS
    hours: HoursPerHalfDay | None = None
    window: Window = Window()
    after: AfterReaching = AfterReaching.COUNTS_ON
    applies_to: frozenset[EducationLevel] = frozenset()

    def __post_init__(self) -> None:
        if not (self.statuses or self.codes):
            raise InvalidField("counts", "needs a status or an official code")
        if not self.statuses <= COUNTABLE:
            raise InvalidField("counts.statuses", f"are of {', '.join(sorted(COUNTABLE))}")
        if not self.codes <= set(OFFICIAL_CODES):
            raise InvalidField("counts.codes", f"are of {', '.join(OFFICIAL_CODES)}")
        if self.unit is Unit.PERCENT:
            self._require_what_a_rate_needs()

    def _require_what_a_rate_needs(self) -> None:
        if self.window.kind is WindowKind.CONSECUTIVE:
            raise InvalidField("window.kind", "is not consecutive-half-days where the unit is percent")
        if self.window.spans_school_years:
            raise InvalidField("window.spans_school_years", "is not for the unit percent")

    @property
    def is_plain_count(self) -> bool:
        """Whether this is the number of problematic half days in a school year; then the database can count."""
        return self == PLAIN

    @property
    def is_about_truancy(self) -> bool:
        """Whether only problematic half days count; an absence with a reason is no truancy."""
        return self.marked_with == {Status.PROBLEMATIC}

    @property
    def counts_on_over_the_year(self) -> bool:
        """Whether a level can be reached no more than once in a school year."""
        return self.window.kind is WindowKind.SCHOOL_YEAR and self.after is AfterReaching.COUNTS_ON

    @property
    def needs_calendar(self) -> bool:
        """Whether it depends on which half days are planned, and not only on those that count."""
        return self.unit in (Unit.DAYS, Unit.PERCENT) or self.window.kind is not WindowKind.SCHOOL_YEAR

    @property
    def marked_with(self) -> frozenset[Status]:
        """The statuses of all half days that may count."""
        of_codes = {Status.PROBLEMATIC if code == "B" else Status.JUSTIFIED for code in self.codes}
        return self.statuses | of_codes


PLAIN = Form()
"""Problematic half days, in a school year, at any level of education."""
