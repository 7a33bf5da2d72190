"""How many notices a lane takes at once, what it gives back, and how what was said is stored together."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from notifications.delivery.application.record_hand_overs import Said, lets_others_go
from notifications.delivery.application.take_notices import pause_before_looking_again
from notifications.delivery.domain.pace import Pace
from notifications.delivery.recorder import Recorder
from notifications.domain.handover import Accepted
from notifications.domain.vocabulary import Status
from notifications.testing.cases import opening
from notifications.testing.harness import Harness

NOW = datetime(2026, 10, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "seconds", "most"), [(1, 0.0, 50), (1, 0.01, 50), (5, 0.5, 5), (1, 0.1, 5), (1, 0.3, 1), (1, 9.0, 1)]
)
def test_a_lane_takes_what_goes_in_half_a_second(count: int, seconds: float, most: int) -> None:
    pace = Pace()
    assert pace.most == 1
    pace.note(count, seconds)
    assert pace.most == most
    pace.begin_again()
    assert pace.most == 1


def test_a_notice_that_begins_to_wait_is_looked_at_again_in_a_moment() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    now = notice.queued_at

    def pause(fact: str, seconds: float) -> float:
        return pause_before_looking_again(notice, fact, now + timedelta(seconds=seconds)).total_seconds()

    assert pause("person:1", 0.02) == 0.1
    notice.wait("person:1", now, look_again_at=now)
    assert [pause("person:1", seconds) for seconds in (0.12, 40.0, 4000.0)] == [1.0, 10.0, 60.0]
    assert pause("contact:clb-1", 40.0) == 0.1


def test_a_notice_that_was_put_back_is_as_if_it_had_not_been_taken() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    harness.start(notice)
    notice.put_back()
    assert (notice.status, notice.attempt, notice.lease_until) == (Status.QUEUED, 0, None)
    assert not notice.told


def test_a_notice_that_was_put_back_keeps_its_earlier_attempts() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    harness.start(notice)
    harness.finish(notice, result="taken-without-answer")
    harness.start(notice)
    notice.put_back()
    assert (notice.status, notice.attempt, notice.told) == (Status.QUEUED, 1, True)


def test_only_a_notice_that_is_over_lets_the_next_to_the_same_receiver_go() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    first, to_another = harness.notices
    waits_behind = replace(first, key=replace(first.key, template="case-withdrawn"))
    harness.start(first)
    harness.finish(first, result="not-taken-without-answer")
    assert not lets_others_go([first], [first, to_another, waits_behind])

    harness.start(first)
    harness.finish(first, result="accepted")
    assert lets_others_go([first], [first, to_another, waits_behind])
    assert not lets_others_go([first], [first, to_another])


class Stored:
    """Keeps what was stored together; ``wrong`` can't be stored."""

    def __init__(self, wrong: Said | None = None) -> None:
        self.together: list[int] = []
        self._wrong = wrong

    async def __call__(self, all_said: Sequence[Said]) -> None:
        if self._wrong in all_said:
            raise LookupError
        self.together.append(len(all_said))


def said(count: int) -> list[Said]:
    harness = Harness()
    harness.arrive(opening(1))
    return [Said(harness.notices[0], Accepted(), NOW, float(number)) for number in range(count)]


async def test_what_is_said_within_a_moment_is_stored_together() -> None:
    stored = Stored()
    recorder = Recorder(stored)
    await asyncio.gather(*[recorder.note(one_said) for one_said in said(5)])
    assert stored.together == [5]


async def test_who_is_in_a_hurry_waits_for_no_more() -> None:
    stored = Stored()
    recorder = Recorder(stored)
    for one_said in said(2):
        noted = recorder.note(one_said)
        recorder.hurry()
        await noted
    assert stored.together == [1, 1]


async def stored_one_by_one(recorder: Recorder, count: int) -> None:
    for one_said in said(count):
        noted = recorder.note(one_said)
        recorder.hurry()
        await noted


async def test_what_is_said_after_some_stores_at_once_waits_for_more() -> None:
    stored = Stored()
    recorder = Recorder(stored)
    async with asyncio.timeout(0.05):
        await stored_one_by_one(recorder, 4)
    soon = []
    for one_said in said(3):
        soon.append(recorder.note(one_said))
        recorder.hurry()
        await asyncio.sleep(0.005)
    await asyncio.gather(*soon)
    assert stored.together == [1, 1, 1, 1, 3]


async def test_enough_for_a_store_waits_no_longer() -> None:
    stored = Stored()
    recorder = Recorder(stored)
    await stored_one_by_one(recorder, 4)
    async with asyncio.timeout(0.05):
        soon = [recorder.note(one_said) for one_said in said(150)]
        recorder.hurry()
        await asyncio.gather(*soon)
    assert stored.together == [1, 1, 1, 1, 150]


async def test_what_cannot_be_stored_fails_alone() -> None:
    all_said = said(3)
    stored = Stored(wrong=all_said[1])
    recorder = Recorder(stored)
    errors = await asyncio.gather(*[recorder.note(one_said) for one_said in all_said], return_exceptions=True)
    assert [type(error) for error in errors] == [type(None), LookupError, type(None)]
    assert stored.together == [1, 1]
