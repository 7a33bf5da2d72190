"""Takes notices out of the queue and stores what became of them: many in one transaction each time."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from notifications.application.clocks import Clocks
from notifications.application.note_bounce import BounceRules
from notifications.application.subject import Subjects
from notifications.delivery.application.record_hand_overs import NO_BOUNCES, NO_SILENCE, Said, record_hand_overs
from notifications.delivery.application.story import story_of
from notifications.delivery.application.take_notices import Taken, TakingRules, take_notices
from notifications.delivery.domain.retries import RetryPolicy
from notifications.delivery.metrics import ended, hand_over_of, latency_of
from notifications.delivery.milestones import log_step
from notifications.domain.handover import NotOffered
from notifications.domain.notice import Notice
from notifications.domain.silence import SilenceRules
from notifications.domain.vocabulary import Status
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.database import is_transient
from shared.runtime.logging import get_logger

_PAUSES_S = (0.1, 0.2, 0.5, *[1.0] * 20)


@dataclass(frozen=True, slots=True)
class Hand:
    """What was taken at once: ``since`` is the moment (`monotonic`) from which its lease counts."""

    taken: Sequence[Taken]
    since: float
    leaves_some: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What workers do in the database, whatever the channel."""

    units: NotificationsUnits
    subjects: Subjects
    taking: TakingRules
    retries: RetryPolicy
    clocks: Clocks
    silence: SilenceRules = NO_SILENCE
    bounces: BounceRules = NO_BOUNCES

    async def take(self, channel: str, most: int) -> Hand:
        """Up to ``most`` notices of this channel whose turn came, without those that another worker has."""
        started = monotonic()
        async with self.units() as uow:
            notices = await uow.notices.claim(channel, self.clocks.real_now(), most=most)
            since = monotonic()
            taken = await take_notices(uow, notices, subjects=self.subjects, rules=self.taking, clocks=self.clocks)
        for entry in taken:
            if entry.ready is None:
                with story_of(entry.notice):
                    log_step(entry.notice, monotonic() - started)
        return Hand(taken, since, leaves_some=len(taken) >= most)

    async def store(self, all_said: Sequence[Said]) -> None:
        """Store what was said; while the database is away try again, so that nobody is told twice for that."""
        for said, notice in zip(all_said, await self._stored_at_last(all_said), strict=True):
            if notice.status is Status.SENDING:  # with another worker by now, who will say how it ends
                continue
            if not isinstance(said.outcome, NotOffered):
                self._measure(said, notice)
            with story_of(notice):
                log_step(notice, said.seconds)

    def _measure(self, said: Said, notice: Notice) -> None:
        ended(notice.status.value).inc()
        hand_over_of(notice.channel).observe(said.seconds)
        if notice.status is Status.SENT:
            waited = self.clocks.real_now() - notice.queued_at
            latency_of(notice.channel).observe(waited.total_seconds())

    async def _stored_at_last(self, all_said: Sequence[Said]) -> list[Notice]:
        for pause_s in _PAUSES_S:
            try:
                return await self._stored(all_said)
            except Exception as error:
                if not is_transient(error):
                    raise
                get_logger().warning("database.lost", exc_info=error)
                await asyncio.sleep(pause_s)
        return await self._stored(all_said)

    async def _stored(self, all_said: Sequence[Said]) -> list[Notice]:
        async with self.units() as uow:
            return await record_hand_overs(
                uow,
                all_said,
                subjects=self.subjects,
                retries=self.retries,
                jitter=random.random,
                clocks=self.clocks,
                silence=self.silence,
                bounces=self.bounces,
                ways=self.taking.ways,
            )
