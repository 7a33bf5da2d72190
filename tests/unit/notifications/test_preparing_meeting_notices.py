"""What a participant may read of a meeting, and what a notice waits for."""

from dataclasses import replace
from datetime import date

import pytest

from notifications.domain.labels import CalendarEntry
from notifications.domain.links import Links
from notifications.domain.persons import Person
from notifications.domain.preparation import Knowledge, Patience, Prepared, Ready, Undeliverable, Void, Waits
from notifications.domain.vocabulary import Reason
from notifications.subjects.meeting.domain.prepare import prepare
from notifications.subjects.meeting.domain.story import MeetingState, Participant
from notifications.subjects.meeting.domain.views import MeetingView
from notifications.testing.factories import CASE, MEETING, NOW, PERSON, PUPIL, directory, knowledge, known_case, pupil
from notifications.testing.harness import Harness
from notifications.testing.meetings import CLB_ONE, COUNSELLOR_ONE, meeting, planned
from shared.domain.reply_tokens import ReplyTokens
from shared.domain.roles import Role
from shared.testing.clock import FixedClock


def prepared(role: Role, known: Knowledge, contact_id: str | None = None) -> Prepared:
    harness = Harness()
    harness.arrive(planned(1, participants=(Participant(contact_id or f"{role}-1", role),)))
    return prepare(harness.notices[0], harness.meeting, known)


def view_of(result: Prepared) -> MeetingView:
    assert isinstance(result, Ready)
    assert isinstance(result.view, MeetingView)
    return result.view


def entry_of(result: Prepared) -> CalendarEntry:
    assert isinstance(result, Ready)
    assert result.entry
    return result.entry


def test_the_entry_has_who_takes_part_and_can_be_reached_the_reader_first() -> None:
    harness = Harness()
    people = (COUNSELLOR_ONE, replace(CLB_ONE, required=False), Participant("nobody-knows", Role.YOUTH_COACH))
    harness.arrive(planned(1, participants=people))
    [to_clb] = [notice for notice in harness.notices if notice.key.slot == "clb-1"]
    invited = entry_of(prepare(to_clb, harness.meeting, knowledge())).invited
    assert [(who.role, who.required) for who in invited] == [(Role.CLB, False), (Role.COUNSELLOR, True)]


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CASEWORKER, Role.CLB])
def test_counsellor_caseworker_and_clb_read_the_whole_name(role: Role) -> None:
    assert [label.name for label in view_of(prepared(role, knowledge())).pupils] == ["Ona Canaryname"]


def test_the_place_names_the_school_as_the_directory_does() -> None:
    version = planned(1)
    harness = Harness()
    harness.arrive(replace(version, appointment=replace(version.appointment, place="Zorglokaal, school 123456")))
    named = knowledge(known_directory=directory(school_123456="Atheneum De Wilg"))
    result = prepare(harness.notices[0], harness.meeting, named)
    assert view_of(result).appointment.place == "Zorglokaal, Atheneum De Wilg"
    assert entry_of(result).appointment.place == "Zorglokaal, Atheneum De Wilg"


def test_the_coach_reads_the_first_name() -> None:
    assert [label.name for label in view_of(prepared(Role.YOUTH_COACH, knowledge(), "coach-1")).pupils] == ["Ona"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SCHOOL, Role.OPERATOR])
def test_any_other_participant_reads_no_name_and_waits_for_none(role: Role) -> None:
    view = view_of(prepared(role, knowledge(persons=[]), "coordinator-1"))
    assert view.pupils == ()
    assert view.references == ("SP-2026-000123",)


def test_a_pupil_without_a_first_name_goes_by_register_number() -> None:
    known = knowledge(persons=[replace(pupil(), given_name=None)])
    [label] = view_of(prepared(Role.YOUTH_COACH, known, "coach-1")).pupils
    assert (label.name, label.number) == (None, PUPIL)


def test_an_erased_pupil_is_not_named() -> None:
    known = knowledge(persons=[Person(PERSON, erased=True)], cases={CASE: known_case(pupil=None)})
    assert view_of(prepared(Role.CLB, known)).pupils == ()


def test_nothing_known_and_nothing_kept_leaves_nothing_to_name() -> None:
    known = knowledge(persons=[], cases={CASE: known_case(pupil=None)}, patience=Patience(for_facts_over=True))
    assert view_of(prepared(Role.CLB, known)).pupils == ()


def test_an_invitation_waits_for_contact_case_and_person() -> None:
    assert prepared(Role.CLB, knowledge(), "clb-9") == Waits("contact:clb-9")
    assert prepared(Role.CLB, knowledge(cases={})) == Waits(f"case:{CASE}")
    assert prepared(Role.CLB, knowledge(persons=[])) == Waits(f"person:{PERSON}")


def test_after_a_long_wait_it_goes_with_what_is_known() -> None:
    patience = Patience(for_facts_over=True)
    assert view_of(prepared(Role.CLB, knowledge(cases={}, patience=patience))).references == ()
    [label] = view_of(prepared(Role.CLB, knowledge(persons=[], patience=patience))).pupils
    assert label.number == PUPIL
    unknown = prepared(Role.CLB, knowledge(patience=patience), "clb-9")
    assert unknown == Undeliverable("clb-9", Role.CLB, Reason.UNKNOWN_CONTACT)


def test_nobody_is_invited_to_a_school_year_that_has_ended() -> None:
    assert prepared(Role.CLB, knowledge(today=date(2027, 9, 1))) == Void(Reason.SCHOOL_YEAR_ENDED)


def test_a_move_says_what_it_was_before_and_a_cancellation_what_it_is_no_more() -> None:
    harness = Harness()
    clb = (Participant("clb-1", Role.CLB),)
    harness.arrive(planned(1, participants=clb))
    harness.send_all()
    harness.arrive(planned(2, day=16, participants=clb))
    invitation, moved = harness.notices
    view = view_of(prepare(moved, harness.meeting, knowledge(earlier=(invitation,))))
    assert view.before == planned(1).appointment
    assert view.appointment == planned(2, day=16).appointment
    assert view.link == f"https://flankerend.example/overleg/{MEETING}"
    harness.arrive(planned(3, day=16, participants=()))
    cancelled = harness.notices[-1]
    ready = prepare(cancelled, harness.meeting, knowledge(earlier=(invitation,)))
    view = view_of(ready)
    assert (view.appointment, view.before) == (planned(1).appointment, None)
    assert entry_of(ready).sequence == 2
    assert entry_of(ready).cancelled


def test_who_is_invited_gets_a_link_of_their_own_to_answer_by_and_who_is_no_longer_gets_none() -> None:
    tokens = ReplyTokens("a secret of at least thirty-two bytes", FixedClock(NOW).now)
    known = replace(knowledge(), links=Links("https://flankerend.example", reply_tokens=tokens))
    link = view_of(prepared(Role.CLB, known)).reply
    assert link
    assert tokens.invited_to(link.removeprefix("https://flankerend.example/replies/")) == (MEETING, "clb-1")
    harness = Harness()
    harness.arrive(planned(1, participants=(CLB_ONE,)))
    harness.send_all()
    harness.arrive(planned(2, participants=(CLB_ONE,), state=MeetingState.CANCELLED))
    assert view_of(prepare(harness.notices[1], harness.meeting, known)).reply is None


def test_a_cancellation_of_a_past_meeting_still_goes() -> None:
    harness = Harness()
    clb = (Participant("clb-1", Role.CLB),)
    harness.arrive(planned(1, participants=clb))
    harness.send_all()
    harness.arrive(planned(2, participants=clb, state=MeetingState.CANCELLED))
    known = knowledge(earlier=(harness.notices[0],), today=date(2027, 9, 1))
    assert isinstance(prepare(harness.notices[1], harness.meeting, known), Ready)


def test_a_notice_without_its_fact_waits_for_it() -> None:
    harness = Harness()
    harness.arrive(planned(1))
    assert prepare(harness.notices[0], meeting(), knowledge()) == Waits(f"meeting:{MEETING}")
