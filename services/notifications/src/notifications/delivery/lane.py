"""A worker that hands notices over: takes a notice, offers it outside any transaction, stores what was said."""

import asyncio
import random
from collections.abc import Coroutine
from dataclasses import dataclass
from time import monotonic

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.delivery.application.record_hand_over import record_hand_over
from notifications.delivery.application.take_notice import TakingRules, take_notice
from notifications.delivery.channel import Channel, Conversation
from notifications.delivery.domain.retries import RetryPolicy
from notifications.delivery.metrics import HANDED_OVER
from notifications.delivery.milestones import log_step, story_of
from notifications.domain.handover import HandOver, Unable
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.database import is_transient
from shared.runtime.logging import get_logger

_PAUSES_S = (0.1, 0.2, 0.5, *[1.0] * 20)


@dataclass(frozen=True, slots=True)
class Lane:
    """Hands notices over one by one, in a conversation of its own. Several lanes of a channel work side by side."""

    units: NotificationsUnits
    subjects: Subjects
    channel: Channel
    taking: TakingRules
    retries: RetryPolicy
    clocks: Clocks

    async def drain(self) -> None:
        """Hand over all that is due. Stops early while the next hop is away: the next run tries again."""
        conversation = self.channel.conversation()
        try:
            while await _to_its_end(self._next(conversation)):
                pass
        finally:
            await conversation.end()

    async def _next(self, conversation: Conversation) -> bool:
        """Deal with the next notice that is due; whether to go on."""
        started = monotonic()
        claimed = await self._claim()
        if claimed is None:
            return False
        notice, ready = claimed
        with story_of(notice):
            if ready is None:
                log_step(notice, started)
                return True
            outcome = await conversation.hand_over(notice, ready, self.clocks.clock.now())
            notice = await self._record(notice, outcome)
            HANDED_OVER.labels(status=notice.status.value).inc()
            log_step(notice, started)
        return not (isinstance(outcome, Unable) and outcome.server_away)

    async def _claim(self) -> tuple[Notice, Ready | None] | None:
        """The next notice, and its content where it goes now; None if nothing is due."""
        async with self.units() as uow:
            notice = await uow.notices.claim(self.channel.name, self.clocks.real_now())
            if notice is None:
                return None
            subject = self.subjects[notice.key.about.kind]
            with story_of(notice):
                ready = await take_notice(uow, notice, subject=subject, rules=self.taking, clocks=self.clocks)
        return notice, ready

    async def _record(self, notice: Notice, outcome: HandOver) -> Notice:
        """Store what was said; while the database is away try again, so that nobody is told twice for that."""
        for pause_s in _PAUSES_S:
            try:
                return await self._recorded(notice, outcome)
            except Exception as error:
                if not is_transient(error):
                    raise
                get_logger().warning("database.lost", exc_info=error)
                await asyncio.sleep(pause_s)
        return await self._recorded(notice, outcome)

    async def _recorded(self, notice: Notice, outcome: HandOver) -> Notice:
        async with self.units() as uow:
            return await record_hand_over(
                uow,
                notice,
                outcome,
                subject=self.subjects[notice.key.about.kind],
                retries=self.retries,
                jitter=random.random(),  # noqa: S311
                clocks=self.clocks,
            )


async def _to_its_end(step: Coroutine[None, None, bool]) -> bool:
    """Let a notice that was begun come to its end also when the service stops."""
    task = asyncio.create_task(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
