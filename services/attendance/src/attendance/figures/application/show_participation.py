"""Show how many toddlers are present as often as they have to be, how pupils are mixed, and who risks the allowance."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from attendance.figures.domain.allowance import AllowancePupil, AllowanceRule, AllowanceWarnings, allowance_warnings
from attendance.figures.domain.participation import Participation, Toddler, participation
from attendance.figures.domain.placed_pupil import ToddlerRegister
from attendance.figures.domain.social_mix import SocialMix, social_mix
from attendance.register.domain.planned_half_days import planned_half_days
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.toddler_minimum import MOST_UNJUSTIFIED
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear


async def show_participation(
    uow: AttendanceUnitOfWork, school_year: SchoolYear, today: date, *, smallest: int
) -> list[Participation]:
    """Toddlers by school and age, up to and with the date of each school's newest mark; a person is counted once."""
    registers = await uow.participation.toddlers(school_year, today)
    newest = await uow.figures.newest_dates(None)
    days = SchoolDays(await uow.calendars.own({register.school for register in registers}))

    def add_up() -> list[Participation]:
        return participation(_toddlers(registers, days, school_year, newest=newest), school_year, smallest)

    return await asyncio.to_thread(add_up)


def _toddlers(
    registers: Iterable[ToddlerRegister], days: SchoolDays, school_year: SchoolYear, *, newest: Mapping[str, date]
) -> list[Toddler]:
    of_person: dict[UUID, list[ToddlerRegister]] = defaultdict(list)
    for register in registers:
        of_person[register.person_id].append(register)

    def planned(register: ToddlerRegister) -> int:
        if register.school not in newest:
            return 0
        calendar = days.calendar(register.school, school_year)
        return planned_half_days(calendar).number(register.expectation, last=newest[register.school])

    return [
        Toddler(
            school=next(register.school for register in theirs if register.newest),
            birth_date=theirs[0].birth_date,
            planned=sum(planned(register) for register in theirs),
            problematic=sum(register.problematic for register in theirs),
            justified=sum(register.justified for register in theirs),
            unknown=sum(register.unknown for register in theirs),
        )
        for theirs in of_person.values()
    ]


async def show_social_mix(uow: AttendanceUnitOfWork, on: date, level: str | None, *, smallest: int) -> SocialMix:
    """The social mix of the pupils enrolled on a day, of one level of education or (None) of all."""
    counted = await uow.participation.by_ses(on, level)
    return await asyncio.to_thread(social_mix, counted, smallest)


async def show_allowance_warnings(
    uow: AttendanceUnitOfWork, school_year: SchoolYear, today: date, *, rule: AllowanceRule, smallest: int
) -> list[AllowanceWarnings]:
    """Pupils of lager and secundair by school and level, and how many of them risk the school allowance."""
    placed = await uow.participation.pupils(school_year, today)
    often = await uow.participation.often_absent(school_year, MOST_UNJUSTIFIED)
    counts: dict[UUID, dict[SchoolYear, int]] = defaultdict(dict)
    for tally in await uow.counts.tallies(often):
        counts[tally.person_id][tally.school_year] = tally.count
    pupils = [
        AllowancePupil(
            person.school,
            person.level_of_education,
            rule.too_often_unjustified(school_year, counts.get(person.person_id, {})),
            person.unenrolled_days,
        )
        for person in placed
    ]
    return await asyncio.to_thread(allowance_warnings, pupils, smallest)
