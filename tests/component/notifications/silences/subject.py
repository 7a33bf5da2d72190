"""The definition of the toy subject, and its line in the registry."""

from functools import partial
from pathlib import Path
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.application.subject import Subject
from notifications.domain.about import About
from notifications.domain.agreements import Agreed
from notifications.subjects.registry import Registered
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import attendance_signals
from shared.contracts.attendance_signals import FeedHeard, FeedSilent
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on

from .stories import Silences
from .story import KIND, TELLINGS, decide, needs, prepare, still_holds

Unit = NotificationsUnitOfWork

SILENCE = Subject(
    kind=KIND,
    tellings=TELLINGS,
    templates=Path(__file__).parent / "templates",
    stories=Silences,
    decide=decide,
    needs=needs,
    prepare=prepare,
    still_holds=still_holds,
)


async def on_feed_silent(uow: Unit, event: Received[FeedSilent], *, clocks: Clocks) -> None:
    assert event.data.silence_id
    await follow_silence(uow, event.data.silence_id, event, ended=False, clocks=clocks)


async def on_feed_heard(uow: Unit, event: Received[FeedHeard], *, clocks: Clocks) -> None:
    await follow_silence(uow, event.data.silence_id, event, ended=True, clocks=clocks)


async def follow_silence(
    uow: Unit, silence_id: UUID, event: Received[FeedSilent] | Received[FeedHeard], *, ended: bool, clocks: Clocks
) -> None:
    await uow.notices.lock(About(KIND, silence_id))
    silences = Silences(uow.connection)
    await silences.add(silence_id, event.data.school, story=event.envelope.story, ended=ended)
    await settle(uow, SILENCE, silence_id, clocks=clocks)


def subscriptions(clocks: Clocks, _agreed: Agreed) -> list[Subscription[Unit]]:
    return [
        Subscription(
            attendance_signals.TOPIC,
            (
                on(FeedSilent, partial(on_feed_silent, clocks=clocks), keys=_silence),
                on(FeedHeard, partial(on_feed_heard, clocks=clocks), keys=_silence),
            ),
        )
    ]


def _silence(event: FeedSilent | FeedHeard) -> tuple[Key, ...]:
    return (Key(KIND, str(event.silence_id)),)


SILENCES = Registered(SILENCE, subscriptions)
