"""A worker that hands mails over: takes a notice, offers its mail outside any transaction, stores what was said."""

import asyncio
import contextlib
import random
from collections.abc import Coroutine, Iterator
from time import monotonic

from notifications.application.record_hand_over import record_hand_over, recover_lapsed
from notifications.application.take_notice import TakingRules, take
from notifications.domain.handover import HandOver, Refused, Unable
from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from notifications.domain.retries import RetryPolicy
from notifications.domain.vocabulary import Reason, Status
from notifications.mail.metrics import HANDED_OVER
from notifications.mail.server import Conversation, MailServer
from notifications.mail.writer import Writer
from notifications.storage.unit_of_work import NotificationsUnits
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.database import is_transient
from shared.runtime.logging import get_logger

_PAUSES_S = (0.1, 0.2, 0.5, *[1.0] * 20)
_MILESTONES = {
    Status.SENT: "notification.sent",
    Status.DEFERRED: "notification.deferred",
    Status.BOUNCED: "notification.bounced",
    Status.FAILED: "notification.failed",
    Status.CANCELLED: "notification.cancelled",
    Status.QUEUED: "notification.waiting",
}


class Lane:
    """Hands mails over one by one, on a connection of its own. Several lanes work side by side."""

    def __init__(
        self,
        units: NotificationsUnits,
        writer: Writer,
        server: MailServer,
        taking: TakingRules,
        retries: RetryPolicy,
    ) -> None:
        self._units = units
        self._writer = writer
        self._server = server
        self._taking = taking
        self._retries = retries

    async def drain(self) -> None:
        """Hand over all that is due. Stops early while the mail server is away: the next run tries again."""
        conversation = Conversation(self._server)
        try:
            while await _to_its_end(self._next(conversation)):
                pass
        finally:
            await conversation.end()

    async def recover(self) -> None:
        """Take notices back from workers that did not finish in time."""
        async with self._units() as uow:
            abouts = await uow.notices.lapsed(uow.real_now())
        for about in abouts:
            async with self._units() as uow:
                await recover_lapsed(uow, about)

    async def _next(self, conversation: Conversation) -> bool:
        """Deal with the next notice that is due; whether to go on."""
        started = monotonic()
        async with self._units() as uow:
            notice = await uow.notices.claim(uow.real_now())
            if notice is None:
                return False
            with _story_of(notice):
                ready = await take(uow, notice, self._taking)
        with _story_of(notice):
            if ready is None:
                _log(notice, started)
                return True
            said = await self._offer(notice, ready, conversation)
            notice = await self._record(notice, said)
            HANDED_OVER.labels(status=notice.status.value).inc()
            _log(notice, started)
        return not (isinstance(said, Unable) and said.server_away)

    async def _offer(self, notice: Notice, ready: Ready, conversation: Conversation) -> HandOver:
        try:
            letter = self._writer.write(notice, ready.receiver, ready.view, self._units.clock.now())
        except Exception as error:
            get_logger().error("notification.unwritable", aggregate_id=notice.id, exc_info=error)
            return Refused(Reason.UNWRITABLE)
        return await conversation.hand_over(letter)

    async def _record(self, notice: Notice, said: HandOver) -> Notice:
        """Store what was said; while the database is away try again, so that nobody is told twice for that."""
        for pause_s in _PAUSES_S:
            try:
                async with self._units() as uow:
                    return await record_hand_over(uow, notice, said, self._retries, random.random())  # noqa: S311
            except Exception as error:
                if not is_transient(error):
                    raise
                get_logger().warning("database.lost", exc_info=error)
                await asyncio.sleep(pause_s)
        async with self._units() as uow:
            return await record_hand_over(uow, notice, said, self._retries, random.random())  # noqa: S311


async def _to_its_end(step: Coroutine[None, None, bool]) -> bool:
    """Let a notice that was begun come to its end also when the service stops."""
    task = asyncio.create_task(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


@contextlib.contextmanager
def _story_of(notice: Notice) -> Iterator[None]:
    """Work inside the story of the event that gave rise to the notice."""
    origin = notice.origin
    of_notice = MessageContext(origin.correlation_id, origin.causation_id).child_of(origin.traceparent)
    with context.bound(of_notice):
        yield


def _log(notice: Notice, started: float) -> None:
    log = get_logger().debug if notice.status is Status.QUEUED else get_logger().info
    log(
        _MILESTONES[notice.status],
        aggregate_id=notice.id,
        template=notice.key.template,
        channel=notice.channel,
        recipient_role=notice.recipient_role,
        attempt=notice.attempt,
        outcome=notice.reason or (notice.waiting_for or "").partition(":")[0] or None,
        duration_ms=round((monotonic() - started) * 1000, 1),
    )
