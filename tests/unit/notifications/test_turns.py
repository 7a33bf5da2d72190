"""What a notice waits for: the hours that were agreed or that its receiver prefers, or the digest of a day."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from notifications.bundling.domain.turns import NO_TIMING, Timing, turn_of
from notifications.domain.directory import Contact
from notifications.domain.hours import Hours
from notifications.domain.notice import Notice
from notifications.domain.open_days import ClosedDays
from notifications.domain.preferences import Preferences
from notifications.domain.preparation import Ready, Receiver, Waits
from notifications.domain.telling import Basis, Urgency
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.subjects.case.subject import CASE
from notifications.testing.cases import opening
from notifications.testing.factories import contact
from notifications.testing.harness import Harness
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

EVENING = datetime(2026, 10, 12, 20, tzinfo=BRUSSELS)
TUESDAY = EVENING.date() + timedelta(days=1)
COACH = contact("coach-1", Role.YOUTH_COACH)
OFFICE, LATE = Hours.parse("08:30-16:00"), Hours.parse("18:00-21:00")
CLOSED = SchoolCalendar("123456", SchoolYear(2026), closures=(Closure(TUESDAY, None, "studiedag"),))
BY_HOURS, DAILY = Timing(OFFICE), Timing(OFFICE, digest=True)


def a_notice(**changes: Any) -> Notice:
    harness = Harness()
    harness.arrive(opening(1))
    return replace(harness.notices[0], **changes)


def ready(urgency: Urgency = Urgency.CAN_WAIT, role: Role = Role.YOUTH_COACH, basis: Basis | None = None) -> Ready:
    telling = CASE.tellings.to(CaseTemplate.OPENED, role)
    telling = replace(telling, urgency=urgency, basis=basis or Basis.LOCAL_AGREEMENT)
    return Ready(Receiver("coach-1", role, "coach-1@mail.example"), telling, view=None)


def turn(
    timing: Timing = BY_HOURS,
    *,
    of: Ready | None = None,
    notice: Notice | None = None,
    to: Contact | None = COACH,
    now: datetime = EVENING,
) -> Waits | None:
    calendars = {"123456": lambda year: CLOSED if year == CLOSED.school_year else flemish_calendar(year)}
    return turn_of(notice or a_notice(), of or ready(), to, calendars=calendars, timing=timing, now=now)


def on(day: int, hour: int = 8, minute: int = 30) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=BRUSSELS)


@pytest.mark.parametrize("timing", [NO_TIMING, BY_HOURS, DAILY])
def test_what_is_urgent_goes_at_once(timing: Timing) -> None:
    assert turn(timing, of=ready(Urgency.AT_ONCE)) is None


def test_out_of_the_box_what_can_wait_goes_at_once_too() -> None:
    assert turn(NO_TIMING) is None
    assert turn(NO_TIMING, to=None) is None


def test_it_waits_for_the_hours_of_a_day_on_which_a_school_of_the_receiver_has_lessons() -> None:
    assert turn() == Waits("hours:", until=on(14))
    assert turn(to=replace(COACH, schools=frozenset({"123456", "654321"}))) == Waits("hours:", until=on(13))
    assert turn(to=None) == Waits("hours:", until=on(13))
    assert turn(now=on(12, 9)) is None


def test_the_closing_days_of_a_clb_are_of_a_clb_alone() -> None:
    timing = Timing(OFFICE, clb_closed=ClosedDays.parse("2026-10-14"))
    assert turn(timing) == Waits("hours:", until=on(14))
    assert turn(timing, to=replace(COACH, role=Role.CLB)) == Waits("hours:", until=on(15))


def test_a_contact_s_own_hours_come_before_those_of_the_municipality() -> None:
    late = replace(COACH, preferences=Preferences(window=LATE))
    for timing in (BY_HOURS, NO_TIMING):
        assert turn(timing, to=late) is None
        assert turn(timing, to=late, now=on(12, 9)) == Waits("hours:", until=on(12, 18, 0))


def test_what_can_wait_goes_with_the_digest_of_the_day_where_that_was_agreed() -> None:
    assert turn(DAILY, now=on(12, 7)) == Waits("digest:coach-1", until=on(12, 8, 0))
    assert turn(DAILY) == Waits("digest:coach-1", until=on(14, 8, 0))


def test_a_contact_prefers_a_digest_or_none_and_its_hour() -> None:
    never, at_four = Preferences(digest=False), Preferences(digest=True, digest_at=time(16))
    assert turn(DAILY, to=replace(COACH, preferences=never), now=on(12, 9)) is None
    assert turn(NO_TIMING, to=replace(COACH, preferences=at_four)) == Waits("digest:coach-1", until=on(14, 16, 0))


def test_what_is_made_for_a_digest_goes_with_it_even_if_the_contact_prefers_none() -> None:
    for_a_digest = ready(Urgency.IN_DIGEST)
    assert turn(NO_TIMING, of=for_a_digest) == Waits("digest:coach-1", until=on(14, 8, 0))
    preferred = replace(COACH, preferences=Preferences(digest=False))
    assert turn(NO_TIMING, of=for_a_digest, to=preferred) == Waits("digest:coach-1", until=on(14, 8, 0))


def test_what_must_be_told_waits_for_the_agreed_hours_and_for_no_preference() -> None:
    late = replace(COACH, preferences=Preferences(window=LATE, digest=True))
    by_law, correction = ready(basis=Basis.LAW), a_notice(corrects=(uuid4(),))
    for of, notice in ((by_law, a_notice()), (ready(), correction)):
        assert turn(of=of, notice=notice, to=late) == Waits("hours:", until=on(14))
        assert turn(NO_TIMING, of=of, notice=notice, to=late) is None


def test_what_waited_for_its_digest_waits_for_no_other() -> None:
    assert turn(DAILY, notice=a_notice(digest_at=EVENING)) is None
    assert turn(DAILY, notice=a_notice(bundle_id=uuid4())) is None
    assert turn(DAILY, notice=a_notice(digest_at=EVENING + timedelta(seconds=1))) is not None
