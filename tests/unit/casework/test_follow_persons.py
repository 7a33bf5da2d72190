"""Cases follow persons: merged, parted, changed, erased."""

from uuid import uuid4

import pytest

from casework.application.erase_person import erase_person
from casework.domain import events
from casework.domain.person import Person, Pupil
from casework.domain.states import Status
from casework.testing.factories import OTHER_PERSON, PERSON

from .harness import Harness

MINE = Pupil("123456", "P-1")
THEIRS = Pupil("654321", "P-2")


@pytest.fixture
async def harness() -> Harness:
    harness = Harness()
    await harness.person(PERSON, 1, MINE)
    await harness.person(OTHER_PERSON, 1, THEIRS)
    return harness


async def test_of_two_open_cases_the_one_opened_first_stays(harness: Harness) -> None:
    await harness.level(5, OTHER_PERSON, THEIRS)
    await harness.level(5, PERSON, MINE, minutes=1)
    await harness.merge(OTHER_PERSON, PERSON, 2)
    stays, ends = await harness.case_of(THEIRS), await harness.case_of(MINE)
    assert (stays.status, stays.person_id) == (Status.NEW, PERSON)
    assert (ends.status, ends.outcome, ends.merged_into) == (Status.CLOSED, "merged", stays.case_id)
    assert set(harness.memory.moved) == {(ends.case_id, stays.case_id)}
    assert len(stays.grounds) == 2


async def test_the_same_case_stays_whichever_person_goes(harness: Harness) -> None:
    await harness.level(5, OTHER_PERSON, THEIRS)
    await harness.level(5, PERSON, MINE, minutes=1)
    await harness.merge(PERSON, OTHER_PERSON, 2)
    assert (await harness.case_of(THEIRS)).is_open
    assert not (await harness.case_of(MINE)).is_open


async def test_nobody_is_told_more_of_a_merger_than_that_it_is_one(harness: Harness) -> None:
    await harness.level(5, OTHER_PERSON, THEIRS)
    await harness.level(5, PERSON, MINE, minutes=1)
    told = len(harness.memory.events)
    await harness.merge(OTHER_PERSON, PERSON, 2)
    [event] = harness.memory.events[told:]
    assert isinstance(event, events.CaseClosed)
    assert event.outcome == "merged"


async def test_a_merged_persons_only_case_goes_along(harness: Harness) -> None:
    await harness.level(5, OTHER_PERSON, THEIRS)
    await harness.merge(OTHER_PERSON, PERSON, 2)
    case = await harness.case_of(THEIRS)
    assert (case.person_id, case.is_open) == (PERSON, True)


async def test_the_enrolments_moving_first_ends_the_same(harness: Harness) -> None:
    await harness.level(5, OTHER_PERSON, THEIRS)
    await harness.level(5, PERSON, MINE, minutes=1)
    await harness.person(PERSON, 2, MINE, THEIRS)
    await harness.merge(OTHER_PERSON, PERSON, 2)
    assert (await harness.case_of(THEIRS)).person_id == PERSON
    assert [case.pupil for case in harness.memory.open_cases()] == [THEIRS.number]


@pytest.mark.parametrize("parted_first", [True, False])
async def test_when_persons_part_the_case_stays_with_the_person_of_its_pupil(
    harness: Harness, parted_first: bool
) -> None:
    await harness.level(5, OTHER_PERSON, THEIRS)
    await harness.merge(OTHER_PERSON, PERSON, 2)
    await harness.person(PERSON, 2, MINE, THEIRS)
    told = len(harness.memory.events)
    parted = [(OTHER_PERSON, 3, THEIRS), (PERSON, 3, MINE)]
    for person_id, sequence, pupil in parted if parted_first else reversed(parted):
        await harness.person(person_id, sequence, pupil)
    case = await harness.case_of(THEIRS)
    assert (case.person_id, case.is_open) == (OTHER_PERSON, True)
    assert harness.memory.events[told:] == []


@pytest.mark.parametrize("level_first", [True, False])
async def test_a_level_of_a_parted_person_has_a_case_whichever_comes_first(harness: Harness, level_first: bool) -> None:
    await harness.merge(OTHER_PERSON, PERSON, 2)
    await harness.person(PERSON, 2, MINE, THEIRS)
    await harness.level(5, PERSON, MINE)
    if level_first:
        await harness.level(5, OTHER_PERSON, THEIRS, minutes=1)
        assert len(harness.memory.open_cases()) == 1
    await harness.person(OTHER_PERSON, 3, THEIRS)
    await harness.person(PERSON, 3, MINE)
    if not level_first:
        await harness.level(5, OTHER_PERSON, THEIRS, minutes=1)
    owners = {case.person_id: set(case.grounds.values()) for case in harness.memory.open_cases()}
    assert {person_id: {item.person_id for item in signals} for person_id, signals in owners.items()} == {
        PERSON: {PERSON},
        OTHER_PERSON: {OTHER_PERSON},
    }


@pytest.mark.parametrize("parted_first", [True, False])
async def test_a_level_reached_while_persons_were_one_stays_with_its_pupils_case(
    harness: Harness, parted_first: bool
) -> None:
    await harness.merge(OTHER_PERSON, PERSON, 2)
    await harness.person(PERSON, 2, MINE, THEIRS)
    await harness.level(5, PERSON, THEIRS)
    told = len(harness.memory.events)
    parted = [(OTHER_PERSON, 3, THEIRS), (PERSON, 3, MINE)]
    for person_id, sequence, pupil in parted if parted_first else reversed(parted):
        await harness.person(person_id, sequence, pupil)
    [case] = harness.memory.open_cases()
    assert (case.person_id, case.pupil, len(case.grounds)) == (OTHER_PERSON, THEIRS.number, 1)
    assert harness.memory.events[told:] == []


@pytest.mark.parametrize("parted_first", [True, False])
async def test_a_level_reached_while_persons_were_one_goes_with_its_pupil_out_of_the_others_case(
    harness: Harness, parted_first: bool
) -> None:
    """Attendance counts it for the person of its pupil from then on, and tells of it no more."""
    await harness.merge(OTHER_PERSON, PERSON, 2)
    await harness.person(PERSON, 2, MINE, THEIRS)
    await harness.level(5, PERSON, MINE)
    await harness.level(10, PERSON, THEIRS, minutes=1)
    assert len(harness.memory.open_cases()) == 1
    parted = [(OTHER_PERSON, 3, THEIRS), (PERSON, 3, MINE)]
    for person_id, sequence, pupil in parted if parted_first else reversed(parted):
        await harness.person(person_id, sequence, pupil)
    levels = {case.person_id: (case.pupil, case.levels.level) for case in harness.memory.open_cases()}
    assert levels == {PERSON: (MINE.number, 5), OTHER_PERSON: (THEIRS.number, 10)}


async def test_an_older_state_of_a_person_is_dropped(harness: Harness) -> None:
    await harness.person(PERSON, 5, MINE)
    await harness.person(PERSON, 4, THEIRS)
    assert harness.memory.told[PERSON].pupils == {MINE}
    await harness.merge(PERSON, OTHER_PERSON, 3)
    assert harness.memory.told[PERSON].merged_into is None


async def test_a_person_is_never_merged_into_itself(harness: Harness) -> None:
    await harness.merge(PERSON, PERSON, 9)
    assert harness.memory.told[PERSON].merged_into is None


async def test_a_pupil_given_to_another_person_takes_its_case_along(harness: Harness) -> None:
    third = uuid4()
    await harness.level(5, PERSON, MINE)
    await harness.person(third, 1, MINE)
    assert (await harness.case_of(MINE)).person_id == PERSON
    await harness.person(PERSON, 2)
    assert (await harness.case_of(MINE)).person_id == third


async def test_a_level_that_comes_after_its_pupil_went_to_another_opens_that_ones_case(harness: Harness) -> None:
    third = uuid4()
    await harness.person(third, 1, MINE)
    await harness.person(PERSON, 2)
    await harness.level(5, PERSON, MINE)
    assert (await harness.case_of(MINE)).person_id == third
    await harness.level(5, third, MINE, minutes=1)
    [case] = harness.memory.open_cases()
    assert (case.person_id, len(case.grounds)) == (third, 2)


async def test_a_level_that_comes_after_its_pupil_went_to_another_joins_the_open_case_there(harness: Harness) -> None:
    await harness.level(5, OTHER_PERSON, THEIRS)
    await harness.person(OTHER_PERSON, 2, THEIRS, MINE)
    await harness.person(PERSON, 2)
    await harness.level(10, PERSON, MINE, minutes=1)
    [case] = harness.memory.open_cases()
    assert (case.person_id, case.pupil, case.levels.level) == (OTHER_PERSON, THEIRS.number, 10)


async def test_a_level_of_a_person_with_an_open_case_joins_it_wherever_its_pupil_went(harness: Harness) -> None:
    third = uuid4()
    other = Pupil("123456", "P-9")
    await harness.person(PERSON, 2, other)
    await harness.level(5, PERSON, other)
    await harness.person(third, 1, MINE)
    await harness.level(10, PERSON, MINE, minutes=1)
    [case] = harness.memory.open_cases()
    assert (case.person_id, case.pupil, len(case.grounds)) == (PERSON, other.number, 2)


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_level_that_comes_before_its_pupil_is_told_of_ends_with_its_own_person(
    harness: Harness, is_known: bool
) -> None:
    third = uuid4()
    if is_known:
        await harness.person(third, 1)
    await harness.level(5, third, MINE)
    await harness.person(third, 2, MINE)
    await harness.person(PERSON, 2)
    [case] = harness.memory.open_cases()
    assert (case.person_id, len(case.grounds)) == (third, 1)


async def test_an_erased_person_leaves_no_name(harness: Harness) -> None:
    await harness.level(5, PERSON, MINE)
    await erase_person(harness.memory.unit, PERSON, clock=harness.clock)
    assert harness.memory.told[PERSON] == Person(PERSON, 1, erased_at=harness.clock.now())
    assert (await harness.case_of(MINE)).is_open
