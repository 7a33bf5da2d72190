"""The days on which cases are opened and ended are kept, in whatever order they are told."""

from datetime import date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from attendance.testing.factories import NOW, OTHER_SCHOOL, SCHOOL, enrolment, with_insz
from shared.contracts.casework_cases import CaseReopened
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

from .casework import CASE, Casework
from .harness import Harness

OPENED = datetime(2026, 10, 5, 23, 30, tzinfo=BRUSSELS)
CLOSED, AGAIN, WITHDRAWN = OPENED + timedelta(days=10), OPENED + timedelta(days=20), OPENED + timedelta(days=30)


@pytest.fixture
async def casework(harness: Harness) -> Casework:
    await harness.enrol(enrolment(pupil="1", person=with_insz("noor")))
    return Casework(harness.units, harness.clock)


async def person_of(harness: Harness, pupil: str = "1", school: str = SCHOOL) -> UUID:
    person = (await harness.attendance(school, pupil)).person_id
    assert person is not None
    return person


async def days(casework: Casework) -> list[tuple[date, date | None]]:
    return [(case.opened_on, case.ended_on) for case in await casework.days()]


async def test_a_case_that_goes_on_and_one_that_was_closed(harness: Harness, casework: Casework) -> None:
    person = await person_of(harness)
    await casework.open(person, at=OPENED)
    [case] = await casework.days()
    assert case[:-1] == (CASE, person, "truancy", SCHOOL, SchoolYear(2026), date(2026, 10, 5))
    assert case.ended_on is None
    await casework.close(at=CLOSED)
    assert await days(casework) == [(OPENED.date(), CLOSED.date())]


async def test_a_case_at_no_school_that_was_withdrawn(harness: Harness, casework: Casework) -> None:
    await casework.open(await person_of(harness), at=OPENED, school=None, case_type="not-enrolled")
    await casework.withdraw(at=WITHDRAWN)
    [case] = await casework.days()
    assert (case.case_type, case.school, case.ended_on) == ("not-enrolled", None, WITHDRAWN.date())


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_opened_closed_reopened_and_withdrawn_in_any_order(
    harness: Harness, casework: Casework, order: tuple[int, ...]
) -> None:
    person = await person_of(harness)
    for number in order:
        for _ in range(2):
            match number:
                case 0:
                    await casework.open(person, at=OPENED)
                case 1:
                    await casework.close(at=CLOSED)
                case 2:
                    await casework.open(person, at=AGAIN, version=3, contract=CaseReopened)
                case _:
                    await casework.withdraw(at=WITHDRAWN, version=4)
    assert await days(casework) == [(OPENED.date(), WITHDRAWN.date())]


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_reopened_it_goes_on_since_the_first_opening(
    harness: Harness, casework: Casework, order: tuple[int, ...]
) -> None:
    person = await person_of(harness)
    for number in order:
        match number:
            case 0:
                await casework.open(person, at=OPENED)
            case 1:
                await casework.close(at=CLOSED)
            case _:
                await casework.open(person, at=AGAIN, version=3, contract=CaseReopened)
    assert await days(casework) == [(OPENED.date(), None)]


@pytest.mark.parametrize("closed_first", [False, True])
async def test_a_merged_case_is_no_case_of_its_own(harness: Harness, casework: Casework, closed_first: bool) -> None:
    person = await person_of(harness)
    if closed_first:
        await casework.close(at=CLOSED, outcome="merged")
    await casework.open(person, at=OPENED)
    await casework.close(at=CLOSED, outcome="merged")
    assert await days(casework) == []


async def test_cases_follow_persons_that_are_merged(harness: Harness, casework: Casework) -> None:
    await harness.enrol(enrolment(school=OTHER_SCHOOL, pupil="77"))
    there = await person_of(harness, "77", OTHER_SCHOOL)
    await casework.open(there, at=OPENED)
    known_later = enrolment(school=OTHER_SCHOOL, pupil="77", person=with_insz("noor"), recorded_at=NOW)
    await harness.enrol(known_later)
    await casework.open(there, at=OPENED, case=UUID(int=2))
    here = await person_of(harness)
    assert [case.person_id for case in await casework.days()] == [here, here]


async def test_what_is_of_school_years_before_goes(harness: Harness, casework: Casework) -> None:
    await casework.open(await person_of(harness), at=OPENED, school_year="2025-2026")
    await casework.close(at=datetime(2026, 8, 1, tzinfo=BRUSSELS), case=UUID(int=2))
    await casework.tidy(keep_school_years=1)
    assert len(await harness.rows("SELECT 1 FROM case_days WHERE school_year IS NOT NULL")) == 1
    await casework.tidy()
    assert await harness.rows("SELECT 1 FROM case_days") == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_case_is_where_it_was_transferred_to_last(
    harness: Harness, casework: Casework, order: tuple[int, ...]
) -> None:
    person = await person_of(harness)
    for number in order:
        for _ in range(2):
            match number:
                case 0:
                    await casework.open(person, at=OPENED)
                case 1:
                    await casework.transfer(person, to="222222", version=2)
                case _:
                    await casework.transfer(person, to=OTHER_SCHOOL, version=3)
    [case] = await casework.days()
    assert (case.school, case.opened_on) == (OTHER_SCHOOL, OPENED.date())


async def test_a_case_that_is_opened_again_is_at_the_school_it_is_opened_at(
    harness: Harness, casework: Casework
) -> None:
    person = await person_of(harness)
    await casework.open(person, at=OPENED)
    await casework.transfer(person, to=OTHER_SCHOOL, version=2)
    await casework.close(at=CLOSED, version=3)
    assert [case.school for case in await casework.days()] == [OTHER_SCHOOL]
    await casework.open(person, at=AGAIN, version=4, contract=CaseReopened, school=SCHOOL)
    assert [case.school for case in await casework.days()] == [SCHOOL]
