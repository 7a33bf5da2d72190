"""What an answer says, and whether it still says something of a meeting."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from consultation.domain.intervals import Interval
from consultation.domain.wanted import Participant
from consultation.meetings.domain.events import ReplyReceived
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply, Way, WhyNot, reason_of
from consultation.meetings.domain.replying import Outcome, outcome_of
from consultation.testing.factories import NOW, TUESDAY, a_slot, at, proposed
from shared.domain.answers import Answer
from shared.domain.errors import InvalidField
from shared.domain.roles import Role

ELSEWHEN = Interval(at(TUESDAY, "10:00"), at(TUESDAY, "10:45"))
WHO = "counsellor"
PEOPLE = (Participant(WHO, Role.COUNSELLOR, True), Participant("clb", Role.CLB, False))


def a_meeting() -> Meeting:
    return proposed().schedule(replace(a_slot(), participants=PEOPLE), NOW)


def a_reply(answer: Answer = Answer.ACCEPTED, **fields: Any) -> Reply:
    reply = {"contact_id": WHO, "ical_sequence": 0, "replied_at": NOW, "came_by": Way.LINK}
    return Reply(answer=answer, **(reply | fields))


def outcome(meeting: Meeting, reply: Reply, before: Reply | None = None, **late: Any) -> Outcome:
    return outcome_of(meeting, reply, before=before, now=NOW + timedelta(**late))


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": Answer.ACCEPTED, "reason": WhyNot.ABSENT},
        {"answer": Answer.DECLINED, "proposed": ELSEWHEN},
        {"answer": Answer.DECLINED, "delegate": "somebody"},
        {"answer": Answer.DELEGATED, "delegate": WHO},
    ],
)
def test_what_does_not_go_with_an_answer_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidField):
        a_reply(**wrong)


def test_a_clb_gives_no_reason() -> None:
    assert reason_of(Role.COUNSELLOR, WhyNot.ABSENT) is WhyNot.ABSENT
    assert reason_of(Role.CLB, None) is None
    with pytest.raises(InvalidField):
        reason_of(Role.CLB, WhyNot.ABSENT)


def test_tentative_counts_as_no_answer() -> None:
    assert not a_reply(Answer.TENTATIVE).counts
    assert all(a_reply(answer).counts for answer in set(Answer) - {Answer.TENTATIVE})


class TestWhetherItSaysSomething:
    """`outcome_of`."""

    def test_a_first_answer_is_taken(self) -> None:
        assert outcome(a_meeting(), a_reply()) is Outcome.TAKEN

    def test_another_answer_is_taken_and_the_same_is_a_repetition(self) -> None:
        before = a_reply()
        later = NOW + timedelta(hours=1)
        assert outcome(a_meeting(), a_reply(Answer.DECLINED, replied_at=later), before) is Outcome.TAKEN
        assert outcome(a_meeting(), a_reply(replied_at=later), before) is Outcome.REPEATED

    def test_an_answer_that_was_made_earlier_comes_too_late(self) -> None:
        before = a_reply(replied_at=NOW)
        assert outcome(a_meeting(), a_reply(Answer.DECLINED, replied_at=NOW - timedelta(minutes=1)), before) is (
            Outcome.REPEATED
        )

    def test_an_answer_to_a_later_invitation_wins_whatever_its_clock_says(self) -> None:
        other_people = replace(a_slot(), participants=PEOPLE[:1])
        meeting = a_meeting().reschedule(other_people, NOW)
        early = a_reply(Answer.DECLINED, ical_sequence=1, replied_at=NOW - timedelta(days=1))
        assert outcome(meeting, early, a_reply()) is Outcome.TAKEN

    def test_an_answer_about_a_time_that_was_is_stale(self) -> None:
        moved = a_meeting().reschedule(replace(a_slot(TUESDAY), participants=PEOPLE), NOW)
        assert outcome(moved, a_reply()) is Outcome.STALE
        assert outcome(moved, a_reply(ical_sequence=1)) is Outcome.TAKEN

    def test_an_answer_of_before_others_were_invited_still_holds(self) -> None:
        other_people = replace(a_slot(), participants=PEOPLE[:1])
        meeting = a_meeting().reschedule(other_people, NOW)
        assert (meeting.ical_sequence, meeting.time_sequence) == (1, 0)
        assert outcome(meeting, a_reply()) is Outcome.TAKEN

    def test_who_is_not_invited_answers_nothing(self) -> None:
        assert outcome(a_meeting(), a_reply(contact_id="somebody")) is Outcome.NOT_INVITED

    def test_what_is_over_or_has_no_time_is_not_answered(self) -> None:
        assert outcome(a_meeting(), a_reply(), days=3) is Outcome.OVER
        assert outcome(a_meeting().cancel(None, NOW), a_reply()) is Outcome.OVER
        assert outcome(proposed(), a_reply()) is Outcome.OVER


class TestWhatTheMeetingKeeps:
    """`Meeting.replied`."""

    def test_it_tells_and_has_the_next_version(self) -> None:
        reply = a_reply()
        meeting = a_meeting().replied(reply, NOW)
        told = meeting.events[-1]
        assert isinstance(told, ReplyReceived)
        assert (told.reply, meeting.version) == (reply, a_meeting().version + 1)
        assert meeting.ical_sequence == 0

    def test_it_knows_who_stays_away_until_they_say_otherwise(self) -> None:
        meeting = a_meeting().replied(a_reply(Answer.DECLINED), NOW)
        assert meeting.declined == (WHO,)
        assert meeting.replied(a_reply(Answer.TENTATIVE), NOW).declined == ()

    def test_another_time_is_not_declined(self) -> None:
        meeting = a_meeting().replied(a_reply(Answer.DECLINED), NOW)
        moved = meeting.reschedule(replace(a_slot(TUESDAY), participants=PEOPLE), NOW)
        assert (moved.declined, moved.time_sequence) == ((), 1)

    def test_who_gets_the_seat_back_still_declines_that_time(self) -> None:
        meeting = a_meeting().replied(a_reply(Answer.DECLINED), NOW)
        replaced = replace(meeting.slot, participants=(replace(PEOPLE[0], contact_id="deputy"),))
        assert meeting.reschedule(replaced, NOW).reschedule(meeting.slot, NOW).declined == (WHO,)
