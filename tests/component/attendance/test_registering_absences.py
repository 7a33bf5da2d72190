"""The rules of registering absences (R1 to R6), from the code that a package sends to the count."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count

import pytest

from attendance.register.domain.code_table import CODE_TABLE
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, PUPIL, SCHOOL, enrolment
from shared.domain.half_days import HalfDay
from shared.runtime.clock import BRUSSELS

from .harness import Harness

# The codes that AGODI takes from each level: seven in all, five in secondary school, six in special secondary school.
ALL_LEVELS, SECONDARY, SPECIAL_SECONDARY = "AMRZHPB", "MRZPB", "MRZHPB"

HALF_DAYS = [(day, half_day) for day in FULL_DAYS for half_day in HalfDay]
MORNING, AFTERNOON = HALF_DAYS[:2]
_minutes = count()


def told(half_day: tuple[date, HalfDay], code: str, package: str = "official") -> Mark:
    """A mark as the adapter makes it; each is recorded after the one before."""
    reading = CODE_TABLE.read(package, code, half_day[0])
    recorded_at = datetime(2026, 10, 5, 8, tzinfo=BRUSSELS) + timedelta(minutes=next(_minutes))
    return Mark(SCHOOL, PUPIL, *half_day, reading.status, recorded_at, None, None, reading.recognised)


@pytest.fixture
async def enrolled(harness: Harness) -> Harness:
    await harness.enrol(enrolment())
    return harness


async def _tell(harness: Harness, marks: Iterable[Mark]) -> None:
    """Each mark as an event of its own."""
    for mark in marks:
        await harness.record(mark)


async def test_r1_a_week_of_absence_is_nine_half_days_of_which_wednesday_has_one(enrolled: Harness) -> None:
    week = [(date(2026, 10, day), half_day) for day in range(5, 12) for half_day in HalfDay]
    await _tell(enrolled, (told(half_day, "B") for half_day in week))

    shown = await enrolled.attendance()

    assert shown.person_count == 9
    assert [mark.half_day for mark in shown.half_days if mark.date == date(2026, 10, 7)] == [HalfDay.AM]
    outside = [(mark.date.isoweekday(), mark.half_day) for mark in shown.rejected]
    assert outside == [(3, "PM"), (6, "AM"), (6, "PM"), (7, "AM"), (7, "PM")]


@pytest.mark.parametrize("codes", [ALL_LEVELS, SECONDARY, SPECIAL_SECONDARY])
async def test_r2_every_official_code_of_the_level_is_an_absence(enrolled: Harness, codes: str) -> None:
    await _tell(enrolled, (told(half_day, code) for half_day, code in zip(HALF_DAYS, codes, strict=False)))

    counts = (await enrolled.attendance()).counts

    assert (counts[Status.JUSTIFIED], counts[Status.PROBLEMATIC]) == (len(codes) - 1, 1)
    assert sum(counts.values()) == len(codes)


@pytest.mark.parametrize("code", ["R1", "R03", "r12"])
@pytest.mark.parametrize("package", ["official", "smartschool", "informat", "wisa"])
async def test_r2_a_sub_code_is_its_main_code(enrolled: Harness, package: str, code: str) -> None:
    await _tell(enrolled, [told(MORNING, code, package)])

    assert (await enrolled.attendance()).counts[Status.JUSTIFIED] == 1


@pytest.mark.parametrize("package", ["official", "smartschool", "informat", "wisa", "other"])
async def test_r3_of_all_codes_there_are_only_b_counts(enrolled: Harness, package: str) -> None:
    codes = ["R03", "|", "-", *"ACDFGHIJKLMNOPQRSTUVWXYZ"]
    await _tell(enrolled, (told(half_day, code, package) for half_day, code in zip(HALF_DAYS, codes, strict=False)))
    assert (await enrolled.attendance()).person_count == 0

    await _tell(enrolled, [told(HALF_DAYS[len(codes)], "B", package)])

    assert (await enrolled.attendance()).person_count == 1


async def test_r4_who_is_late_is_present(enrolled: Harness) -> None:
    await _tell(enrolled, (told(half_day, "L", "smartschool") for half_day in HALF_DAYS[:20]))

    shown = await enrolled.attendance()

    assert (shown.counts[Status.LATE], shown.person_count, shown.levels_reached, shown.rate) == (20, 0, (), 1.0)


@pytest.mark.parametrize("code", ["-", "Q"])
async def test_r5_what_is_not_known_is_neither_present_nor_absent(enrolled: Harness, code: str) -> None:
    await _tell(enrolled, [told(MORNING, "Z"), told(AFTERNOON, "|"), *(told(day, code) for day in HALF_DAYS[2:8])])

    shown = await enrolled.attendance()

    assert (shown.counts[Status.UNKNOWN], shown.person_count) == (6, 0)
    known = shown.planned_half_days - 6
    assert shown.rate == 1 - 1 / known, "the rate is of the half days that are known"


@pytest.mark.parametrize(("resolved", "problematic"), [("B", 1), ("Z", 0), ("|", 0)])
async def test_r5_the_code_that_resolves_it_decides(enrolled: Harness, resolved: str, problematic: int) -> None:
    await _tell(enrolled, [told(MORNING, "-"), told(MORNING, resolved)])

    shown = await enrolled.attendance()

    assert (shown.counts[Status.UNKNOWN], shown.person_count) == (0, problematic)


async def test_r6_a_dixit_or_antedated_certificate_comes_as_b_and_counts(enrolled: Harness) -> None:
    """The school judges certificates: what it first took for illness it sends again as unjustified."""
    await _tell(enrolled, (told(half_day, "Z") for half_day in HALF_DAYS[:5]))
    assert await enrolled.standing() == []

    await _tell(enrolled, (told(half_day, "B") for half_day in HALF_DAYS[:5]))

    assert (await enrolled.attendance()).person_count == 5
    assert await enrolled.standing() == [5]
