"""What early signals look at, read for many pupils of a school at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from attendance.early_signals.domain.due_pupil import DuePupil
from attendance.early_signals.domain.observed import Observed, Toddler
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.planned_half_days import Expectation, PlannedHalfDays, planned_half_days
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.toddler_minimum import age_on_31_december, minimum_of_age
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


async def observations(uow: AttendanceUnitOfWork, pupils: Sequence[DuePupil], today: date) -> Mapping[int, Observed]:
    """Of each of these pupils, all of one school, who is watched: the running school year up to today."""
    school, school_year = pupils[0].school, SchoolYear.of(today)
    newest = await uow.marks.newest_date(school)
    if newest is None:
        return {}
    until = min(newest, today)
    watched = [pupil for pupil in pupils if pupil.watched]
    marks = await uow.early_signals.marks([pupil.pupil_id for pupil in watched], school_year, until)
    planned = planned_half_days(SchoolDays(await uow.calendars.own({school})).calendar(school, school_year))
    so_far: dict[Expectation, tuple[tuple[date, HalfDay], ...]] = {}
    observed = {}
    for pupil in watched:
        if pupil.pupil_id not in marks:
            continue  # nothing stands out of nothing but presence
        if pupil.expectation not in so_far:
            so_far[pupil.expectation] = tuple(planned.half_days(pupil.expectation, last=until))
        toddler = _toddler(pupil, planned, school_year)
        observed[pupil.pupil_id] = Observed.of(today, so_far[pupil.expectation], marks[pupil.pupil_id], toddler=toddler)
    return observed


def _toddler(pupil: DuePupil, planned: PlannedHalfDays, school_year: SchoolYear) -> Toddler | None:
    """What a toddler's year asks for; None for others, and for who has no birth date."""
    if pupil.level != EducationLevel.KLEUTER or pupil.birth_date is None:
        return None
    minimum = minimum_of_age(age_on_31_december(pupil.birth_date, school_year), school_year)
    return None if minimum is None else Toddler(planned.number(pupil.expectation), minimum)
