"""Show attendance around cases: before they were opened, after that, and after they ended."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from attendance.case_days.domain.case_days import CaseDays
from attendance.figures.domain.around_cases import AroundCase, AroundCases, add_up, around_case, first_cases
from attendance.rules.domain.person_days import PersonDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear

# 40 half days are less than five weeks of lessons; with every holiday there is, and the summer, they fit in this.
_LONGEST = timedelta(days=200)
_AT_ONCE = 500


async def show_around_cases(
    uow: AttendanceUnitOfWork, school_year: SchoolYear, *, school: str | None = None, case_type: str | None = None
) -> list[AroundCases]:
    """The cases of a school year by school and type, with the attendance around them, by what is known now.

    A pupil counts once with each school and type, with the first case. Half days count up to the date of each school's
    newest mark.
    """
    cases = first_cases(await uow.cases_days.of_year(school_year, school=school, case_type=case_type))
    cases.sort(key=lambda case: case.school or "")  # cases of one school share its calendars
    newest = await uow.figures.newest_dates(None) if cases else {}
    around: list[AroundCase] = []
    for first in range(0, len(cases), _AT_ONCE):
        part = cases[first : first + _AT_ONCE]
        days_of = await uow.days_of_persons.of(_wanted(part))
        around += await asyncio.to_thread(_around, part, days_of, newest)
    return add_up(around)


def _wanted(cases: Sequence[CaseDays]) -> dict[UUID, tuple[date, date]]:
    wanted: dict[UUID, tuple[date, date]] = {}
    for case in cases:
        first, last = _looked_at(case)
        known_first, known_last = wanted.get(case.person_id, (first, last))
        wanted[case.person_id] = (min(first, known_first), max(last, known_last))
    return wanted


def _looked_at(case: CaseDays) -> tuple[date, date]:
    return case.opened_on - _LONGEST, (case.ended_on or case.opened_on) + _LONGEST


def _around(
    cases: Sequence[CaseDays], days_of: Mapping[UUID, PersonDays], newest: Mapping[str, date]
) -> list[AroundCase]:
    around = []
    for case in cases:
        days = days_of[case.person_id]
        around.append(around_case(case, days.half_days(*_looked_at(case), newest), days))
    return around
