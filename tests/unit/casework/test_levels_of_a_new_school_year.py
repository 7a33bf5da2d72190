"""A level of a newer school year on a case that is still open: it escalates, and is taken back when it falls."""

from datetime import date

from casework.domain import events
from casework.domain.states import Status
from casework.domain.timeline import EntryKind
from casework.testing.factories import (
    BY_HAND,
    CAUSE,
    LAST_YEAR,
    OTHER_PERSON,
    TERMS,
    THIS_YEAR,
    fallen,
    forgetful,
    new_case,
    reached,
    standing,
    withdrawn,
)
from casework.types.truancy.case import TruancyCase
from casework.types.truancy.level import Level

from .harness import Harness, harness_with_case_of_last_year, moment
from .sentences import sentence


async def lost(harness: Harness, school_year: object) -> None:
    """Every standing level of a school year falls."""
    case = await harness.only_case()
    for signal in [item for item in case.grounds.values() if item.stands and item.school_year == school_year]:
        await harness.get(withdrawn(signal))


def announced(harness: Harness) -> list[events.CaseEscalated]:
    """The escalations by a new school year."""
    told = [event for event in harness.memory.events if isinstance(event, events.CaseEscalated)]
    return [event for event in told if event.new_school_year]


async def test_the_first_level_of_a_new_school_year_escalates_however_high_the_old_one_was() -> None:
    harness = await harness_with_case_of_last_year(5, 10, 15)
    five = await harness.reached(5)
    [told] = harness.memory.events
    assert isinstance(told, events.CaseEscalated)
    assert (told.signal_id, told.level, told.count, told.rule) == (five.ground_id, 5, 5, "problematic-half-days")
    assert (told.school_year, told.new_school_year) == (THIS_YEAR, True)
    assert (told.school, told.pupil, told.half_days) == (five.school, five.pupil, five.half_days)
    [entry] = harness.memory.entries[told.case_id]
    assert entry.kind is EntryKind.CASE_ESCALATED
    assert "niveau 5 in schooljaar 2026-2027 bereikt" in sentence(entry)


async def test_its_terms_run_anew_from_that_day() -> None:
    harness = await harness_with_case_of_last_year(5)
    assert (await harness.only_case()).respond_by == date(2026, 5, 11)
    await harness.reached(5)
    assert (await harness.only_case()).respond_by == date(2026, 11, 30)
    assert announced(harness)[0].respond_by == date(2026, 11, 30)
    assert "tot en met 30/11/2026" in (await harness.texts())[0]


async def test_it_goes_on_at_the_school_the_pupil_is_at_now() -> None:
    harness = await harness_with_case_of_last_year(5, level_of_education="lager")
    await harness.reached(5, school="654321", pupil="P-9")
    case = await harness.only_case()
    assert (case.school, case.pupil, case.level_of_education) == ("654321", "P-9", "secundair")
    assert "school 654321" in (await harness.texts())[0]


async def test_the_next_levels_of_that_year_are_compared_with_that_year_alone() -> None:
    harness = await harness_with_case_of_last_year(5, 10, 15, 30)
    for level in (5, 10, 5):
        await harness.reached(level)
    assert [event.level for event in announced(harness)] == [5]
    assert harness.told() == [events.CaseEscalated, events.CaseEscalated]
    assert (await harness.texts())[-1] == "Niveau 5 in schooljaar 2026-2027 bereikt (5 problematische halve dagen)."
    assert (await harness.only_case()).respond_by == date(2026, 11, 30)


async def test_levels_of_another_rule_are_no_rungs_of_the_same_ladder() -> None:
    harness = Harness()
    await harness.reached(30)
    hours = await harness.reached(16, rule="netherlands-16-hours", count=5)
    assert harness.told()[-1] is events.CaseEscalated
    case = await harness.only_case()
    assert case.levels.highest_beside(hours) == 16
    await harness.get(withdrawn(standing(case, 30)))
    case = await harness.only_case()
    assert case.status is Status.NEW
    assert (case.levels.level, case.levels.rule) == (16, "netherlands-16-hours")
    await harness.get(withdrawn(hours))
    assert (await harness.only_case()).status is Status.WITHDRAWAL_PROPOSED


async def test_what_is_shown_is_of_the_newest_school_year_that_stands() -> None:
    harness = await harness_with_case_of_last_year(5, 10, 15)
    await harness.reached(5)
    grounds = (await harness.only_case()).levels
    assert (grounds.level, grounds.count, grounds.school_year) == (5, 5, THIS_YEAR)
    await lost(harness, THIS_YEAR)
    grounds = (await harness.only_case()).levels
    assert (grounds.level, grounds.count, grounds.school_year) == (15, 15, LAST_YEAR)


async def test_a_case_stands_while_a_level_of_any_school_year_does() -> None:
    harness = await harness_with_case_of_last_year(5)
    await harness.reached(5)
    await lost(harness, LAST_YEAR)
    assert (await harness.only_case()).status is Status.NEW
    assert harness.told() == [events.CaseEscalated]
    await lost(harness, THIS_YEAR)
    assert (await harness.only_case()).status is Status.WITHDRAWAL_PROPOSED
    assert harness.told() == [events.CaseEscalated, events.WithdrawalProposed]


async def test_the_fall_of_the_new_year_alone_is_told_at_once_and_once() -> None:
    harness = await harness_with_case_of_last_year(5)
    for level in (5, 10):
        await harness.reached(level)
    await lost(harness, THIS_YEAR)
    await lost(harness, THIS_YEAR)
    case = await harness.only_case()
    assert case.status is Status.NEW
    told = [event for event in harness.memory.events if isinstance(event, events.EscalationWithdrawn)]
    assert [event.school_year for event in told] == [THIS_YEAR]
    await lost(harness, LAST_YEAR)
    assert harness.told()[-2:] == [events.EscalationWithdrawn, events.WithdrawalProposed]


async def test_a_year_that_fell_and_is_reached_again_escalates_again() -> None:
    harness = await harness_with_case_of_last_year(5)
    await harness.reached(5)
    await lost(harness, THIS_YEAR)
    await harness.reached(5)
    assert len(announced(harness)) == 2


async def test_a_confirmed_withdrawal_takes_everything_back_by_itself() -> None:
    harness = await harness_with_case_of_last_year(5)
    await harness.reached(5)
    await lost(harness, LAST_YEAR)
    await lost(harness, THIS_YEAR)
    case = await harness.only_case()
    case.withdraw("attest", BY_HAND)
    assert [type(event) for event in case.events] == [events.CaseWithdrawn]
    assert case.told_years == frozenset()


async def test_a_case_that_is_kept_or_closed_takes_the_year_back_that_fell() -> None:
    for decide in ("keep", "close"):
        harness = await harness_with_case_of_last_year(5)
        await harness.reached(5)
        await lost(harness, LAST_YEAR)
        await lost(harness, THIS_YEAR)
        case = await harness.only_case()
        if decide == "keep":
            case.resume(BY_HAND)
        else:
            case.close("other", "reden", BY_HAND)
        assert events.EscalationWithdrawn in [type(event) for event in case.events]


async def test_a_year_that_falls_after_the_case_was_closed_is_taken_back_too() -> None:
    harness = await harness_with_case_of_last_year(5)
    await harness.reached(5)
    await harness.close()
    await lost(harness, THIS_YEAR)
    assert harness.told()[-1] is events.EscalationWithdrawn
    assert (await harness.only_case()).status is Status.CLOSED


async def test_a_level_of_the_new_year_drops_a_proposed_withdrawal() -> None:
    harness = await harness_with_case_of_last_year(5)
    await lost(harness, LAST_YEAR)
    await harness.reached(5)
    assert (await harness.only_case()).status is Status.NEW
    [_, escalated, dropped] = harness.memory.events
    assert isinstance(escalated, events.CaseEscalated)
    assert isinstance(dropped, events.WithdrawalDropped)
    assert dropped.reason == "level-reached-again"


async def test_a_new_year_whose_fall_came_first_is_told_and_taken_back_together() -> None:
    harness = await harness_with_case_of_last_year(5)
    signal = reached(5)
    await harness.get(withdrawn(signal))
    assert harness.told() == []
    await harness.get(signal)
    assert harness.told() == [events.CaseEscalated, events.EscalationWithdrawn]


async def test_a_late_level_of_an_ended_year_tells_nobody_of_a_new_year() -> None:
    harness = await harness_with_case_of_last_year(5)
    await harness.reached(5)
    harness.clock.set(moment(2027, 9, 1, 9))
    harness.memory.events.clear()
    await lost(harness, THIS_YEAR)
    assert harness.told() == [events.EscalationWithdrawn]
    late = await harness.reached(5)
    assert harness.memory.known_grounds[late.ground_id].case_id is not None
    assert announced(harness) == []
    assert (await harness.only_case()).respond_by == date(2026, 11, 30)
    other = await harness.reached(5, person_id=OTHER_PERSON)
    assert harness.memory.known_grounds[other.ground_id].case_id is None


async def test_the_fall_of_an_ended_year_proposes_the_withdrawal_when_nothing_else_stands() -> None:
    harness = await harness_with_case_of_last_year(5)
    await harness.reached(5)
    await lost(harness, THIS_YEAR)
    harness.clock.set(moment(2028, 9, 4, 9))
    await lost(harness, LAST_YEAR)
    assert (await harness.only_case()).status is Status.WITHDRAWAL_PROPOSED


def case_of_last_year() -> TruancyCase:
    """A case that a level of last year opened; what was told of it is forgotten."""
    case = new_case(school_year=LAST_YEAR)
    return forgetful(case.open_by(reached(5, school_year=LAST_YEAR), TERMS, CAUSE))


def with_one_of_this_year(level: Level) -> TruancyCase:
    """A case of last year in which one that this level opened goes on."""
    stays, ends = case_of_last_year(), forgetful(new_case().open_by(level, TERMS, CAUSE))
    ends.merge_into(stays, CAUSE)
    return stays


def test_a_case_of_the_new_year_that_goes_on_in_an_old_one_tells_nobody_anew() -> None:
    case = with_one_of_this_year(reached(5))
    assert [type(event) for event in case.events] == [events.CaseEscalated]
    assert case.told_years == {THIS_YEAR}
    assert not case.begins_anew_with(reached(10), CAUSE.at.date())
    assert [event.new_school_year for event in case.events if isinstance(event, events.CaseEscalated)] == [False]


def test_a_fallen_case_of_the_new_year_is_taken_back_once_it_goes_on_in_an_old_one_that_stands() -> None:
    case = with_one_of_this_year(fallen(reached(5)))
    assert case.status is Status.NEW
    assert case.told_years == frozenset()
    taken_back = [event.school_year for event in case.events if isinstance(event, events.EscalationWithdrawn)]
    assert taken_back == [THIS_YEAR]


def test_a_case_of_the_new_year_that_was_kept_though_it_fell_is_not_taken_back_by_a_merger() -> None:
    stays, ends = case_of_last_year(), new_case().open_by(fallen(reached(5)), TERMS, CAUSE)
    ends.resume(CAUSE)
    forgetful(ends).merge_into(stays, CAUSE)
    assert not any(isinstance(event, events.EscalationWithdrawn) for event in stays.events)


def test_a_level_that_turns_out_to_be_another_persons_is_taken_back() -> None:
    case, strange = case_of_last_year(), reached(5)
    case.take_anew(strange, TERMS, CAUSE)
    forgetful(case).release(strange.ground_id, CAUSE)
    assert [type(event) for event in case.events] == [events.EscalationWithdrawn]
