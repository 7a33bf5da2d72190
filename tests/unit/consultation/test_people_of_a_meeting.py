"""Who takes part in a meeting, what they answer, and which cases leave it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from consultation.domain.audience import EVERYTHING, Audience
from consultation.domain.wanted import BookedRoom, NoSlot
from consultation.meetings.domain import events
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply, Way
from consultation.meetings.domain.states import Status
from consultation.testing.factories import (
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    TUESDAY,
    a_session,
    a_slot,
    agenda_item,
    at,
    case_id,
    proposed,
    wanted,
)
from shared.domain.answers import Answer
from shared.domain.errors import IllegalTransition

LATER = NOW + timedelta(hours=1)
END = at(MONDAY, "09:15")
ROOM = BookedRoom("small", "Stadhuis, Lokaal 1")


def planned(**fields: object) -> Meeting:
    slot = a_slot(MONDAY, "08:30", "counsellor-1", "clb-1")
    return replace(proposed(**fields).schedule(slot, NOW), events=())


def answered(meeting: Meeting, answer: Answer, contact_id: str = "clb-1") -> Meeting:
    reply = Reply(contact_id=contact_id, answer=answer, ical_sequence=0, replied_at=LATER, came_by=Way.PAGE)
    return meeting.replied(reply, LATER)


class TestAnswers:
    @pytest.mark.parametrize("answer", [Answer.DECLINED, Answer.DELEGATED, Answer.COUNTERED])
    def test_who_cannot_come_then_is_noted_until_another_answer(self, answer: Answer):
        meeting = answered(answered(planned(), Answer.DECLINED, "counsellor-1"), answer)
        assert meeting.declined == ("clb-1", "counsellor-1")
        assert answered(meeting, Answer.ACCEPTED).declined == ("counsellor-1",)

    def test_an_answer_is_told_and_ends_the_silence_of_who_gave_it(self):
        silent = planned().without_answer("counsellor-1", NOW).without_answer("clb-1", NOW)
        assert (silent.silent, silent.events) == (("clb-1", "counsellor-1"), ())
        accepted = answered(silent, Answer.ACCEPTED)
        assert (accepted.silent, accepted.declined) == (("counsellor-1",), ())
        assert [(type(event), event.reply.contact_id) for event in accepted.events] == [(events.ReplyReceived, "clb-1")]

    def test_perhaps_is_no_answer_yet(self):
        silent = planned().without_answer("clb-1", NOW)
        assert answered(silent, Answer.TENTATIVE).silent == ("clb-1",)

    def test_a_reminder_is_told_and_changes_nobody(self):
        meeting = planned()
        reminded = meeting.awaiting("clb-1", LATER)
        assert reminded.events == (events.ReplyAwaited(replace(reminded, events=()), "clb-1"),)
        assert (reminded.silent, reminded.slot, reminded.version) == ((), meeting.slot, meeting.version + 1)


class TestWhoHasTheCase:
    def test_comes_before_others_from_now_on_and_no_longer_is_left_out(self):
        before = planned().leaving_out("worker-2", NOW)
        meeting = before.preferring("worker-2", LATER)
        assert (meeting.wanted.preferred, meeting.left_out, meeting.slot) == ("worker-2", (), before.slot)
        assert meeting.preferring("worker-2", LATER) is meeting

    def test_is_left_out_once(self):
        meeting = planned().leaving_out("worker-2", NOW)
        assert meeting.left_out == ("worker-2",)
        assert meeting.leaving_out("worker-2", LATER) is meeting
        assert meeting.leaving_out("worker-3", LATER).left_out == ("worker-3",)


class TestCases:
    def test_a_meeting_goes_on_for_its_other_cases_and_is_called_off_with_the_last(self):
        both = planned(case_ids=(case_id(1), case_id(2)))
        one_left = both.without_case(case_id(1), LATER)
        assert (one_left.case_ids, one_left.status, one_left.events) == ((case_id(2),), Status.SCHEDULED, ())
        none_left = one_left.without_case(case_id(2), LATER)
        assert (none_left.status, none_left.cancel_reason) == (Status.CANCELLED, "case-transferred")
        assert [type(event) for event in none_left.events] == [events.MeetingCancelled]

    @pytest.mark.parametrize("now", [END, END + timedelta(days=1)])
    def test_a_meeting_that_is_past_held_or_called_off_keeps_its_cases(self, now: datetime):
        meeting = planned()
        (own,) = meeting.case_ids
        for kept in (meeting, meeting.complete(END), meeting.cancel(None, NOW)):
            assert kept.without_case(own, now) is kept

    def test_a_merger_of_other_cases_changes_nothing(self):
        meeting = planned(case_ids=(case_id(1),))
        assert meeting.moved_along(case_id(2), case_id(3), LATER) is meeting

    def test_everybody_sees_the_cases_of_a_meeting_and_of_a_session_those_of_the_own_schools(self):
        here, there = Audience(frozenset({SCHOOL})), Audience(frozenset({OTHER_SCHOOL}))
        cases = (case_id(1), case_id(2))
        session = a_session(agenda_item(1), agenda_item(2, wanted=wanted(school=OTHER_SCHOOL)))
        assert planned(case_ids=cases).case_ids_for(there) == cases
        assert [session.case_ids_for(audience) for audience in (here, there, EVERYTHING)] == [
            cases[:1],
            cases[1:],
            cases,
        ]

    def test_what_is_of_a_session_alone_changes_no_meeting_that_stands_alone(self):
        meeting = planned()
        assert meeting.with_agenda([agenda_item(1)], LATER) is meeting
        assert meeting.with_agenda_told(LATER) is meeting
        assert meeting.with_cases_seen_to(LATER) is meeting


class TestTimeAndPlace:
    def test_a_session_takes_as_long_as_its_slot_and_other_meetings_as_their_kind_says(self):
        assert (a_session(minutes=90).length, planned().length) == (timedelta(minutes=90), None)

    def test_it_is_in_its_room_and_holds_its_place_only_without_one(self):
        in_room = proposed().schedule(replace(a_slot(), room=ROOM), NOW)
        assert [(m.location, m.holds_place, m.holds_room) for m in (in_room, planned(), proposed())] == [
            (ROOM.place, False, True),
            ("Zorglokaal", True, False),
            ("Zorglokaal", False, False),
        ]
        off = in_room.cancel(None, LATER)
        assert (off.keeps_its_slot, off.holds_room) == (False, False)
        assert (in_room.keeps_its_slot, proposed().keeps_its_slot) == (True, False)

    def test_a_meeting_without_a_place_holds_none_and_a_place_can_be_given_back(self):
        elsewhere = planned(place=None)
        assert (elsewhere.holds_place, elsewhere.location) == (False, None)
        assert elsewhere.regained_place().holds_place

    @pytest.mark.parametrize(
        ("meeting", "now", "to_come"),
        [
            (proposed(), END, True),
            (planned(), at(MONDAY, "08:29"), True),
            (planned(), at(MONDAY, "08:30"), False),
            (planned().cancel(None, NOW), NOW, False),
        ],
    )
    def test_it_is_to_come_until_it_begins(self, meeting: Meeting, now: datetime, to_come: bool):
        assert meeting.is_to_come(now) is to_come

    def test_giving_up_a_requirement_gives_the_first_slot_at_the_place_that_is_left(self):
        waiting = proposed().without_slot(NoSlot(("place-taken",), ("place",)), NOW)
        meeting = waiting.relaxed(a_slot(TUESDAY), LATER, wanted=wanted(hold_by=TUESDAY), place=None)
        assert (meeting.status, meeting.place, meeting.holds_place) == (Status.SCHEDULED, None, False)
        assert (meeting.wanted.hold_by, meeting.no_slot) == (TUESDAY, None)
        assert type(meeting.events[-1]) is events.MeetingScheduled
        with pytest.raises(IllegalTransition):
            meeting.relaxed(a_slot(), LATER, wanted=wanted(), place=None)

    def test_who_takes_part_is_known_once_it_has_a_time(self):
        assert (planned().contact_ids, proposed().contact_ids) == (("counsellor-1", "clb-1"), ())
        assert [planned().has_participant(who) for who in ("clb-1", "clb-2", None)] == [True, False, False]
