"""Which case a level goes to."""

import pytest

from casework.domain import events
from casework.domain.person import Person
from casework.domain.states import Status
from casework.domain.timeline import EntryKind
from casework.testing.factories import LAST_YEAR, NOW, OTHER_PERSON, PERSON, reached, withdrawn
from shared.domain.school_year import SchoolYear

from .desk import Desk, moment


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_the_first_level_opens_a_case_with_the_next_reference(desk: Desk) -> None:
    await desk.reached(5)
    await desk.reached(5, person_id=OTHER_PERSON)
    references = sorted(case.reference for case in desk.memory.stored.values())
    assert references == ["SP-2026-000001", "SP-2026-000002"]


async def test_a_repeated_event_changes_nothing(desk: Desk) -> None:
    signal = await desk.reached(5)
    told = desk.told()
    await desk.get(signal)
    assert desk.told() == told
    gone = withdrawn(signal)
    await desk.get(gone)
    version = (await desk.only_case()).version
    await desk.get(gone)
    assert (await desk.only_case()).version == version


async def test_a_withdrawal_before_its_level_ends_as_the_other_order_does(desk: Desk) -> None:
    signal = reached(5)
    await desk.get(withdrawn(signal))
    assert desk.memory.stored == {}
    await desk.get(withdrawn(signal))
    await desk.get(signal)
    assert (await desk.only_case()).status is Status.WITHDRAWAL_PROPOSED


async def test_a_level_reopens_the_case_of_its_school_year(desk: Desk) -> None:
    await desk.reached(5)
    await desk.close()
    ten = await desk.reached(10)
    case = await desk.only_case()
    assert case.status is Status.ACTIVE
    assert desk.memory.events[-2].case_id == case.case_id
    assert isinstance(desk.memory.events[-2], events.CaseReopened)
    assert desk.memory.events[-2].signal_id == ten.signal_id


async def test_a_level_of_a_new_school_year_opens_a_new_case_once_the_old_one_ended(desk: Desk) -> None:
    desk.clock.set(moment(2026, 5, 4, 9))
    await desk.reached(5, school_year=LAST_YEAR)
    await desk.close()
    desk.clock.set(NOW)
    await desk.reached(5)
    assert len(desk.memory.stored) == 2
    assert [case.school_year for case in desk.memory.open_cases()] == [SchoolYear(2026)]


async def test_a_level_of_a_new_school_year_joins_the_open_case_of_an_earlier_one(desk: Desk) -> None:
    desk.clock.set(moment(2026, 5, 4, 9))
    await desk.reached(5, school_year=LAST_YEAR)
    desk.clock.set(NOW)
    await desk.reached(5)
    case = await desk.only_case()
    assert case.school_year == LAST_YEAR
    assert len(case.signals) == 2


async def test_a_level_of_an_ended_school_year_opens_nothing_and_is_kept(desk: Desk) -> None:
    signal = await desk.reached(5, school_year=LAST_YEAR)
    assert desk.memory.stored == {}
    assert desk.memory.known_signals[signal.signal_id].case_id is None
    await desk.get(withdrawn(signal))
    assert desk.memory.known_signals[signal.signal_id].signal.withdrawn
    assert desk.told() == []


async def test_a_level_of_an_ended_school_year_reopens_nothing_and_joins_no_case_of_another_year(desk: Desk) -> None:
    desk.clock.set(moment(2026, 5, 4, 9))
    await desk.reached(5, school_year=LAST_YEAR)
    await desk.close()
    desk.clock.set(NOW)
    await desk.reached(10, school_year=LAST_YEAR)
    assert (await desk.only_case()).status is Status.CLOSED
    await desk.reached(5)
    late = await desk.reached(15, school_year=LAST_YEAR)
    assert desk.memory.known_signals[late.signal_id].case_id is None
    assert [case.grounds.level for case in desk.memory.open_cases()] == [5]


async def test_a_school_year_ends_on_the_first_of_september_after_it(desk: Desk) -> None:
    desk.clock.set(moment(2026, 8, 31, 23, 59))
    await desk.reached(5, school_year=LAST_YEAR)
    assert len(desk.memory.stored) == 1
    desk.clock.set(moment(2026, 9, 1, 0, 0))
    await desk.reached(5, school_year=LAST_YEAR, person_id=OTHER_PERSON)
    assert len(desk.memory.stored) == 1


async def test_a_level_of_an_ended_school_year_that_falls_still_proposes_the_withdrawal(desk: Desk) -> None:
    desk.clock.set(moment(2026, 5, 4, 9))
    signal = await desk.reached(5, school_year=LAST_YEAR)
    desk.clock.set(NOW)
    await desk.get(withdrawn(signal))
    assert (await desk.only_case()).status is Status.WITHDRAWAL_PROPOSED


async def test_a_level_of_a_merged_person_goes_to_the_case_of_the_living_one(desk: Desk) -> None:
    await desk.reached(5)
    desk.memory.told[OTHER_PERSON] = Person(OTHER_PERSON, 1, merged_into=PERSON)
    await desk.reached(10, person_id=OTHER_PERSON)
    case = await desk.only_case()
    assert case.person_id == PERSON
    assert case.grounds.level == 10


async def test_the_timeline_names_the_event_behind_each_entry(desk: Desk) -> None:
    await desk.reached(5)
    case = await desk.only_case()
    entries = desk.memory.entries[case.case_id]
    assert [entry.kind for entry in entries] == [EntryKind.CASE_OPENED, EntryKind.MEETING_REQUESTED]
    assert {entry.event_id for entry in entries} == {"event-1"}
