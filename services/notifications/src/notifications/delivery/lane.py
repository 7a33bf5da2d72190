"""A worker that hands notices over: takes some, offers them outside any transaction, has stored what was said."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from time import monotonic

from notifications.delivery.application.record_hand_overs import Said
from notifications.delivery.application.story import story_of
from notifications.delivery.application.take_notices import Taken
from notifications.delivery.channel import Channel
from notifications.delivery.desk import Desk
from notifications.delivery.domain.pace import Pace
from notifications.delivery.recorder import Recorder
from notifications.domain.handover import HandOver, NotOffered, Unable
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready

# What is begun by then is over, and stored, before the lease ends.
_IN_HAND_S = 2.0


class Lane:
    """Hands notices over one after the other, in a conversation of its own. Several lanes work side by side.

    It calls ``leaves_some`` when it took as many as it can, so that another lane looks whether there are more.
    """

    def __init__(self, channel: Channel, desk: Desk, recorder: Recorder, *, leaves_some: Callable[[], None]) -> None:
        self._channel = channel
        self._desk = desk
        self._recorder = recorder
        self._leaves_some = leaves_some
        self._conversation = channel.conversation()
        self._pace = Pace()
        self._stopping = False
        self.is_busy = False

    async def drain(self) -> None:
        """Hand over all that is due. Stops early while the next hop is away: the next run tries again."""
        self.is_busy = True
        try:
            while await self._next_to_its_end():
                pass
        finally:
            self.is_busy = False

    async def end(self) -> None:
        """Leave the conversation."""
        await self._conversation.end()

    async def _next_to_its_end(self) -> bool:
        """Let what was begun come to its end also when the service stops, and give back the rest."""
        step = asyncio.create_task(self._next())
        try:
            return await asyncio.shield(step)
        except asyncio.CancelledError:
            self._stopping = True
            while not step.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait({step})
            raise

    async def _next(self) -> bool:
        """Deal with the next notices that are due; whether to go on."""
        most = self._pace.most
        taken = await self._desk.take(self._channel.name, most)
        if len(taken) == most:
            self._leaves_some()
        return bool(taken) and await self._hand_over_all(taken)

    async def _hand_over_all(self, taken: Sequence[Taken]) -> bool:
        """Hand over what is ready; whether the next hop is there for more."""
        began, offered, is_there = monotonic(), 0, True
        stored = []
        for entry in taken:
            if entry.ready is None:
                continue
            since = monotonic()
            outcome: HandOver | NotOffered = NotOffered()
            if is_there and not self._stopping and since - began < _IN_HAND_S:
                outcome = await self._hand_over(entry.notice, entry.ready)
                offered += 1
                is_there = not (isinstance(outcome, Unable) and outcome.server_away)
            stored.append(self._recorder.note(Said(entry.notice, outcome, since)))
        self._recorder.hurry()
        if not is_there:
            self._pace.begin_again()
        elif offered:
            self._pace.note(offered, monotonic() - began)
        await asyncio.gather(*stored)
        return is_there

    async def _hand_over(self, notice: Notice, ready: Ready) -> HandOver:
        with story_of(notice):
            return await self._conversation.hand_over(notice, ready, self._desk.clocks.clock.now())
