"""A caseworker opens a case for a pupil while attendance still tells who that is."""

from datetime import date

import pytest

from casework.application.open_by_hand import CaseByHand, OpenByHand
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.terms import TermLengths
from casework.domain.vocabulary import CaseType
from casework.testing.factories import NOW, OTHER_PERSON, PERSON
from casework.testing.in_memory import Memory
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

PUPIL = Pupil("123456", "P-1")
ENROLLED = (Enrolment(PUPIL, "secundair", date(2026, 9, 1), None),)


async def opened_for(about: Pupil, *persons: Person) -> Memory:
    memory = Memory()
    for person in persons:
        await memory.persons.save(person)
    wanted = CaseByHand(CaseType.TRUANCY, about, "reden")
    await OpenByHand(FixedClock(NOW), TermLengths(), new_id).open(memory.unit, wanted, "cw-1")
    return memory


async def test_a_pupils_case_is_its_persons() -> None:
    [case] = (await opened_for(PUPIL, Person(PERSON, 1, enrolments=ENROLLED))).open_cases()
    assert (case.person_id, Pupil(case.school, case.pupil)) == (PERSON, PUPIL)


async def test_a_pupil_whose_person_is_merged_meanwhile_is_not_known_for_a_moment() -> None:
    """The other person's enrolments are told of in a moment; until then the caseworker is asked to look again."""
    merged = Person(PERSON, 2, enrolments=ENROLLED, merged_into=OTHER_PERSON)
    with pytest.raises(InvalidField, match="pupil"):
        await opened_for(PUPIL, merged, Person(OTHER_PERSON, 1))
