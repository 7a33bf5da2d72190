"""Cases follow persons: merged, parted, changed, erased."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from casework.application.follow_levels import FollowLevels
from casework.application.follow_persons import FollowPersons
from casework.application.open_by_level import OpenByLevel
from casework.application.rehouse_cases import RehouseCases
from casework.domain import events
from casework.domain.case import Case
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.states import Status
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.vocabulary import Outcome
from casework.testing.factories import CAUSE, NOW, OTHER_PERSON, PERSON, at, reached
from casework.testing.in_memory import Memory
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

MINE = Pupil("123456", "P-1")
THEIRS = Pupil("654321", "P-2")


class Registry:
    """Two persons, each with a pupil of their own, and what attendance tells of them."""

    def __init__(self) -> None:
        self.memory = Memory()
        cases = OpenByLevel(FixedClock(NOW), TermLengths(), new_id)
        rehouse = RehouseCases(cases)
        self.levels, self.persons = FollowLevels(cases, rehouse), FollowPersons(rehouse)

    async def person(self, person_id: UUID, sequence: int, *pupils: Pupil) -> None:
        enrolments = tuple(Enrolment(pupil, "secundair", date(2026, 9, 1), None) for pupil in pupils)
        told = Person(person_id, sequence, "Anna", "Peeters", enrolments)
        await self.persons.changed(self.memory.unit, told, CAUSE)

    async def merge(self, person_id: UUID, into: UUID, sequence: int) -> None:
        await self.persons.merged(self.memory.unit, person_id, into, sequence, CAUSE)

    async def level(self, level: int, person_id: UUID, pupil: Pupil, minutes: float = 0) -> None:
        signal = reached(level, person_id=person_id, school=pupil.school, pupil=pupil.number)
        await self.levels.reached(self.memory.unit, signal, Cause(at(minutes), "attendance"))

    async def case_of(self, pupil: Pupil) -> Case:
        [placement] = await self.memory.cases.of_pupils({pupil})
        return await self.memory.cases.get(placement.case_id)


@pytest.fixture
async def registry() -> Registry:
    registry = Registry()
    await registry.person(PERSON, 1, MINE)
    await registry.person(OTHER_PERSON, 1, THEIRS)
    return registry


async def test_of_two_open_cases_the_one_opened_first_stays(registry: Registry) -> None:
    await registry.level(5, OTHER_PERSON, THEIRS)
    await registry.level(5, PERSON, MINE, minutes=1)
    await registry.merge(OTHER_PERSON, PERSON, 2)
    stays, ends = await registry.case_of(THEIRS), await registry.case_of(MINE)
    assert (stays.status, stays.person_id) == (Status.NEW, PERSON)
    assert (ends.status, ends.outcome, ends.merged_into) == (Status.CLOSED, Outcome.MERGED, stays.case_id)
    assert registry.memory.moved == [(ends.case_id, stays.case_id)] * 3
    assert len(stays.signals) == 2


async def test_the_same_case_stays_whichever_person_goes(registry: Registry) -> None:
    await registry.level(5, OTHER_PERSON, THEIRS)
    await registry.level(5, PERSON, MINE, minutes=1)
    await registry.merge(PERSON, OTHER_PERSON, 2)
    assert (await registry.case_of(THEIRS)).is_open
    assert not (await registry.case_of(MINE)).is_open


async def test_nobody_is_told_more_of_a_merger_than_that_it_is_one(registry: Registry) -> None:
    await registry.level(5, OTHER_PERSON, THEIRS)
    await registry.level(5, PERSON, MINE, minutes=1)
    told = len(registry.memory.events)
    await registry.merge(OTHER_PERSON, PERSON, 2)
    [event] = registry.memory.events[told:]
    assert isinstance(event, events.CaseClosed)
    assert event.outcome is Outcome.MERGED


async def test_a_merged_persons_only_case_goes_along(registry: Registry) -> None:
    await registry.level(5, OTHER_PERSON, THEIRS)
    await registry.merge(OTHER_PERSON, PERSON, 2)
    case = await registry.case_of(THEIRS)
    assert (case.person_id, case.is_open) == (PERSON, True)


async def test_the_enrolments_moving_first_ends_the_same(registry: Registry) -> None:
    await registry.level(5, OTHER_PERSON, THEIRS)
    await registry.level(5, PERSON, MINE, minutes=1)
    await registry.person(PERSON, 2, MINE, THEIRS)
    await registry.merge(OTHER_PERSON, PERSON, 2)
    assert (await registry.case_of(THEIRS)).person_id == PERSON
    assert [case.pupil for case in registry.memory.open_cases()] == [THEIRS.number]


@pytest.mark.parametrize("parted_first", [True, False])
async def test_when_persons_part_the_case_stays_with_the_person_of_its_pupil(
    registry: Registry, parted_first: bool
) -> None:
    await registry.level(5, OTHER_PERSON, THEIRS)
    await registry.merge(OTHER_PERSON, PERSON, 2)
    await registry.person(PERSON, 2, MINE, THEIRS)
    told = len(registry.memory.events)
    parted = [(OTHER_PERSON, 3, THEIRS), (PERSON, 3, MINE)]
    for person_id, sequence, pupil in parted if parted_first else reversed(parted):
        await registry.person(person_id, sequence, pupil)
    case = await registry.case_of(THEIRS)
    assert (case.person_id, case.is_open) == (OTHER_PERSON, True)
    assert registry.memory.events[told:] == []


@pytest.mark.parametrize("level_first", [True, False])
async def test_a_level_of_a_parted_person_has_a_case_whichever_comes_first(
    registry: Registry, level_first: bool
) -> None:
    await registry.merge(OTHER_PERSON, PERSON, 2)
    await registry.person(PERSON, 2, MINE, THEIRS)
    await registry.level(5, PERSON, MINE)
    if level_first:
        await registry.level(5, OTHER_PERSON, THEIRS, minutes=1)
        assert len(registry.memory.open_cases()) == 1
    await registry.person(OTHER_PERSON, 3, THEIRS)
    await registry.person(PERSON, 3, MINE)
    if not level_first:
        await registry.level(5, OTHER_PERSON, THEIRS, minutes=1)
    owners = {case.person_id: set(case.signals.values()) for case in registry.memory.open_cases()}
    assert {person_id: {item.person_id for item in signals} for person_id, signals in owners.items()} == {
        PERSON: {PERSON},
        OTHER_PERSON: {OTHER_PERSON},
    }


@pytest.mark.parametrize("parted_first", [True, False])
async def test_a_level_reached_while_persons_were_one_stays_with_its_pupils_case(
    registry: Registry, parted_first: bool
) -> None:
    await registry.merge(OTHER_PERSON, PERSON, 2)
    await registry.person(PERSON, 2, MINE, THEIRS)
    await registry.level(5, PERSON, THEIRS)
    told = len(registry.memory.events)
    parted = [(OTHER_PERSON, 3, THEIRS), (PERSON, 3, MINE)]
    for person_id, sequence, pupil in parted if parted_first else reversed(parted):
        await registry.person(person_id, sequence, pupil)
    [case] = registry.memory.open_cases()
    assert (case.person_id, case.pupil, len(case.signals)) == (OTHER_PERSON, THEIRS.number, 1)
    assert registry.memory.events[told:] == []


@pytest.mark.parametrize("parted_first", [True, False])
async def test_a_level_reached_while_persons_were_one_goes_with_its_pupil_out_of_the_others_case(
    registry: Registry, parted_first: bool
) -> None:
    """Attendance counts it for the person of its pupil from then on, and tells of it no more."""
    await registry.merge(OTHER_PERSON, PERSON, 2)
    await registry.person(PERSON, 2, MINE, THEIRS)
    await registry.level(5, PERSON, MINE)
    await registry.level(10, PERSON, THEIRS, minutes=1)
    assert len(registry.memory.open_cases()) == 1
    parted = [(OTHER_PERSON, 3, THEIRS), (PERSON, 3, MINE)]
    for person_id, sequence, pupil in parted if parted_first else reversed(parted):
        await registry.person(person_id, sequence, pupil)
    levels = {case.person_id: (case.pupil, case.grounds.level) for case in registry.memory.open_cases()}
    assert levels == {PERSON: (MINE.number, 5), OTHER_PERSON: (THEIRS.number, 10)}


async def test_an_older_state_of_a_person_is_dropped(registry: Registry) -> None:
    await registry.person(PERSON, 5, MINE)
    await registry.person(PERSON, 4, THEIRS)
    assert registry.memory.told[PERSON].pupils == {MINE}
    await registry.merge(PERSON, OTHER_PERSON, 3)
    assert registry.memory.told[PERSON].merged_into is None


async def test_a_person_is_never_merged_into_itself(registry: Registry) -> None:
    await registry.merge(PERSON, PERSON, 9)
    assert registry.memory.told[PERSON].merged_into is None


async def test_a_pupil_given_to_another_person_takes_its_case_along(registry: Registry) -> None:
    third = uuid4()
    await registry.level(5, PERSON, MINE)
    await registry.person(third, 1, MINE)
    assert (await registry.case_of(MINE)).person_id == PERSON
    await registry.person(PERSON, 2)
    assert (await registry.case_of(MINE)).person_id == third


async def test_a_level_that_comes_after_its_pupil_went_to_another_opens_that_ones_case(registry: Registry) -> None:
    third = uuid4()
    await registry.person(third, 1, MINE)
    await registry.person(PERSON, 2)
    await registry.level(5, PERSON, MINE)
    assert (await registry.case_of(MINE)).person_id == third
    await registry.level(5, third, MINE, minutes=1)
    [case] = registry.memory.open_cases()
    assert (case.person_id, len(case.signals)) == (third, 2)


async def test_a_level_that_comes_after_its_pupil_went_to_another_joins_the_open_case_there(registry: Registry) -> None:
    await registry.level(5, OTHER_PERSON, THEIRS)
    await registry.person(OTHER_PERSON, 2, THEIRS, MINE)
    await registry.person(PERSON, 2)
    await registry.level(10, PERSON, MINE, minutes=1)
    [case] = registry.memory.open_cases()
    assert (case.person_id, case.pupil, case.grounds.level) == (OTHER_PERSON, THEIRS.number, 10)


async def test_a_level_of_a_person_with_an_open_case_joins_it_wherever_its_pupil_went(registry: Registry) -> None:
    third = uuid4()
    other = Pupil("123456", "P-9")
    await registry.person(PERSON, 2, other)
    await registry.level(5, PERSON, other)
    await registry.person(third, 1, MINE)
    await registry.level(10, PERSON, MINE, minutes=1)
    [case] = registry.memory.open_cases()
    assert (case.person_id, case.pupil, len(case.signals)) == (PERSON, other.number, 2)


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_level_that_comes_before_its_pupil_is_told_of_ends_with_its_own_person(
    registry: Registry, is_known: bool
) -> None:
    third = uuid4()
    if is_known:
        await registry.person(third, 1)
    await registry.level(5, third, MINE)
    await registry.person(third, 2, MINE)
    await registry.person(PERSON, 2)
    [case] = registry.memory.open_cases()
    assert (case.person_id, len(case.signals)) == (third, 1)


async def test_an_erased_person_leaves_no_name(registry: Registry) -> None:
    await registry.level(5, PERSON, MINE)
    await registry.persons.erased(registry.memory.unit, PERSON)
    assert registry.memory.told[PERSON] == Person(PERSON, 1)
    assert (await registry.case_of(MINE)).is_open
