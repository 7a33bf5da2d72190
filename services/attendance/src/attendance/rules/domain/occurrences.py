"""Where a person reached a level of a rule: a pure function of the half days, the timetable and the rule."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from attendance.rules.domain.form import AfterReaching, Form, Unit, Window, WindowKind
from attendance.rules.domain.signal import CountedHalfDay
from attendance.rules.domain.timetable import Timetable
from shared.domain.half_days import HalfDay


class KnownHalfDay(NamedTuple):
    """A half day of a person that counts for the register, as one school recorded it.

    `code` is the official code and `level` the level of education of the enrolment on that day; None where not known.
    """

    date: date
    half_day: HalfDay
    school: str
    pupil: str
    event_id: str
    status: Status
    code: str | None
    level: EducationLevel | None
    school_year: int

    def counts_for(self, form: Form) -> bool:
        """Whether it counts for a rule of this form."""
        is_marked = self.status in form.statuses or self.code in form.codes
        return is_marked and (not form.applies_to or self.level in form.applies_to)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A level that was reached once: on `reached_on`, the date of the half day that completed it.

    `count` is the number of half days it rests on, whatever the rule's unit; `half_days` are those of them that have a
    date. When counting goes on after the level, they include what came later in the same window.
    """

    level: int
    school_year: int
    reached_on: date
    count: int
    half_days: tuple[CountedHalfDay, ...]


class _Step(NamedTuple):
    """What adds to a sum: a half day, or a whole day with all of its half days."""

    date: date
    weight: Decimal
    school_year: int
    first_place: int
    last_place: int
    half_days: tuple[KnownHalfDay, ...]


def occurrences(
    form: Form, levels: Iterable[int], half_days: Iterable[KnownHalfDay], *, timetable: Timetable
) -> list[Occurrence]:
    """Every occurrence of every level, by date and then level, whatever the order of the half days given.

    The same half day at two schools counts once. It counts when it counts at either school. Of two schools the smaller
    school number is named.
    """
    counted = [half_day for half_day in sorted(half_days) if half_day.counts_for(form)]
    steps = list(_steps(form, [next(same) for _, same in groupby(counted, key=_slot)], timetable))
    unsorted = [
        occurrence
        for stretch in _stretches(form.window, steps, timetable)
        for level in levels
        for occurrence in _reached(level, stretch, form, timetable=timetable)
    ]
    return sorted(unsorted, key=lambda occurrence: (occurrence.reached_on, occurrence.level))


def _slot(half_day: KnownHalfDay) -> tuple[date, HalfDay]:
    return half_day.date, half_day.half_day


def _steps(form: Form, counted: Sequence[KnownHalfDay], timetable: Timetable) -> Iterator[_Step]:
    if form.unit is Unit.DAYS:
        for day, of_day in groupby(counted, key=lambda half_day: half_day.date):
            half_days = tuple(of_day)
            if {half_day.half_day for half_day in half_days} >= set(timetable.planned_on(day)):
                yield _step(half_days, Decimal(1), timetable)
        return
    for half_day in counted:
        weight = form.hours.of(half_day.half_day) if form.hours and form.unit is Unit.HOURS else Decimal(1)
        yield _step((half_day,), weight, timetable)


def _step(half_days: tuple[KnownHalfDay, ...], weight: Decimal, timetable: Timetable) -> _Step:
    first, last = half_days[0], half_days[-1]
    places = timetable.place(*_slot(first)), timetable.place(*_slot(last))
    return _Step(last.date, weight, last.school_year, *places, half_days)


def _stretches(window: Window, steps: Sequence[_Step], timetable: Timetable) -> Iterator[list[_Step]]:
    """The steps in stretches that are counted apart: by school year, by school month or run by run."""
    stretch: list[_Step] = []
    belongs = _BELONGS[window.kind]
    for step in steps:
        goes_on = stretch and (window.spans_school_years or stretch[-1].school_year == step.school_year)
        if not (goes_on and belongs(stretch[-1], step, timetable)):
            if stretch:
                yield stretch
            stretch = []
        stretch.append(step)
    if stretch:
        yield stretch


def _in_one_month(earlier: _Step, later: _Step, timetable: Timetable) -> bool:
    months = {timetable.school_month(step.date, later.school_year) for step in (earlier, later)}
    return len(months) == 1


def _next_to_each_other(earlier: _Step, later: _Step, _: Timetable) -> bool:
    return later.first_place - earlier.last_place <= 1


def _always(_earlier: _Step, _later: _Step, _: Timetable) -> bool:
    return True


_BELONGS: dict[WindowKind, Callable[[_Step, _Step, Timetable], bool]] = {
    WindowKind.SCHOOL_YEAR: _always,
    WindowKind.SCHOOL_WEEKS: _always,
    WindowKind.SCHOOL_MONTH: _in_one_month,
    WindowKind.CONSECUTIVE: _next_to_each_other,
}


def _reached(level: int, stretch: Sequence[_Step], form: Form, *, timetable: Timetable) -> Iterator[Occurrence]:
    """Slide the window over a stretch; an occurrence lasts as long as the window holds the level."""
    window: deque[_Step] = deque()
    lasting: list[_Step] = []
    reached_on: _Step | None = None
    for step in stretch:
        if form.after is AfterReaching.RESTARTS and reached_on and step.date == reached_on.date:
            continue
        window.append(step)
        _let_go(window, step, form.window, timetable=timetable)
        if sum(step_before.weight for step_before in window) < _enough(level, step, form, timetable=timetable):
            if lasting and reached_on:
                yield _occurrence(level, reached_on, lasting)
            lasting = []
        elif lasting:
            lasting.append(step)
        else:
            reached_on, lasting = step, list(window)
        if lasting and reached_on and form.after is not AfterReaching.COUNTS_ON:
            yield _occurrence(level, reached_on, lasting)
            lasting = []
            window.clear()
    if lasting and reached_on:
        yield _occurrence(level, reached_on, lasting)


def _enough(level: int, newest: _Step, form: Form, *, timetable: Timetable) -> Decimal:
    """The sum at which the level is reached: the level itself, or that share of what is planned in the window."""
    if form.unit is not Unit.PERCENT:
        return Decimal(level)
    return level * Decimal(_planned(form.window, newest, timetable)) / 100


def _planned(window: Window, newest: _Step, timetable: Timetable) -> int:
    if window.weeks is not None:
        return timetable.planned_in_weeks(newest.date, newest.school_year, window.weeks)
    if window.kind is WindowKind.SCHOOL_MONTH:
        return timetable.planned_in_month(newest.date, newest.school_year)
    return timetable.planned_in_year(newest.school_year)


def _let_go(window: deque[_Step], newest: _Step, of: Window, *, timetable: Timetable) -> None:
    if of.weeks is None:
        return
    this_week = timetable.school_week(newest.date)
    while this_week - timetable.school_week(window[0].date) >= of.weeks:
        window.popleft()


def _occurrence(level: int, reached: _Step, steps: Sequence[_Step]) -> Occurrence:
    half_days = tuple(
        CountedHalfDay(half_day.date, half_day.half_day, half_day.school, half_day.pupil, half_day.event_id)
        for step in steps
        for half_day in step.half_days
    )
    return Occurrence(level, reached.school_year, reached.date, len(half_days), half_days)
