"""A worker that hands notices over: takes some, offers them outside any transaction, has stored what was said."""

import asyncio
import contextlib
import math
from collections import deque
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from notifications.delivery.application.record_hand_overs import Said
from notifications.delivery.application.story import story_of
from notifications.delivery.application.take_notices import LOOK_AGAIN_SOON
from notifications.delivery.channel import Channel
from notifications.delivery.desk import Desk, Hand
from notifications.delivery.domain.pace import Pace
from notifications.delivery.recorder import Recorder
from notifications.domain.handover import HandOver, NotOffered, Unable
from notifications.domain.message import Message, Section, messages_of

# What is begun by then is over, and stored, before the lease ends.
_IN_HAND_S = 2.0
# So many may be told and not yet stored when a lane goes on.
_MOST_UNSTORED = 100
# A lane that looks by itself within this time need not be helped.
_SOON_S = 0.03


class Lane:
    """Hands messages over one after the other, in a conversation of its own. Several lanes work side by side.

    It calls ``leaves_some`` when it took as many as it can, so that another lane looks whether there are more.
    """

    def __init__(self, channel: Channel, desk: Desk, recorder: Recorder, *, leaves_some: Callable[[], None]) -> None:
        self._channel = channel
        self._desk = desk
        self._recorder = recorder
        self._leaves_some = leaves_some
        self._conversation = channel.conversation()
        self._pace = Pace()
        self._unstored: deque[asyncio.Future[None]] = deque()
        self._ahead: asyncio.Task[Hand] | None = None
        self._stopping = False
        self._over_at = 0.0
        self.is_busy = False

    @property
    def looks_soon(self) -> bool:
        """Whether it is about to look for more by itself; never if it is late."""
        return self.is_busy and 0 <= self._over_at - monotonic() <= _SOON_S

    async def drain(self) -> None:
        """Hand over all that is due. Stops early while the next hop is away: the next run tries again."""
        self.is_busy = True
        try:
            while await self._next_to_its_end():
                pass
        finally:
            self.is_busy = False

    async def end(self) -> None:
        """Leave the conversation, once all that was taken is given back and all that was said is stored."""
        if self._ahead:
            await _ended(self._ahead)
            if not self._ahead.cancelled() and not self._ahead.exception():
                self._give_back(_messages(self._ahead.result()))
        for stored in self._unstored:
            await _ended(stored)
            stored.exception()  # or it is logged that nobody looked
        await self._conversation.end()

    async def _next_to_its_end(self) -> bool:
        """Let what was begun come to its end also when the service stops, and give back the rest."""
        step = asyncio.create_task(self._next())
        try:
            return await asyncio.shield(step)
        except asyncio.CancelledError:
            self._stopping = True
            await _ended(step)
            raise

    async def _next(self) -> bool:
        """Deal with the next notices that are due; whether to go on.

        While they are handed over to a quick server, the next ones are taken. What was said before may still be stored
        meanwhile. Raises the error of what can't be stored.
        """
        ahead, self._ahead = self._ahead, None
        hand = await (ahead or self._take())
        if not hand.taken:
            return False
        if hand.leaves_some:
            self._leaves_some()
            if self._pace.is_quick:
                self._ahead = asyncio.create_task(self._take())
        is_there = await self._hand_over_all(hand)
        if self._ahead and (self._stopping or not is_there):
            ahead, self._ahead = self._ahead, None
            self._give_back(_messages(await ahead))
        if not is_there:
            await self._stored(but=0)
        return is_there

    async def _take(self) -> Hand:
        await self._stored(but=_MOST_UNSTORED)
        hand = await self._desk.take(self._channel.name, self._pace.most)
        if any(entry.ready is None for entry in hand.taken):  # a fact that arrived meanwhile did not find it waiting
            asyncio.get_running_loop().call_later(LOOK_AGAIN_SOON.total_seconds(), self._leaves_some)
        return hand

    async def _hand_over_all(self, hand: Hand) -> bool:
        """Hand over what is ready; whether the next hop is there for more."""
        began, offered, is_there = monotonic(), 0, True
        self._over_at = began + len(hand.taken) * (self._pace.each_s or math.inf)
        waiting = deque(_messages(hand))
        while waiting:
            message = waiting.popleft()
            since = monotonic()
            outcome: HandOver | NotOffered = NotOffered()
            if is_there and not self._stopping and since - hand.since < _IN_HAND_S:
                try:
                    outcome = await self._hand_over(message)
                except BaseException:
                    self._give_back(waiting)
                    raise
                offered += 1
                is_there = not (isinstance(outcome, Unable) and outcome.server_away)
            self._note(message, outcome, seconds=monotonic() - since)
        self._recorder.hurry()
        if not is_there:
            self._pace.begin_again()
        elif offered:
            self._pace.note(offered, monotonic() - began)
        return is_there

    def _give_back(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._note(message, NotOffered(), seconds=0.0)
        self._recorder.hurry()

    def _note(self, message: Message, outcome: HandOver | NotOffered, *, seconds: float) -> None:
        now = self._desk.clocks.clock.now()
        for section in message.sections:
            self._unstored.append(self._recorder.note(Said(section.notice, outcome, now, seconds)))

    async def _stored(self, *, but: int) -> None:
        """Wait until no more than so many are still to be stored. Raises, once for all, the error if some can't be."""
        while self._unstored and (len(self._unstored) > but or self._unstored[0].done()):
            stored = self._unstored.popleft()
            if not stored.done():
                await asyncio.wait([stored])
            if failed := stored.exception():
                await self._gone_through()
                raise failed

    async def _gone_through(self) -> None:
        """Wait until all is stored or can't be: what failed with others is told of once."""
        while self._unstored:
            stored = self._unstored.popleft()
            await asyncio.wait([stored])
            stored.exception()

    async def _hand_over(self, message: Message) -> HandOver:
        with story_of(message.first.notice):
            return await self._conversation.hand_over(message, self._desk.clocks.clock.now())


def _messages(hand: Hand) -> list[Message]:
    """What is ready to be handed over."""
    return messages_of(Section(entry.notice, entry.ready) for entry in hand.taken if entry.ready is not None)


async def _ended(what: asyncio.Future[Any]) -> None:
    """Wait for its end, whoever cancels meanwhile."""
    while not what.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait({what})
