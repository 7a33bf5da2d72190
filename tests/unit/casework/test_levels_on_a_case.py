"""What levels do to a case: open, escalate, fall, come back."""

from datetime import date, timedelta

import pytest

from casework.domain import events
from casework.domain.case import Case
from casework.domain.meeting import Meeting
from casework.domain.states import Status
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.vocabulary import MeetingStatus, ReasonCode
from casework.testing.factories import (
    BY_HAND,
    CAUSE,
    NOW,
    TERMS,
    THIS_YEAR,
    at,
    fallen,
    forgetful,
    new_case,
    opened,
    reached,
    standing,
    withdrawn,
)
from shared.domain.roles import Role

from .sentences import sentence


def kinds(entries: list[Entry]) -> list[EntryKind]:
    return [entry.kind for entry in entries]


def status_of(case: Case) -> Status:
    return case.status


def test_a_level_opens_a_case_with_its_terms_in_school_days() -> None:
    level = reached(5)
    case = new_case().open_by(level, TERMS, CAUSE)
    assert status_of(case) is Status.NEW
    told = case.events[0]
    assert isinstance(told, events.CaseOpened)
    assert (told.signal_id, told.level, told.count, told.half_days) == (level.ground_id, 5, 5, level.half_days)
    assert told.respond_by == case.respond_by == date(2026, 11, 30)
    assert case.entries[0].event_id == "event-1"
    assert sentence(case.entries[0]) == "Dossier geopend: niveau 5 bereikt (5 problematische halve dagen)."


def test_a_secondary_pupils_case_asks_for_a_care_meeting() -> None:
    case = new_case(assignee="cw-1").open_by(reached(5), TERMS, CAUSE)
    asked = case.events[1]
    assert isinstance(asked, events.MeetingRequested)
    assert asked.required_roles == (Role.COUNSELLOR, Role.CASEWORKER)
    assert asked.optional_roles == (Role.CLB, Role.YOUTH_COACH)
    assert (asked.not_before, asked.hold_by) == (date(2026, 11, 25), date(2026, 12, 7))
    assert asked.assignee == "cw-1"


def test_a_primary_pupils_case_does_not() -> None:
    case = new_case(level_of_education="lager").open_by(reached(5), TERMS, CAUSE)
    assert [type(event) for event in case.events] == [events.CaseOpened]


def test_a_level_above_every_level_escalates() -> None:
    case = opened(5)
    ten = reached(10)
    case.take(ten, CAUSE)
    [told] = case.events
    assert isinstance(told, events.CaseEscalated)
    assert (told.signal_id, told.level, told.count, told.school_year) == (ten.ground_id, 10, 10, THIS_YEAR)
    assert (told.new_school_year, told.respond_by) == (False, None)
    assert kinds(case.entries) == [EntryKind.CASE_ESCALATED]


def test_another_level_is_only_noted() -> None:
    case = opened(10)
    case.take(reached(5), CAUSE)
    case.take(reached(10), CAUSE)
    assert case.events == []
    assert kinds(case.entries) == ["level-reached", "level-reached"]
    assert sentence(case.entries[0]) == "Niveau 5 bereikt (5 problematische halve dagen)."


def test_a_level_reached_again_after_a_higher_one_fell_does_not_escalate_twice() -> None:
    case = opened(5, 10)
    case.lose(fallen(standing(case, 10)), CAUSE)
    forgetful(case).take(reached(10), CAUSE)
    assert case.events == []


def test_the_fall_of_a_higher_level_is_noted_and_told_and_that_of_the_lowest_is_not() -> None:
    case = opened(5, 10)
    level = standing(case, 10)
    case.lose(fallen(level), CAUSE)
    assert status_of(case) is Status.NEW
    [told] = case.events
    assert isinstance(told, events.LevelFallen)
    assert (told.signal_id, told.level, told.school_year) == (level.ground_id, 10, level.school_year)
    assert kinds(case.entries) == ["level-withdrawn"]


def test_the_fall_of_the_lowest_level_proposes_the_withdrawal() -> None:
    case = opened(5)
    case.start(BY_HAND)
    forgetful(case).lose(fallen(standing(case, 5)), CAUSE)
    assert status_of(case) is Status.WITHDRAWAL_PROPOSED
    [told] = case.events
    assert isinstance(told, events.WithdrawalProposed)
    assert told.reason == "level-no-longer-holds"
    assert kinds(case.entries) == ["level-withdrawn", EntryKind.WITHDRAWAL_PROPOSED]


def test_a_higher_level_that_falls_after_the_withdrawal_was_proposed_is_told_by_what_is_decided() -> None:
    case = opened(5, 10)
    case.lose(fallen(standing(case, 5)), CAUSE)
    forgetful(case).lose(fallen(standing(case, 10)), CAUSE)
    assert case.events == []


def test_the_level_coming_back_restores_the_state_it_had() -> None:
    case = opened(5)
    case.start(BY_HAND)
    case.hold(date(2026, 12, 1), "reden", BY_HAND)
    case.lose(fallen(standing(case, 5)), CAUSE)
    forgetful(case).take(reached(5), CAUSE)
    assert status_of(case) is Status.ON_HOLD
    assert case.hold_until == date(2026, 12, 1)
    [told] = case.events
    assert isinstance(told, events.WithdrawalDropped)
    assert told.reason == "level-reached-again"
    case.resume(BY_HAND)
    assert status_of(case) is Status.ACTIVE


def test_a_kept_case_returns_to_the_state_it_had_and_is_not_proposed_again_for_the_same_fall() -> None:
    case = opened(5, 10)
    case.lose(fallen(standing(case, 5)), CAUSE)
    forgetful(case).resume(BY_HAND)
    assert status_of(case) is Status.NEW
    [told] = case.events
    assert isinstance(told, events.WithdrawalDropped)
    assert told.reason is ReasonCode.KEPT_BY_CASEWORKER
    case.take(reached(15), CAUSE)
    assert status_of(case) is Status.NEW


def test_a_kept_case_is_proposed_again_when_what_is_left_falls_too() -> None:
    case = opened(5, 10)
    case.lose(fallen(standing(case, 5)), CAUSE)
    case.resume(BY_HAND)
    case.lose(fallen(standing(case, 10)), CAUSE)
    assert status_of(case) is Status.WITHDRAWAL_PROPOSED


def test_a_confirmed_withdrawal_ends_the_case() -> None:
    case = opened(5)
    case.lose(fallen(standing(case, 5)), CAUSE)
    forgetful(case).withdraw("attest kwam later", BY_HAND)
    assert status_of(case) is Status.WITHDRAWN
    [told] = case.events
    assert isinstance(told, events.CaseWithdrawn)
    assert told.reason is ReasonCode.CONFIRMED_BY_CASEWORKER
    assert sentence(case.entries[0]).endswith("Reden: attest kwam later")
    assert case.deadlines == ()


def test_a_level_reopens_an_ended_case_at_the_pupils_present_school() -> None:
    case = opened(5)
    case.lose(fallen(standing(case, 5)), CAUSE)
    case.withdraw("reden", BY_HAND)
    later = Cause(at(60 * 24), "attendance", "event-9")
    again = reached(5, school="654321", pupil="P-9")
    forgetful(case).reopen_by(again, TERMS, later)
    assert status_of(case) is Status.ACTIVE
    assert (case.school, case.pupil) == ("654321", "P-9")
    told, asked = case.events
    assert isinstance(told, events.CaseReopened)
    assert (told.signal_id, told.level, told.opened_at) == (again.ground_id, 5, later.at)
    assert told.respond_by == date(2026, 12, 1)
    assert isinstance(asked, events.MeetingRequested)
    assert case.opened_at == NOW


def test_a_reopened_case_falls_by_what_reopened_it_whatever_fell_before() -> None:
    case = opened(5)
    case.lose(fallen(standing(case, 5)), CAUSE)
    case.withdraw("reden", BY_HAND)
    case.reopen_by(reached(10), TERMS, CAUSE)
    assert status_of(case) is Status.ACTIVE
    case.lose(fallen(standing(case, 10)), CAUSE)
    assert status_of(case) is Status.WITHDRAWAL_PROPOSED


def test_a_level_that_falls_while_the_case_is_closed_is_only_noted() -> None:
    case = opened(5)
    case.close("attends-again", "reden", BY_HAND)
    forgetful(case).lose(fallen(standing(case, 5)), CAUSE)
    assert status_of(case) is Status.CLOSED
    assert case.events == []
    assert kinds(case.entries) == ["level-withdrawn"]


def test_a_case_opened_by_a_level_that_fell_before_is_proposed_for_withdrawal_at_once() -> None:
    case = new_case().open_by(fallen(reached(5)), TERMS, CAUSE)
    assert status_of(case) is Status.WITHDRAWAL_PROPOSED
    assert [type(event) for event in case.events] == [
        events.CaseOpened,
        events.MeetingRequested,
        events.WithdrawalProposed,
    ]


def test_a_case_by_hand_has_no_level_until_one_comes() -> None:
    case = new_case().open_by_hand("zorgen van de school", TERMS, BY_HAND)
    told = case.events[0]
    assert isinstance(told, events.CaseOpened)
    assert (told.signal_id, told.level, told.count, told.half_days) == (None, None, None, ())
    assert "zorgen van de school" in sentence(case.entries[0])
    forgetful(case).take(reached(5), CAUSE)
    assert isinstance(case.events[0], events.CaseEscalated)


def meeting(status: MeetingStatus, *, has_other_case: bool = True, minutes: float = 5000) -> Meeting:
    starts_at = at(minutes)
    return Meeting(new_case().case_id, status, sequence=1, starts_at=starts_at, has_other_case=has_other_case)


def reopened_with(*meetings: Meeting) -> list[type[events.CaseEvent]]:
    case = opened(5)
    case.close("other", "reden", BY_HAND)
    case.meetings = meetings
    forgetful(case).reopen("reden", TERMS, Cause(at(10), "cw-1"))
    return [type(event) for event in case.events]


def test_a_reopened_case_with_a_meeting_that_another_case_kept_asks_for_no_other() -> None:
    assert reopened_with(meeting(MeetingStatus.SCHEDULED)) == [events.CaseReopened]


@pytest.mark.parametrize(
    "known",
    [
        meeting(MeetingStatus.SCHEDULED, has_other_case=False),
        meeting(MeetingStatus.SCHEDULED, minutes=5),
        meeting(MeetingStatus.PROPOSED),
        meeting(MeetingStatus.HELD),
        meeting(MeetingStatus.CANCELLED),
    ],
    ids=["cancelled with the case", "past", "without a slot", "held", "cancelled"],
)
def test_a_meeting_that_is_not_ahead_is_none_scheduled(known: Meeting) -> None:
    assert reopened_with(known) == [events.CaseReopened, events.MeetingRequested]


def test_a_case_reopened_by_hand_rests_on_the_caseworkers_decision() -> None:
    case = opened(5)
    case.close("other", "reden", BY_HAND)
    case.lose(fallen(standing(case, 5)), CAUSE)
    case.reopen("reden", TERMS, BY_HAND)
    case.take(reached(10), Cause(NOW + timedelta(days=1), "attendance"))
    assert status_of(case) is Status.ACTIVE
    assert case.outcome is None
    assert case.ended_at is None


def test_the_level_of_another_rule_is_told_with_its_rule() -> None:
    case = new_case().open_by(reached(5), TERMS, CAUSE)
    hours = reached(16, rule="netherlands-16-hours", count=5)
    case.take(hours, CAUSE)
    case.lose(hours.joined(withdrawn(hours, count=4)), CAUSE)
    assert [sentence(entry) for entry in case.entries[-2:]] == [
        "Dossier opgeschaald: niveau 16 van netherlands-16-hours bereikt (5 problematische halve dagen).",
        "Niveau 16 van netherlands-16-hours geldt niet meer na een correctie (4 problematische halve dagen).",
    ]


def test_events_tell_all_levels_a_case_rests_on_the_oldest_first() -> None:
    case = opened(5)
    five, ten = standing(case, 5), reached(10, since=date(2026, 11, 23))
    case.take(ten, CAUSE)
    told = case.events[-1]
    assert isinstance(told, events.CaseEscalated)
    assert [(ground.kind, ground.id, ground.since) for ground in told.grounds] == [
        ("level", five.ground_id, five.since),
        ("level", ten.ground_id, date(2026, 11, 23)),
    ]
