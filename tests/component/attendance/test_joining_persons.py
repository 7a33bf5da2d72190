"""The same INSZ at two schools is one person: persons join, part, and their counts and signals follow."""

from datetime import date, timedelta
from typing import Any

from attendance.register.domain.enrolment import PersonData
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.testing.factories import (
    FULL_DAYS,
    MORNING,
    OTHER_SCHOOL,
    SCHOOL,
    enrolment,
    mark,
    problematic,
    with_insz,
)

from .harness import Harness

LATER = MORNING + timedelta(days=20)
EVEN_LATER = LATER + timedelta(days=20)


def at_other_school(**of: Any) -> EnrolmentReport:
    return enrolment(school=OTHER_SCHOOL, pupil="77", **of)


async def persons(harness: Harness) -> tuple[str, str]:
    here, there = await harness.attendance(), await harness.attendance(OTHER_SCHOOL, "77")
    return str(here.person_id), str(there.person_id)


async def test_the_same_insz_is_one_person_with_both_enrolments(harness: Harness) -> None:
    await harness.enrol(enrolment(person=with_insz("noor")))
    await harness.enrol(at_other_school(person=with_insz("noor")))
    here, there = await persons(harness)
    assert here == there
    event = (await harness.told("person-changed"))[-1]
    assert [item["school"] for item in event.data["enrolments"]] == [SCHOOL, OTHER_SCHOOL]


async def test_pupils_without_insz_are_two_persons_even_with_one_name(harness: Harness) -> None:
    await harness.enrol(enrolment(), at_other_school())
    here, there = await persons(harness)
    assert here != there


async def test_an_insz_that_arrives_later_joins_two_persons(harness: Harness) -> None:
    await harness.enrol(enrolment(person=with_insz("noor")), at_other_school())
    before = await persons(harness)
    await harness.record(*problematic(3))
    await harness.record(*(mark(day, school=OTHER_SCHOOL, pupil="77") for day in FULL_DAYS[4:6]))
    assert await harness.standing() == []
    await harness.enrol(at_other_school(person=with_insz("noor"), recorded_at=LATER))
    here, there = await persons(harness)
    [merged] = await harness.told("person-merged")
    assert here == there == before[0]
    assert merged.data == {"person_id": before[1], "merged_into": before[0]}
    assert merged.key == before[1]
    assert await harness.standing() == [5]


async def test_signals_of_both_persons_stand_together_and_fall_together(harness: Harness) -> None:
    await harness.enrol(enrolment(person=with_insz("noor")), at_other_school())
    marks = problematic(5)
    await harness.record(*marks, *(one._replace(school=OTHER_SCHOOL, pupil="77") for one in marks))
    await harness.enrol(at_other_school(person=with_insz("noor"), recorded_at=LATER))
    signals = await harness.signals()
    here, _ = await persons(harness)
    assert {str(signal.person_id) for signal in signals} == {here}
    assert [signal.level for signal in signals] == [5, 5], "each was told, so each has to be withdrawn"
    assert (await harness.attendance()).levels_reached == (5,)
    await harness.enrol(enrolment(person=with_insz("noor", birth_date=date(2000, 1, 1)), recorded_at=EVEN_LATER))
    await harness.enrol(at_other_school(person=with_insz("noor", birth_date=date(2000, 1, 1)), recorded_at=EVEN_LATER))
    assert await harness.standing() == []
    assert len(await harness.told("level-withdrawn")) == 2


async def test_a_corrected_insz_parts_them_again(harness: Harness) -> None:
    await harness.enrol(enrolment(person=with_insz("noor")), at_other_school(person=with_insz("noor")))
    await harness.record(*problematic(3))
    await harness.record(*(mark(day, school=OTHER_SCHOOL, pupil="77") for day in FULL_DAYS[4:6]))
    assert await harness.standing() == [5]
    await harness.enrol(at_other_school(person=with_insz("lina"), recorded_at=LATER))
    here, there = await persons(harness)
    assert here != there
    assert await harness.standing() == []
    assert (await harness.attendance()).person_count == 3
    assert (await harness.attendance(OTHER_SCHOOL, "77")).person_count == 2
    last = {event.key: event.data["enrolments"] for event in await harness.told("person-changed")}
    assert [item["school"] for item in last[here]] == [SCHOOL]
    assert [item["school"] for item in last[there]] == [OTHER_SCHOOL]


async def test_a_signal_goes_with_its_pupil_when_persons_part(harness: Harness) -> None:
    await harness.enrol(
        enrolment(person=with_insz("noor")), at_other_school(person=with_insz("noor"), recorded_at=LATER)
    )
    await harness.record(*(mark(day, school=OTHER_SCHOOL, pupil="77") for day in FULL_DAYS[:5]))
    [signal] = await harness.signals()
    assert signal.school == OTHER_SCHOOL
    await harness.enrol(at_other_school(person=with_insz("lina"), recorded_at=EVEN_LATER))
    _, there = await persons(harness)
    [same] = await harness.signals()
    assert (same.signal_id, str(same.person_id)) == (signal.signal_id, there)
    assert await harness.told("level-withdrawn") == []


async def test_an_insz_taken_away_parts_them_too(harness: Harness) -> None:
    await harness.enrol(enrolment(person=with_insz("noor")), at_other_school(person=with_insz("noor")))
    await harness.enrol(at_other_school(recorded_at=LATER))
    here, there = await persons(harness)
    assert here != there


async def test_two_that_swap_their_insz_swap_nothing_else(harness: Harness) -> None:
    await harness.enrol(enrolment(person=with_insz("a")), at_other_school(person=with_insz("b")))
    await harness.enrol(
        enrolment(person=with_insz("b"), recorded_at=LATER), at_other_school(person=with_insz("a"), recorded_at=LATER)
    )
    here, there = await persons(harness)
    assert here != there
    [(number,)] = await harness.rows("SELECT count(*) FROM person WHERE insz_key IS NOT NULL")
    assert number == 2


async def test_names_are_those_of_the_newest_enrolment_that_has_them(harness: Harness) -> None:
    await harness.enrol(
        at_other_school(person=with_insz("noor", given_name="Nora"), valid_from=date(2026, 10, 1)),
        enrolment(person=with_insz("noor"), recorded_at=LATER),
    )
    event = (await harness.told("person-changed"))[-1]
    assert event.data["given_name"] == "Nora"


async def test_a_merged_person_keeps_no_name(harness: Harness) -> None:
    await harness.enrol(enrolment(person=with_insz("noor")), at_other_school(person=PersonData("N", "V")))
    await harness.enrol(at_other_school(person=with_insz("noor"), recorded_at=LATER))
    rows = await harness.rows("SELECT given_name, family_name, birth_date FROM person WHERE merged_into IS NOT NULL")
    assert [tuple(row) for row in rows] == [(None, None, None)]
