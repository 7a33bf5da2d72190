"""Marks in the register: which of several holds, what is refused, what waits."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest

from attendance.register.domain.registration import Outcome
from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, MORNING, NOW, PUPIL, enrolment, mark, problematic
from shared.domain.errors import NotFound
from shared.domain.half_days import HalfDay
from shared.messaging.envelope import Envelope
from shared.runtime.clock import BRUSSELS

from .harness import Harness

DAY = FULL_DAYS[0]
LATER = MORNING + timedelta(hours=3)


@pytest.fixture
async def enrolled(harness: Harness) -> Harness:
    await harness.enrol(enrolment())
    return harness


async def test_a_first_mark_is_accepted_and_the_same_again_is_unchanged(enrolled: Harness) -> None:
    first = mark(DAY)
    assert await enrolled.outcomes(first) == ["accepted"]
    assert await enrolled.outcomes(first) == ["unchanged"]
    assert (await enrolled.attendance()).counts[Status.PROBLEMATIC] == 1


async def test_the_newest_recorded_mark_holds_whatever_the_order(enrolled: Harness) -> None:
    old, new = mark(DAY), mark(DAY, status=Status.JUSTIFIED, recorded_at=LATER)
    assert await enrolled.outcomes(new) == ["accepted"]
    assert await enrolled.outcomes(old) == ["superseded"]
    [kept] = (await enrolled.attendance()).half_days
    assert (kept.status, kept.event_id) == (Status.JUSTIFIED, new.event_id)


async def test_an_event_id_of_any_printable_characters_is_kept_as_it_is(enrolled: Harness) -> None:
    ids = ["a,b", 'quoted " and \\', "{braces}", "NULL", " spaces ", "é ü 漢", "'"]
    await enrolled.record(*(mark(day, event_id=id_) for day, id_ in zip(FULL_DAYS, ids, strict=False)))
    assert [kept.event_id for kept in (await enrolled.attendance()).half_days] == ids


async def test_a_newer_unknown_mark_also_wins(enrolled: Harness) -> None:
    await enrolled.record(mark(DAY))
    assert await enrolled.outcomes(mark(DAY, status=Status.UNKNOWN, recorded_at=LATER)) == ["accepted"]
    counts = (await enrolled.attendance()).counts
    assert (counts[Status.UNKNOWN], counts[Status.PROBLEMATIC]) == (1, 0)


async def test_of_two_recorded_at_once_the_greater_event_id_by_code_point_holds(enrolled: Harness) -> None:
    capital, small = mark(DAY, event_id="Z"), mark(DAY, status=Status.PRESENT, event_id="a")
    assert await enrolled.outcomes(small, capital) == ["accepted", "superseded"]
    assert await enrolled.outcomes(capital) == ["superseded"]


@pytest.mark.parametrize("together", [True, False])
async def test_events_of_two_sources_with_one_id_end_the_same_in_every_order(enrolled: Harness, together: bool) -> None:
    for day, statuses in zip(FULL_DAYS, permutations((Status.PROBLEMATIC, Status.LATE, Status.UNKNOWN)), strict=False):
        marks = [mark(day, status=status, event_id="1") for status in statuses]
        for batch in [marks] if together else [[one] for one in marks]:
            await enrolled.record(*batch)
    kept = (await enrolled.attendance()).half_days
    assert [one.status for one in kept] == [Status.UNKNOWN] * 6


async def test_inside_one_list_the_later_mark_holds(enrolled: Harness) -> None:
    one_list = mark(DAY, event_id="list").cause
    marks = [mark(DAY, event_id="list", cause=one_list), mark(DAY, status=Status.LATE, event_id="list", cause=one_list)]
    assert await enrolled.outcomes(*marks) == ["superseded", "accepted"]
    assert await enrolled.outcomes(*marks) == ["superseded", "unchanged"]


async def test_the_same_mark_twice_in_a_batch_is_recorded_once(enrolled: Harness) -> None:
    one = mark(DAY)
    again = one._replace(cause=Envelope(*one.cause))
    assert sorted(await enrolled.outcomes(one, again)) == ["accepted", "unchanged"]


async def test_the_same_status_recorded_later_is_unchanged_but_noted(enrolled: Harness) -> None:
    await enrolled.record(mark(DAY))
    assert await enrolled.outcomes(mark(DAY, recorded_at=LATER)) == ["unchanged"]
    [kept] = (await enrolled.attendance()).half_days
    assert kept.recorded_at == LATER
    assert await enrolled.outcomes(mark(DAY, status=Status.LATE, recorded_at=LATER - timedelta(hours=1))) == [
        "superseded"
    ]


async def test_a_replaced_status_goes_to_the_history_with_both_times(enrolled: Harness) -> None:
    first = mark(DAY)
    await enrolled.record(first)
    enrolled.clock.advance(timedelta(days=1))
    await enrolled.record(mark(DAY, status=Status.JUSTIFIED, recorded_at=LATER))
    [row] = await enrolled.rows("SELECT recorded_at, event_id, known_since, known_until FROM mark_history")
    assert tuple(row) == (MORNING, first.event_id, NOW, NOW + timedelta(days=1))


async def test_first_marks_and_repeated_ones_leave_no_history(enrolled: Harness) -> None:
    await enrolled.record(mark(DAY))
    await enrolled.record(mark(DAY, recorded_at=LATER))
    assert await enrolled.rows("SELECT 1 FROM mark_history") == []


@pytest.mark.parametrize(
    ("day", "half_day"),
    [
        (date(2026, 9, 5), HalfDay.AM),  # Saturday
        (date(2026, 9, 2), HalfDay.PM),  # Wednesday afternoon
        (date(2026, 11, 3), HalfDay.AM),  # autumn holiday
        (date(2026, 11, 11), HalfDay.AM),  # Armistice Day
    ],
)
async def test_a_half_day_outside_the_calendar_is_rejected_and_kept(
    enrolled: Harness, day: date, half_day: HalfDay
) -> None:
    assert await enrolled.record(mark(day, half_day)) == [(Outcome.REJECTED, "outside-calendar")]
    shown = await enrolled.attendance()
    assert shown.half_days == []
    assert [(kept.date, kept.verdict) for kept in shown.rejected] == [(day, "outside-calendar")]


@pytest.mark.parametrize(
    ("day", "recorded_at", "reason"),
    [
        (date(2026, 11, 24), NOW, "date-after-today"),
        (DAY, NOW + timedelta(minutes=5, seconds=1), "recorded-ahead"),
        (date(2021, 3, 1), NOW, "school-year-not-kept"),
    ],
)
async def test_what_can_never_count_is_rejected_for_good(
    enrolled: Harness, day: date, recorded_at: datetime, reason: str
) -> None:
    await enrolled.record(mark(DAY))
    assert await enrolled.record(mark(day, status=Status.PRESENT, recorded_at=recorded_at)) == [("rejected", reason)]
    shown = await enrolled.attendance()
    assert shown.counts[Status.PROBLEMATIC] == 1, "an accepted mark survives a final rejection of its half day"
    enrolled.clock.advance(timedelta(days=30))
    assert (await enrolled.attendance()).counts[Status.PRESENT] == 0


async def test_a_final_rejection_is_shown_with_its_reason(enrolled: Harness) -> None:
    ahead = mark(DAY, recorded_at=NOW + timedelta(hours=1))
    await enrolled.record(ahead)
    await enrolled.record(ahead)
    [rejected] = (await enrolled.attendance()).rejected
    assert (rejected.verdict, rejected.event_id) == ("recorded-ahead", ahead.event_id)


async def test_limits_are_included(enrolled: Harness) -> None:
    assert await enrolled.outcomes(
        mark(date(2026, 11, 23), recorded_at=NOW + timedelta(minutes=5)),
        mark(date(2021, 9, 1), recorded_at=NOW),
    ) == ["accepted", "pending"]


async def test_a_mark_without_enrolment_is_pending_until_there_is_one(harness: Harness) -> None:
    await harness.record(*problematic(5))
    shown = await harness.attendance()
    assert (shown.person_id, shown.person_count, len(shown.pending), shown.half_days) == (None, 0, 5, [])
    await harness.enrol(enrolment())
    shown = await harness.attendance()
    assert (shown.person_count, shown.pending, shown.levels_reached) == (5, [], (5,))


async def test_a_pending_mark_is_pending_again(harness: Harness) -> None:
    one = mark(DAY)
    assert await harness.record(one) == [(Outcome.PENDING, "no-enrolment")]
    assert await harness.outcomes(one) == ["pending"]


async def test_an_unrecognised_code_is_reported(enrolled: Harness) -> None:
    assert await enrolled.record(mark(DAY, status=Status.UNKNOWN)._replace(recognised=False)) == [
        (Outcome.ACCEPTED, "unknown-code")
    ]


async def test_a_mark_without_an_event_gets_an_id_of_its_own_fields(enrolled: Harness) -> None:
    plain = mark(DAY, event_id=None)
    assert await enrolled.outcomes(plain) == ["accepted"]
    assert await enrolled.outcomes(plain) == ["unchanged"]
    [kept] = (await enrolled.attendance()).half_days
    assert kept.event_id == plain.own_id


async def test_nothing_to_record_is_no_work(harness: Harness) -> None:
    assert await harness.record() == []


async def test_a_pupil_nobody_heard_of_is_not_found(harness: Harness) -> None:
    with pytest.raises(NotFound):
        await harness.attendance()


async def test_the_share_of_half_days_attended(enrolled: Harness) -> None:
    await enrolled.record(
        *problematic(2),
        mark(FULL_DAYS[1], status=Status.JUSTIFIED),
        mark(FULL_DAYS[1], HalfDay.PM, status=Status.LATE),
        mark(FULL_DAYS[2], status=Status.UNKNOWN),
    )
    shown = await enrolled.attendance()
    # 1, 2 (Wednesday), 3 and 4 September: FULL_DAYS[2] is Friday the 4th.
    assert shown.planned_half_days == 7
    assert shown.rate == pytest.approx(1 - 3 / 6)


async def test_planned_half_days_are_those_enrolled_up_to_the_schools_newest_mark(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2026, 9, 3)), enrolment(pupil="other"))
    await harness.record(mark(date(2026, 9, 8), pupil="other", status=Status.PRESENT))
    shown = await harness.attendance(pupil=PUPIL)
    # 3, 4, 7 and 8 September.
    assert (shown.planned_half_days, shown.rate) == (8, 1.0)


async def test_nothing_planned_has_no_rate(enrolled: Harness) -> None:
    shown = await enrolled.attendance()
    assert (shown.planned_half_days, shown.rate, shown.provisional) == (0, None, False)


async def test_the_clock_decides_what_today_is(enrolled: Harness) -> None:
    enrolled.clock.set(datetime(2026, 9, 1, 23, 0, tzinfo=BRUSSELS))
    assert await enrolled.outcomes(mark(date(2026, 9, 1)), mark(date(2026, 9, 2))) == ["accepted", "rejected"]


async def test_dates_at_the_ends_of_time_are_rejected_like_others(harness: Harness) -> None:
    assert await harness.record(mark(date.min), mark(date.max)) == [
        (Outcome.REJECTED, "school-year-not-kept"),
        (Outcome.REJECTED, "date-after-today"),
    ]
