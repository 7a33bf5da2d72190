"""A lane takes the next notices while a quick server gets these, and gives back what it does not come to."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

import pytest

from notifications.delivery.application.record_hand_overs import Said
from notifications.delivery.application.take_notices import Taken
from notifications.delivery.channel import Channel
from notifications.delivery.desk import Desk, Hand
from notifications.delivery.domain.pace import Pace
from notifications.delivery.lane import Lane
from notifications.delivery.lanes import Lanes
from notifications.delivery.recorder import Recorder
from notifications.domain.handover import Accepted, HandOver, NotOffered, Unable
from notifications.domain.preparation import Ready
from notifications.domain.vocabulary import Reason
from notifications.testing.cases import opening
from notifications.testing.harness import Harness
from shared.runtime.ids import new_id
from shared.runtime.ticker import end

AWAY = Unable(Reason.NO_ANSWER, server_away=True)


class Post:
    """A queue with so many notices, and a server that answers from ``answers``, else takes the notice.

    Before the notice of number ``stops_at`` it waits for ``goes_on``.
    """

    def __init__(self, count: int, *, ready: bool = True) -> None:
        harness = Harness()
        harness.arrive(opening(1))
        content = cast("Ready", object()) if ready else None
        self._queue = [Taken(replace(harness.notices[0], id=new_id()), content) for _ in range(count)]
        self.answers: dict[int, HandOver | Exception] = {}
        self.stops_at = -1
        self.waits, self.goes_on = asyncio.Event(), asyncio.Event()
        self.taken: list[int] = []
        self.outcomes: list[HandOver | NotOffered] = []
        self.offered = 0
        self.looks_again = asyncio.Event()
        self.takes_that_fail: set[int] = set()
        self.stores_fail = False
        self.name = "post"
        self.lanes = 2
        self.clocks = SimpleNamespace(clock=SimpleNamespace(now=lambda: self.offered))
        self.ended_at: list[object] = []
        self.took_s: list[float] = []

    def conversation(self) -> "Post":
        return self

    async def take(self, _channel: str, most: int) -> Hand:
        if len(self.taken) in self.takes_that_fail:
            self.takes_that_fail.clear()
            raise ConnectionError
        taken, self._queue = self._queue[:most], self._queue[most:]
        self.taken.append(len(taken))
        return Hand(taken, monotonic(), leaves_some=len(taken) == most)

    async def hand_over(self, *_: object) -> HandOver:
        self.offered += 1
        await asyncio.sleep(0)
        if self.offered == self.stops_at:
            self.waits.set()
            await self.goes_on.wait()
        answer = self.answers.get(self.offered, Accepted())
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def store(self, all_said: Sequence[Said]) -> None:
        if self.stores_fail:
            raise ConnectionError
        self.outcomes += [said.outcome for said in all_said]
        self.ended_at += [said.at for said in all_said]
        self.took_s += [said.seconds for said in all_said]

    async def end(self) -> None:
        pass


def lane_of(post: Post, each_s: float = 0.001) -> Lane:
    lane = Lane(cast("Channel", post), cast("Desk", post), Recorder(post.store), leaves_some=post.looks_again.set)
    cast("Any", lane)._pace = Pace(each_s)
    return lane


@asynccontextmanager
async def draining(post: Post, each_s: float = 0.001) -> AsyncIterator[asyncio.Task[None]]:
    lane = lane_of(post, each_s)
    task = asyncio.create_task(lane.drain())
    yield task
    with suppress(asyncio.CancelledError):
        await task
    await lane.end()


async def test_the_next_notices_are_taken_while_a_quick_server_gets_these() -> None:
    post = Post(120)
    post.stops_at = 1
    async with draining(post):
        await post.waits.wait()
        await asyncio.sleep(0)
        assert post.taken == [50, 50]
        post.goes_on.set()
    assert post.outcomes == [Accepted()] * 120


async def test_a_mail_is_sent_when_the_server_took_it_and_takes_as_long_as_the_server() -> None:
    post = Post(60)
    post.stops_at = 60
    async with draining(post):
        await post.waits.wait()
        await asyncio.sleep(0.2)
        post.goes_on.set()
    assert post.ended_at == list(range(1, 61))
    assert post.took_s[-1] >= 0.2 > post.took_s[0]


async def test_a_slow_server_does_not_keep_notices_from_other_lanes() -> None:
    post = Post(3)
    post.stops_at = 1
    async with draining(post, each_s=0.5):
        await post.waits.wait()
        await asyncio.sleep(0)
        assert post.taken == [1]
        post.goes_on.set()
    assert post.outcomes == [Accepted()] * 3


async def test_a_stop_gives_back_what_was_taken_ahead() -> None:
    post = Post(120)
    post.stops_at = 10
    async with draining(post) as task:
        await post.waits.wait()
        task.cancel()
        await asyncio.sleep(0)
        post.goes_on.set()
    assert post.outcomes == [Accepted()] * 10 + [NotOffered()] * 90


@pytest.mark.parametrize("turns", range(8))
async def test_a_stop_between_two_hands_gives_back_what_was_taken_ahead(turns: int) -> None:
    post = Post(120)
    post.stops_at = 50
    async with draining(post) as task:
        await post.waits.wait()
        post.goes_on.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
    assert len(post.outcomes) == sum(post.taken)


async def test_a_server_that_goes_away_gives_back_what_was_taken_ahead() -> None:
    post = Post(120)
    post.answers[10] = AWAY
    async with draining(post):
        pass
    assert post.outcomes == [Accepted()] * 9 + [AWAY] + [NotOffered()] * 90


async def test_what_waited_behind_a_slow_mail_is_given_back_before_its_lease_ends(monkeypatch: Any) -> None:
    monkeypatch.setattr("notifications.delivery.lane._IN_HAND_S", 0.05)
    post = Post(100)
    post.stops_at = 50
    async with draining(post):
        await post.waits.wait()
        await asyncio.sleep(0.1)
        post.goes_on.set()
    assert post.outcomes == [Accepted()] * 50 + [NotOffered()] * 50


@pytest.mark.parametrize("answers", [{}, {10: AWAY}])
async def test_a_database_that_is_away_while_a_lane_takes_ahead_stops_it_once(answers: dict[int, HandOver]) -> None:
    post = Post(120)
    post.answers |= answers
    post.takes_that_fail = {1}
    lane = lane_of(post)
    with pytest.raises(ConnectionError):
        await lane.drain()
    await lane.drain()
    await lane.end()
    assert len(post.outcomes) == sum(post.taken) == 120


async def test_a_database_that_was_away_for_too_long_stops_a_lane_once_and_not_for_each_mail() -> None:
    post = Post(120)
    post.stores_fail = True
    lane = lane_of(post)
    with pytest.raises(ConnectionError):
        await lane.drain()
    post.stores_fail = False
    await lane.drain()
    await lane.end()
    assert sum(post.taken) == 120


async def test_a_fault_of_ours_with_one_mail_gives_back_the_mails_behind_it() -> None:
    post = Post(20)
    post.answers[3] = RuntimeError()
    lane = lane_of(post)
    with pytest.raises(RuntimeError):
        await lane.drain()
    await lane.end()
    in_doubt = 1
    assert post.outcomes == [Accepted()] * 2 + [NotOffered()] * (20 - 2 - in_doubt)


async def test_a_notice_that_waits_for_a_fact_is_looked_at_again_in_a_moment() -> None:
    post = Post(3, ready=False)
    async with draining(post):
        pass
    assert not post.looks_again.is_set()
    await asyncio.wait_for(post.looks_again.wait(), 1)


async def test_a_lane_looks_soon_while_it_is_about_to_be_done_and_not_late(monkeypatch: Any) -> None:
    moment = 100.0
    monkeypatch.setattr("notifications.delivery.lane.monotonic", lambda: moment)
    post = Post(10)
    post.stops_at = 1
    lane = lane_of(post, each_s=0.05)
    looked = {}
    task = asyncio.create_task(lane.drain())
    await post.waits.wait()
    for moment in (100.0, 100.48, 100.52):
        looked[moment] = lane.looks_soon
    post.goes_on.set()
    await task
    await lane.end()
    assert looked == {100.0: False, 100.48: True, 100.52: False}
    moment = 100.48
    assert not lane.looks_soon


async def test_a_lane_that_does_not_know_how_long_notices_take_is_not_said_to_look_soon() -> None:
    post = Post(1)
    post.stops_at = 1
    lane = Lane(cast("Channel", post), cast("Desk", post), Recorder(post.store), leaves_some=lambda: None)
    task = asyncio.create_task(lane.drain())
    await post.waits.wait()
    assert lane.is_busy
    assert not lane.looks_soon
    post.goes_on.set()
    await task
    await lane.end()


@pytest.mark.parametrize(("moment", "takes_of_another"), [(100.38, 0), (100.42, 1)])
async def test_what_may_go_is_left_to_a_lane_that_looks_soon_and_not_to_a_late_lane(
    monkeypatch: Any, moment: float, takes_of_another: int
) -> None:
    now = 100.0
    monkeypatch.setattr("notifications.delivery.lane.monotonic", lambda: now)
    monkeypatch.setattr("notifications.delivery.lane.Pace", lambda: Pace(0.05))
    post = Post(8)
    post.stops_at = 1
    lanes = Lanes(cast("Channel", post), cast("Desk", post))
    running = [asyncio.create_task(ticker.run()) for ticker in lanes.tickers]
    await post.waits.wait()
    while len(post.taken) < 2:
        await asyncio.sleep(0)
    assert post.taken == [8, 0]

    now = moment
    await asyncio.sleep(0)
    lanes.wake()
    for _ in range(20):
        await asyncio.sleep(0)
    assert len(post.taken) == 2 + takes_of_another
    post.goes_on.set()
    await end(running)
