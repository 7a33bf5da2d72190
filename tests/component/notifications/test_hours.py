"""A municipality says in which hours mails go that can wait."""

from datetime import date, datetime

import pytest

from notifications.domain.hours import Hours
from notifications.testing.factories import SCHOOL
from shared.contracts.attendance_calendars import CalendarChanged, ClosedHalfDay
from shared.contracts.vocabulary import CalendarSource
from shared.runtime.clock import BRUSSELS

from .conftest import OpenHarness
from .events import case_closed, case_opened, case_reopened, person

EVENING, MORNING = datetime(2026, 10, 12, 20, tzinfo=BRUSSELS), datetime(2026, 10, 13, 9, tzinfo=BRUSSELS)


async def test_what_can_wait_goes_within_the_hours_and_the_rest_at_once(open_harness: OpenHarness) -> None:
    async with open_harness(notice_hours="08:30-16:00") as harness:
        harness.clock.set(EVENING)
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(case_opened())
        await harness.mails(2)
        for event, mails in ((case_closed(), 2), (case_reopened(), 4), (case_closed(), 4)):
            await harness.publish(event)
            await harness.settled()
            await harness.mails(mails)
        closings = [row for row in await harness.notices() if row["template"] == "case-closed"]
        assert [row["status"] for row in closings] == ["cancelled", "cancelled", "queued", "queued"]
        harness.clock.set(MORNING)
        await harness.mails(6)
        await harness.all_in("sent", "cancelled")
        assert [mail["Subject"].rpartition(" ")[2] for mail in harness.mail.taken[4:]] == ["gesloten"] * 2


@pytest.mark.parametrize(
    ("day", "hour", "open_then"),
    [(12, 8, False), (12, 9, True), (12, 16, False), (17, 9, False), (25, 9, False), (26, 9, True)],
)
def test_hours_are_of_school_days_by_the_clock_in_brussels(day: int, hour: int, open_then: bool) -> None:
    assert Hours.parse("08:30-16:00").include(datetime(2026, 10, day, hour, tzinfo=BRUSSELS)) is open_then


def test_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="after"):
        Hours.parse("16:00-08:30")


async def test_hours_are_of_days_on_which_the_receiver_s_school_has_lessons(open_harness: OpenHarness) -> None:
    async with open_harness(notice_hours="08:30-16:00") as harness:
        await harness.publish(closed_on(MORNING.date()))
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(case_opened())
        await harness.mails(2)
        harness.clock.set(MORNING)
        await harness.publish(case_closed())
        await harness.settled()

        async def waits() -> bool:
            return [row["waiting_for"] for row in await harness.notices()][2:] == ["hours:"] * 2

        await harness.until(waits, "both closings wait")
        harness.clock.set(MORNING + harness.a_day)
        await harness.mails(4)


def closed_on(day: date) -> CalendarChanged:
    """The school's calendar with a local free day."""
    closed = ClosedHalfDay(date=day, half_day=None, reason="studiedag")
    return CalendarChanged(
        school=SCHOOL,
        school_year="2026-2027",
        version=1,
        base=CalendarSource.FLANDERS,
        sessions=(),
        closures=(closed,),
        extra=(),
    )
