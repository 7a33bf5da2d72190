"""Participation of toddlers, social mix and school allowance, added up on real PostgreSQL."""

from datetime import date, timedelta
from typing import Any

from attendance.figures.application.show_participation import (
    show_allowance_warnings,
    show_participation,
    show_social_mix,
)
from attendance.figures.domain.allowance import AllowanceRule, AllowanceWarnings
from attendance.figures.domain.participation import AgeGroup, Participation
from attendance.figures.domain.social_mix import SocialMix
from attendance.register.domain.enrolment import EducationLevel, PersonData, Transferred
from attendance.register.domain.status import Status
from attendance.testing.factories import (
    FULL_DAYS,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    YEAR,
    assumed,
    enrolment,
    mark,
    problematic,
    with_insz,
    withdrawal,
)
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

from .harness import Harness

KLEUTER, LAGER = EducationLevel.KLEUTER, EducationLevel.LAGER
LOU = PersonData("Lou", "Voorbeeld", date(2022, 5, 1))
SEPTEMBER = date(2026, 9, 30)
TODAY = NOW.date()
HALF_DAYS_OF_SEPTEMBER = 39  # 22 weekdays, 5 of them Wednesdays


def toddler(**of: Any) -> Any:
    return enrolment(**{"level": KLEUTER, "person": LOU} | of)


async def figures(harness: Harness, year: SchoolYear = YEAR) -> dict[tuple[str | None, AgeGroup], Participation]:
    async with harness.units() as uow:
        found = await show_participation(uow, year, TODAY, smallest=1)
    return {(each.school, each.age): each for each in found}


async def present(harness: Harness, school: str = SCHOOL, age: AgeGroup = AgeGroup.FOUR) -> float | None:
    """Half days present of the only toddler."""
    only = (await figures(harness))[school, age]
    assert only.toddlers == 1
    return only.mean_present


async def test_present_is_what_was_planned_up_to_the_newest_mark_less_what_was_not(harness: Harness) -> None:
    await harness.enrol(toddler())
    await harness.record(
        mark(FULL_DAYS[0], HalfDay.AM, Status.PROBLEMATIC),
        mark(FULL_DAYS[0], HalfDay.PM, Status.JUSTIFIED),
        mark(FULL_DAYS[1], HalfDay.AM, Status.UNKNOWN),
        mark(FULL_DAYS[1], HalfDay.PM, Status.LATE),
        mark(SEPTEMBER, HalfDay.AM, Status.PRESENT),
    )
    assert await present(harness) == HALF_DAYS_OF_SEPTEMBER - 3


async def test_without_any_mark_of_the_school_nobody_was_present_yet(harness: Harness) -> None:
    await harness.enrol(toddler())
    assert await present(harness) == 0


async def test_only_days_of_enrolment_in_kleuter_count(harness: Harness) -> None:
    await harness.enrol(toddler(valid_from=date(2026, 9, 14)), toddler(valid_from=date(2026, 9, 21), level=LAGER))
    await harness.record(mark(date(2026, 9, 22)), mark(SEPTEMBER, HalfDay.AM, Status.PRESENT))
    assert await present(harness) == 9


async def test_a_toddler_at_two_schools_is_counted_once_at_the_newest_with_the_half_days_of_both(
    harness: Harness,
) -> None:
    lou = with_insz("lou", birth_date=date(2022, 5, 1))
    await harness.enrol(
        toddler(person=lou),
        toddler(person=lou, school=OTHER_SCHOOL, valid_from=date(2026, 9, 21)),
    )
    await harness.record(
        mark(date(2026, 9, 7)),
        mark(date(2026, 9, 22)),  # at the first school, while the second one has the child too: not twice
        mark(date(2026, 9, 22), school=OTHER_SCHOOL),
        mark(SEPTEMBER, HalfDay.AM, Status.PRESENT),
        mark(SEPTEMBER, HalfDay.AM, Status.PRESENT, school=OTHER_SCHOOL),
    )
    found = await figures(harness)
    assert set(found) == {(OTHER_SCHOOL, AgeGroup.FOUR), (None, AgeGroup.FOUR)}
    assert found[OTHER_SCHOOL, AgeGroup.FOUR].mean_present == HALF_DAYS_OF_SEPTEMBER - 2


async def test_a_toddler_who_left_the_newest_school_again_is_one_of_the_school_that_goes_on(harness: Harness) -> None:
    lou, there = with_insz("lou", birth_date=date(2022, 5, 1)), {"school": OTHER_SCHOOL, "pupil": "77"}
    await harness.enrol(
        toddler(person=lou),
        toddler(person=lou, valid_from=date(2026, 9, 21), **there),
        withdrawal(date(2026, 9, 22), **there),
    )
    assert set(await figures(harness)) == {(SCHOOL, AgeGroup.FOUR), (None, AgeGroup.FOUR)}


async def test_who_left_before_the_school_year_or_comes_later_is_not_there(harness: Harness) -> None:
    await harness.enrol(toddler(valid_from=date(2025, 9, 1)), withdrawal(date(2026, 6, 30)))
    await harness.enrol(toddler(pupil="2", valid_from=date(2027, 1, 11)))
    assert await figures(harness) == {}
    assert len(await figures(harness, YEAR.previous)) == 2


async def test_r25_each_age_has_its_row(harness: Harness) -> None:
    for number, year in enumerate((2024, 2023, 2022, 2021, 2020)):
        born = PersonData("Lou", "Voorbeeld", date(year, 12, 31))
        await harness.enrol(toddler(pupil=str(number), person=born))
    found = await figures(harness)
    assert [age for school, age in found if school] == ["below-3", "3", "4", "5", "from-6"]
    assert [each.not_reached for (school, _), each in found.items() if school] == [1, 1, 1, 1, 0]


async def test_a_toddler_that_an_import_assumed_has_no_age(harness: Harness) -> None:
    report = assumed(pupil="9")
    await harness.enrol(report._replace(change=type(report.change)(*_kleuter(report.change))))
    assert [age for _, age in await figures(harness)] == ["unknown", "unknown"]


def _kleuter(change: Any) -> tuple[Any, ...]:
    return change.first, change.last, KLEUTER, change.recorded_at


async def mix(harness: Harness, on: date = TODAY, level: str | None = None) -> SocialMix:
    async with harness.units() as uow:
        return await show_social_mix(uow, on, level, smallest=1)


async def test_pupils_of_a_day_are_counted_by_what_their_enrolment_says(harness: Harness) -> None:
    await harness.enrol(
        enrolment(pupil="1", ses=True),
        enrolment(pupil="2", ses=False),
        enrolment(pupil="3"),
        enrolment(pupil="4", ses=True, valid_from=date(2026, 12, 1)),
        enrolment(pupil="5", ses=False, school=OTHER_SCHOOL, level=LAGER),
        enrolment(pupil="6", ses=True, school=OTHER_SCHOOL),
        withdrawal(date(2026, 10, 30), pupil="6", school=OTHER_SCHOOL),
        assumed(pupil="7"),
    )
    found = await mix(harness)
    counted = [(one.school, one.with_ses, one.without_ses, one.unknown) for one in found.schools]
    assert counted == [(SCHOOL, 1, 1, 2), (OTHER_SCHOOL, 0, 1, 0)]
    assert (found.municipality.share, found.dissimilarity) == (0.333, 0.5)
    assert [one.school for one in (await mix(harness, level="lager")).schools] == [OTHER_SCHOOL]
    assert (await mix(harness, on=date(2026, 10, 30))).municipality.with_ses == 2


async def test_the_newest_enrolment_that_has_begun_says_it(harness: Harness) -> None:
    await harness.enrol(
        enrolment(ses=True),
        enrolment(ses=False, valid_from=date(2026, 11, 2)),
        enrolment(ses=True, valid_from=date(2026, 12, 1)),
    )
    assert (await mix(harness)).municipality.without_ses == 1
    assert (await mix(harness, on=date(2026, 10, 30))).municipality.with_ses == 1


async def warnings(harness: Harness, rule: AllowanceRule | None = None, year: SchoolYear = YEAR) -> AllowanceWarnings:
    """Those of the only school and level."""
    async with harness.units() as uow:
        found = await show_allowance_warnings(uow, year, TODAY, rule=rule or AllowanceRule(), smallest=1)
    return found[0]


async def test_r11_thirty_half_days_in_two_years_in_a_row_are_warned_of_over_all_schools(harness: Harness) -> None:
    noor = with_insz("noor")
    last_year = Transferred(30, date(2026, 5, 29))
    await harness.enrol(
        enrolment(person=noor, school=OTHER_SCHOOL, valid_from=date(2025, 9, 1), transferred=last_year),
        withdrawal(date(2026, 8, 31), school=OTHER_SCHOOL),
        enrolment(person=noor),
    )
    await harness.record(*problematic(29))
    assert (await warnings(harness)).too_often_unjustified == 0
    await harness.record(*problematic(30))
    assert (await warnings(harness)).too_often_unjustified == 1
    assert (await warnings(harness)).pupils == 1


async def test_a_pupil_is_placed_where_it_is_enrolled_still(harness: Harness) -> None:
    noor, there = with_insz("noor"), {"school": OTHER_SCHOOL, "pupil": "77"}
    await harness.enrol(
        enrolment(person=noor),
        enrolment(date(2026, 10, 5), person=noor, **there),
        withdrawal(date(2026, 10, 9), **there),
    )
    async with harness.units() as uow:
        assert [pupil.school for pupil in await uow.participation.pupils(YEAR, TODAY)] == [SCHOOL]


async def test_r11_one_year_is_enough_where_that_is_set(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(30))
    assert (await warnings(harness)).too_often_unjustified == 0
    assert (await warnings(harness, AllowanceRule(one_year_from=YEAR))).too_often_unjustified == 1


async def test_r26_days_of_compulsory_age_without_a_known_enrolment_are_counted_over_all_schools(
    harness: Harness,
) -> None:
    noor = with_insz("noor")
    await harness.enrol(
        enrolment(person=noor),
        withdrawal(date(2026, 9, 30)),
        enrolment(person=noor, school=OTHER_SCHOOL, valid_from=date(2026, 10, 15)),
    )
    assert (await warnings(harness)).unenrolled == 0  # 14 days
    await harness.enrol(withdrawal(date(2026, 9, 29), recorded_at=NOW))
    assert (await warnings(harness)).unenrolled == 1


async def test_r26_days_after_the_eighteenth_birthday_are_not_counted(harness: Harness) -> None:
    of_age_until = date(2026, 10, 1)
    adult = PersonData("Noor", "Voorbeeld", (of_age_until + timedelta(days=1)).replace(year=2008))
    await harness.enrol(enrolment(person=adult), withdrawal(date(2026, 9, 25)))
    assert (await warnings(harness)).unenrolled == 0


async def test_toddlers_are_not_warned_of(harness: Harness) -> None:
    await harness.enrol(toddler(), withdrawal(date(2026, 9, 5)))
    async with harness.units() as uow:
        assert await show_allowance_warnings(uow, YEAR, TODAY, rule=AllowanceRule(), smallest=1) == []
        assert await show_allowance_warnings(uow, YEAR.next, TODAY, rule=AllowanceRule(), smallest=1) == []
