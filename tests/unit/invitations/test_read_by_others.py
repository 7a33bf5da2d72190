"""What we write is seen alike by a library that shares nothing with ours, and its answers are understood."""

from datetime import UTC, datetime, timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.types import CalAddress
from tests.calendars import seen_by_ical, seen_by_icalendar
from tests.interop.calendars import COUNSELLOR, samples

from shared.domain.answers import Answer
from shared.invitations.replies import replies_in

SAMPLES = samples()
ASKED = [name for name in SAMPLES if name.endswith("REQUEST")]
A_DAY = timedelta(days=1)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_seen_alike(name: str) -> None:
    text, expected = SAMPLES[name]
    assert seen_by_ical(text) == expected
    assert seen_by_icalendar(text) == expected


def test_nine_o_clock_is_another_moment_on_the_other_side_of_a_clock_change() -> None:
    moments = {name.split()[1]: f"{seen[0].starts_at:%H:%M}" for name, (_, seen) in SAMPLES.items() if name in ASKED}
    assert moments == {"2026-10-24": "07:00", "2026-10-26": "08:00", "2027-03-27": "08:00", "2027-03-29": "07:00"}


def answered(name: str, status: str, *, method: str = "REPLY", later: timedelta | None = None) -> str:
    """The answer of the counsellor as `ical` writes it."""
    calendar = IcsCalendarStream.calendar_from_ics(SAMPLES[name][0])
    calendar.method = method
    [event] = calendar.events
    event.attendees = [CalAddress(uri=f"mailto:{COUNSELLOR.address}", status=status)]
    if later:
        event.dtstart, event.dtend = (moment.astimezone(UTC) + later for moment in (event.dtstart, event.end))
    return IcsCalendarStream.calendar_to_ics(calendar)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("status", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_its_reply_is_understood(name: str, status: str) -> None:
    [reply] = replies_in(answered(name, status))
    assert (reply.answer, reply.address) == (Answer(status.lower()), COUNSELLOR.address)
    assert about(reply.uid, reply.sequence, reply.recurrence_id) == invited(name)


@pytest.mark.parametrize("name", ASKED)
def test_its_counter_is_understood(name: str) -> None:
    [reply] = replies_in(answered(name, "TENTATIVE", method="COUNTER", later=A_DAY))
    [seen] = SAMPLES[name][1]
    assert (reply.answer, reply.proposed) == (Answer.COUNTERED, (seen.starts_at + A_DAY, seen.ends_at + A_DAY))
    assert about(reply.uid, reply.sequence, reply.recurrence_id) == invited(name)


def invited(name: str) -> tuple[object, ...]:
    [seen] = SAMPLES[name][1]
    return about(seen.uid, seen.sequence, seen.recurrence_id)


def about(uid: str, sequence: int | None, recurrence_id: datetime | None) -> tuple[object, ...]:
    return uid, sequence, recurrence_id
