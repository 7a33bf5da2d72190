"""A caseworker opens a case for a pupil while attendance still tells who that is."""

from datetime import date
from uuid import UUID

import pytest

from casework.application.open_by_hand import CaseByHand, open_by_hand
from casework.domain.person import Enrolment, Person, Pupil
from casework.testing.factories import LENGTHS, NOW, OTHER_PERSON, PERSON, TRUANCY
from casework.testing.in_memory import Memory
from shared.domain.errors import InvalidField
from shared.testing.clock import FixedClock

PUPIL = Pupil("123456", "P-1")
ENROLLED = (Enrolment(PUPIL, "secundair", date(2026, 9, 1), None),)


OTHER_PUPIL = Pupil("654321", "77")


async def opened_for(about: Pupil | UUID, *persons: Person) -> Memory:
    memory = Memory()
    for person in persons:
        await memory.persons.save(person)
    wanted = CaseByHand(TRUANCY, about, "reden")
    await open_by_hand(memory.unit, wanted, by="cw-1", clock=FixedClock(NOW), lengths=LENGTHS)
    return memory


async def test_a_pupils_case_is_its_persons() -> None:
    [case] = (await opened_for(PUPIL, Person(PERSON, 1, enrolments=ENROLLED))).open_cases()
    assert (case.person_id, Pupil(case.school, case.pupil)) == (PERSON, PUPIL)


async def test_a_pupil_whose_person_is_merged_meanwhile_is_not_known_for_a_moment() -> None:
    """The other person's enrolments are told of in a moment; until then the caseworker is asked to look again."""
    merged = Person(PERSON, 2, enrolments=ENROLLED, merged_into=OTHER_PERSON)
    with pytest.raises(InvalidField, match="pupil"):
        await opened_for(PUPIL, merged, Person(OTHER_PERSON, 1))


@pytest.mark.parametrize(
    ("elsewhere", "school"),
    [
        pytest.param([(date(2026, 9, 7), None)], "654321", id="the newest that holds"),
        pytest.param([(date(2026, 9, 7), date(2026, 9, 7))], "123456", id="the newest has ended"),
        pytest.param([(date(2027, 9, 1), None)], "123456", id="the newest has not begun"),
    ],
)
async def test_a_case_by_hand_is_at_the_school_where_the_person_is_enrolled(
    elsewhere: list[tuple[date, date | None]], school: str
) -> None:
    there = tuple(Enrolment(OTHER_PUPIL, "secundair", first, last) for first, last in elsewhere)
    [case] = (await opened_for(PERSON, Person(PERSON, 1, enrolments=(*ENROLLED, *there)))).open_cases()
    assert case.school == school


async def test_a_case_of_a_person_enrolled_nowhere_is_at_the_school_that_was_left_last() -> None:
    ended = (
        Enrolment(PUPIL, "secundair", date(2026, 9, 1), date(2026, 10, 2)),
        Enrolment(OTHER_PUPIL, "secundair", date(2026, 9, 7), date(2026, 9, 7)),
    )
    [case] = (await opened_for(PERSON, Person(PERSON, 1, enrolments=ended))).open_cases()
    assert case.school == "123456"


async def test_a_pupils_case_has_the_level_of_education_of_today() -> None:
    enrolments = (*ENROLLED, Enrolment(PUPIL, "lager", date(2027, 9, 1), None))
    [case] = (await opened_for(PUPIL, Person(PERSON, 1, enrolments=enrolments))).open_cases()
    assert case.level_of_education == "secundair"
