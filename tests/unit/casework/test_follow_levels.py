"""Which case a level goes to."""

import pytest

from casework.domain import events
from casework.domain.person import Person
from casework.domain.states import Status
from casework.domain.timeline import EntryKind
from casework.testing.factories import LAST_YEAR, NOW, OTHER_PERSON, PERSON, reached, withdrawn
from shared.domain.school_year import SchoolYear

from .harness import Harness, moment


@pytest.fixture
def harness() -> Harness:
    return Harness()


async def test_the_first_level_opens_a_case_with_the_next_reference(harness: Harness) -> None:
    await harness.reached(5)
    await harness.reached(5, person_id=OTHER_PERSON)
    references = sorted(case.reference for case in harness.memory.stored.values())
    assert references == ["SP-2026-000001", "SP-2026-000002"]


async def test_a_repeated_event_changes_nothing(harness: Harness) -> None:
    signal = await harness.reached(5)
    told = harness.told()
    await harness.get(signal)
    assert harness.told() == told
    gone = withdrawn(signal)
    await harness.get(gone)
    version = (await harness.only_case()).version
    await harness.get(gone)
    assert (await harness.only_case()).version == version


async def test_a_withdrawal_before_its_level_ends_as_the_other_order_does(harness: Harness) -> None:
    signal = reached(5)
    await harness.get(withdrawn(signal))
    assert harness.memory.stored == {}
    await harness.get(withdrawn(signal))
    await harness.get(signal)
    assert (await harness.only_case()).status is Status.WITHDRAWAL_PROPOSED


async def test_a_level_reopens_the_case_of_its_school_year(harness: Harness) -> None:
    await harness.reached(5)
    await harness.close()
    ten = await harness.reached(10)
    case = await harness.only_case()
    assert case.status is Status.ACTIVE
    assert harness.memory.events[-2].case_id == case.case_id
    assert isinstance(harness.memory.events[-2], events.CaseReopened)
    assert harness.memory.events[-2].signal_id == ten.ground_id


async def test_a_level_of_a_new_school_year_opens_a_new_case_once_the_old_one_ended(harness: Harness) -> None:
    harness.clock.set(moment(2026, 5, 4, 9))
    await harness.reached(5, school_year=LAST_YEAR)
    await harness.close()
    harness.clock.set(NOW)
    await harness.reached(5)
    assert len(harness.memory.stored) == 2
    assert [case.school_year for case in harness.memory.open_cases()] == [SchoolYear(2026)]


async def test_a_level_of_a_new_school_year_joins_the_open_case_of_an_earlier_one(harness: Harness) -> None:
    harness.clock.set(moment(2026, 5, 4, 9))
    await harness.reached(5, school_year=LAST_YEAR)
    harness.clock.set(NOW)
    await harness.reached(5)
    case = await harness.only_case()
    assert case.school_year == LAST_YEAR
    assert len(case.grounds) == 2


async def test_a_level_of_an_ended_school_year_opens_nothing_and_is_kept(harness: Harness) -> None:
    signal = await harness.reached(5, school_year=LAST_YEAR)
    assert harness.memory.stored == {}
    assert harness.memory.known_grounds[signal.ground_id].case_id is None
    await harness.get(withdrawn(signal))
    assert harness.memory.known_grounds[signal.ground_id].ground.taken_back
    assert harness.told() == []


async def test_a_level_of_an_ended_school_year_reopens_nothing_and_joins_no_case_of_another_year(
    harness: Harness,
) -> None:
    harness.clock.set(moment(2026, 5, 4, 9))
    await harness.reached(5, school_year=LAST_YEAR)
    await harness.close()
    harness.clock.set(NOW)
    await harness.reached(10, school_year=LAST_YEAR)
    assert (await harness.only_case()).status is Status.CLOSED
    await harness.reached(5)
    late = await harness.reached(15, school_year=LAST_YEAR)
    assert harness.memory.known_grounds[late.ground_id].case_id is None
    assert [case.levels.level for case in harness.memory.open_cases()] == [5]


async def test_a_school_year_ends_on_the_first_of_september_after_it(harness: Harness) -> None:
    harness.clock.set(moment(2026, 8, 31, 23, 59))
    await harness.reached(5, school_year=LAST_YEAR)
    assert len(harness.memory.stored) == 1
    harness.clock.set(moment(2026, 9, 1, 0, 0))
    await harness.reached(5, school_year=LAST_YEAR, person_id=OTHER_PERSON)
    assert len(harness.memory.stored) == 1


async def test_a_level_of_an_ended_school_year_that_falls_still_proposes_the_withdrawal(harness: Harness) -> None:
    harness.clock.set(moment(2026, 5, 4, 9))
    signal = await harness.reached(5, school_year=LAST_YEAR)
    harness.clock.set(NOW)
    await harness.get(withdrawn(signal))
    assert (await harness.only_case()).status is Status.WITHDRAWAL_PROPOSED


async def test_a_level_of_a_merged_person_goes_to_the_case_of_the_living_one(harness: Harness) -> None:
    await harness.reached(5)
    harness.memory.told[OTHER_PERSON] = Person(OTHER_PERSON, 1, merged_into=PERSON)
    await harness.reached(10, person_id=OTHER_PERSON)
    case = await harness.only_case()
    assert case.person_id == PERSON
    assert case.levels.level == 10


async def test_the_timeline_names_the_event_behind_each_entry(harness: Harness) -> None:
    await harness.reached(5)
    case = await harness.only_case()
    entries = harness.memory.entries[case.case_id]
    assert [entry.kind for entry in entries] == [EntryKind.CASE_OPENED, EntryKind.MEETING_REQUESTED]
    assert {entry.event_id for entry in entries} == {"event-1"}
