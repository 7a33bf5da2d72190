"""When silence after an invitation leads to a reminder, and to a deputy."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from consultation.domain.local_time import BRUSSELS
from consultation.domain.reply_rules import ReplyRules
from consultation.domain.wanted import Participant
from consultation.meetings.domain.events import ReplyAwaited
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply, Way
from consultation.meetings.domain.silence import Silence, asked_before
from consultation.testing.factories import MONDAY, NOW, SCHOOL, TUESDAY, a_slot, proposed
from shared.domain.answers import Answer
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role

RULES = ReplyRules(remind_after=3, deputy_after=2)
LATER = NOW + timedelta(days=5)
COUNSELLOR, STAND_IN = (Participant(who, Role.COUNSELLOR, True) for who in ("counsellor-1", "counsellor-2"))
WORKER = Participant("worker-1", Role.CASEWORKER, True)


def brussels(*when: int) -> datetime:
    return datetime(*when, tzinfo=BRUSSELS)


def silence(invited_at: datetime, reminded_at: datetime | None = None, *, starts_at: datetime | None = None) -> Silence:
    return Silence(
        meeting_id=proposed().meeting_id,
        school=SCHOOL,
        starts_at=starts_at or invited_at + timedelta(days=20),
        contact_id="counsellor-1",
        invited_at=invited_at,
        reminded_at=reminded_at,
    )


def invited(*people: Participant) -> Meeting:
    return proposed().schedule(replace(a_slot(), participants=people or (COUNSELLOR, WORKER)), NOW)


@pytest.mark.parametrize(
    ("invited_at", "due_at"),
    [
        (brussels(2026, 11, 13, 10), brussels(2026, 11, 18, 10)),
        (brussels(2026, 11, 14, 10), brussels(2026, 11, 18, 10)),
        (brussels(2026, 10, 29, 15, 30), brussels(2026, 11, 10, 15, 30)),
        (brussels(2026, 10, 22, 9), brussels(2026, 10, 27, 9)),
        (brussels(2027, 6, 29, 9), brussels(2027, 9, 2, 9)),
    ],
    ids=["over-a-weekend", "from-a-saturday", "over-the-autumn-holidays", "over-a-change-of-clocks", "over-the-summer"],
)
def test_the_reminder_is_due_on_the_last_school_day_at_the_hour_of_the_invitation(
    invited_at: datetime, due_at: datetime
) -> None:
    assert silence(invited_at).lasts_until(RULES, flemish_calendar) == due_at
    bound = asked_before(due_at, 3)
    assert bound is not None
    assert invited_at <= bound


def test_a_deputy_is_due_some_school_days_after_the_reminder() -> None:
    reminded = silence(NOW - timedelta(days=30), brussels(2026, 11, 19, 10))
    assert reminded.lasts_until(RULES, flemish_calendar) == brussels(2026, 11, 23, 10)


def test_nobody_is_reminded_of_a_session_that_is_months_away() -> None:
    invited_at, starts_at = brussels(2026, 9, 1, 10), brussels(2027, 1, 21, 9)
    assert silence(invited_at, starts_at=starts_at).lasts_until(RULES, flemish_calendar) == brussels(2026, 12, 24, 9)
    reminded = silence(invited_at, brussels(2027, 1, 4, 10), starts_at=starts_at)
    assert reminded.lasts_until(RULES, flemish_calendar) == brussels(2027, 1, 6, 10)


def test_nothing_is_due_without_an_agreement() -> None:
    assert silence(NOW).lasts_until(ReplyRules(deputy_after=2), flemish_calendar) is None
    assert silence(NOW, LATER).lasts_until(ReplyRules(remind_after=2), flemish_calendar) is None
    assert asked_before(NOW, None) is None


def test_another_time_invites_everybody_anew_and_another_person_only_that_person() -> None:
    meeting = invited()
    assert meeting.invited == {"counsellor-1": NOW, "worker-1": NOW}
    seated = meeting.reschedule(replace(a_slot(), participants=(STAND_IN, WORKER)), LATER)
    assert seated.invited == {"counsellor-2": LATER, "worker-1": NOW}
    moved = meeting.reschedule(replace(a_slot(TUESDAY), participants=(COUNSELLOR, WORKER)), LATER)
    assert moved.invited == {"counsellor-1": LATER, "worker-1": LATER}


def test_who_is_reminded_is_told_as_the_next_version_of_the_meeting() -> None:
    meeting = invited()
    reminded = replace(meeting, events=()).awaiting("counsellor-1", LATER)
    assert reminded.events == (ReplyAwaited(replace(reminded, events=()), "counsellor-1"),)
    assert (reminded.version, reminded.ical_sequence) == (meeting.version + 1, 0)


@pytest.mark.parametrize(
    ("answer", "silent"), [(Answer.ACCEPTED, ()), (Answer.DECLINED, ()), (Answer.TENTATIVE, ("counsellor-1",))]
)
def test_who_is_silent_is_so_until_an_answer_that_counts(answer: Answer, silent: tuple[str, ...]) -> None:
    meeting = invited().without_answer("counsellor-1", LATER)
    reply = Reply(contact_id="counsellor-1", answer=answer, ical_sequence=0, replied_at=LATER, came_by=Way.LINK)
    assert meeting.replied(reply, LATER).silent == silent


def test_who_is_silent_is_so_for_the_time_that_was_asked_about() -> None:
    meeting = invited().without_answer("counsellor-1", LATER)
    other_people = meeting.reschedule(replace(a_slot(), participants=(COUNSELLOR,)), LATER)
    assert other_people.silent == ("counsellor-1",)
    other_time = meeting.reschedule(replace(a_slot(TUESDAY), participants=(COUNSELLOR, WORKER)), LATER)
    assert other_time.silent == ()
    assert a_slot(MONDAY).time == meeting.slot.time
