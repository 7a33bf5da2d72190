"""Whether everything is known of a term: what is missing is not taken for presence."""

from collections import defaultdict
from dataclasses import dataclass

from attendance.register.domain.school_days import turning_in_september
from attendance.rules.domain.person_days import HalfDayOfSchool, PersonDays
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.watches.domain.judging import Term
from shared.domain.errors import DomainError
from shared.domain.school_calendar import nth_school_day_after
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Completeness:
    """Asks the register, in one transaction, whether a term is over and the marks of all of it are there.

    Marks are expected within `grace` whole school days (0 or more), as for silent schools. Then, half day by half day:

    1. at a school that tells of every half day, something was sent about it;
    2. another school has sent a mark of that day or a later day, or said that there is nothing to report.

    At such a school a half day without a mark is a half day without absences.

    A school that is silent keeps the watch waiting. That, too, is a local agreement.
    """

    uow: AttendanceUnitOfWork
    clock: Clock
    grace: int

    async def holds(self, term: Term, days: PersonDays) -> bool:
        """Whether the term is over and everything is known of it."""
        if not term.half_days or not self._is_over(term, days):
            return False
        of_school: dict[str, list[HalfDayOfSchool]] = defaultdict(list)
        for half_day in term.half_days:
            of_school[half_day[2]].append(half_day)
        for school, half_days in of_school.items():
            if not await self._is_heard(school, half_days, days):
                return False
        return True

    def _is_over(self, term: Term, days: PersonDays) -> bool:
        assert term.last is not None, "a term with half days has an end"
        school = term.half_days[-1][2]
        try:
            due_after = nth_school_day_after(term.last, self.grace, lambda year: days.days.calendar(school, year))
        except DomainError:
            due_after = term.last  # the school has closed
        return due_after < self.clock.today()

    async def _is_heard(self, school: str, half_days: list[HalfDayOfSchool], days: PersonDays) -> bool:
        if not await self.uow.feeds.take(school):
            return False  # another process listens to it: the next look will do
        newest = await self.uow.marks.newest_date(school)
        since = {}
        for start in {turning_in_september(day) for day, _, _ in half_days}:
            since[start] = await self.uow.feeds.reports_since(school, days.days.calendar(school, SchoolYear(start)))
        doubtful = []
        for day, half_day, _ in half_days:
            tells_since = since[turning_in_september(day)]
            tells = tells_since is not None and tells_since <= (day, half_day)
            if tells or newest is None or day > newest:
                doubtful.append((day, half_day))
        return not doubtful or not await self.uow.feeds.unheard(school, doubtful)
