"""Events that came together: as cheap as a few, and the same outcome however they are cut."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from notifications.application.clocks import Clocks
from notifications.delivery.application.record_hand_overs import Said
from notifications.delivery.application.recover_lapsed import recover_lapsed
from notifications.delivery.application.take_notices import TakingRules
from notifications.delivery.desk import Desk
from notifications.delivery.domain.retries import RetryPolicy
from notifications.domain.handover import Accepted, NotOffered
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from notifications.storage.tables import notice
from notifications.subjects.registry import SUBJECTS, by_kind
from notifications.testing.factories import LINKS, NOW
from shared.contracts.contract import Contract
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord
from shared.messaging.tables import dead_letter
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

from .conftest import OpenHarness
from .events import (
    ROLES,
    case_merged,
    case_opened,
    case_reopened,
    case_withdrawn,
    contact,
    meeting_moved,
    meeting_scheduled,
    person,
)
from .harness import Harness, key_of


def case_id_of(number: int) -> UUID:
    return UUID(f"00000000-0000-7000-8000-{number:012x}")


CASES = [case_id_of(number) for number in range(1, 9)]


def record(event: Contract, version: int, *, event_id: str | None = None) -> StoredRecord:
    key = key_of(event)
    envelope = Envelope(
        id=event_id or str(new_id()),
        source="/tests",
        type=event.event_type,
        subject=key,
        time=NOW,
        sequence=version,
    )
    return StoredRecord(
        event.topic, 0, 0, version, key.encode(), event.model_dump_json(by_alias=True).encode(), envelope.headers()
    )


class Handled:
    """Hands records to the service as its consumers do, and counts the statements."""

    def __init__(self, harness: Harness) -> None:
        self.engine = harness.service.engine
        self._readings = harness.service.consumers.readings
        self.statements = 0
        sa.event.listen(self.engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, *_: object) -> None:
        self.statements += 1

    async def together(self, records: Sequence[StoredRecord]) -> int:
        """How many statements it took."""
        before = self.statements
        await self._readings[records[0].topic].handling.handle(records)
        return self.statements - before

    async def notices(self) -> list[tuple[Any, ...]]:
        """What was decided, in the order of the notices."""
        async with self.engine.connect() as connection:
            columns = (notice.c.template, notice.c.about_id, notice.c.occasion, notice.c.slot, notice.c.status)
            rows = await connection.execute(sa.select(*columns).order_by(notice.c.about_id, notice.c.position))
            return [tuple(row) for row in rows]

    async def parked(self) -> int:
        async with self.engine.connect() as connection:
            return int(await connection.scalar(sa.select(sa.func.count()).select_from(dead_letter)) or 0)


@pytest.fixture
async def handled(set_up: Callable[..., Harness]) -> AsyncIterator[Handled]:
    harness = set_up()
    yield Handled(harness)
    await harness.service.engine.dispose()


def of_each_kind(ids: Sequence[UUID]) -> list[list[StoredRecord]]:
    return [
        [record(person().model_copy(update={"person_id": person_id}), 1) for person_id in ids],
        [record(case_opened(case_id), 1) for case_id in ids],
        [record(meeting_scheduled().model_copy(update={"meeting_id": meeting_id}), 1) for meeting_id in ids],
    ]


async def test_many_events_take_no_more_statements_than_one(handled: Handled) -> None:
    first, *rest = CASES
    alone = [await handled.together(records) for records in of_each_kind([first])]
    together = [await handled.together(records) for records in of_each_kind(rest)]
    assert together == alone


async def test_withdrawals_take_no_more_statements_than_one(handled: Handled) -> None:
    await handled.together([record(case_opened(case_id), 1) for case_id in CASES])
    first, *rest = CASES
    alone = await handled.together([record(case_withdrawn(first), 2)])
    assert await handled.together([record(case_withdrawn(case_id), 2) for case_id in rest]) == alone


async def test_a_batch_of_one_takes_few_statements(handled: Handled) -> None:
    assert [await handled.together(records) for records in of_each_kind(CASES[:1])] == [3, 7, 6]


def a_story() -> list[StoredRecord]:
    """Things that go on in each other within one batch: an event twice, merged and reopened cases, a withdrawal."""
    one, two, three, four = CASES[:4]
    again = record(case_opened(two), 1)
    return [
        record(case_opened(one), 1),
        again,
        record(case_opened(three), 1),
        again,
        record(case_withdrawn(one), 2),
        record(case_merged(three, into=two), 2),
        record(case_reopened(one), 3),
        record(case_opened(four), 1),
        record(case_withdrawn(two), 2),
        record(case_opened(one), 1),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_the_outcome_is_that_of_one_batch_in_any_cut(
    create_database: Callable[..., Awaitable[str]], set_up: Callable[..., Harness], size: int
) -> None:
    outcomes = []
    for cut in (size, 100):
        harness = set_up(database_url=await create_database("notifications"))
        handled = Handled(harness)
        records = a_story()
        for start in range(0, len(records), cut):
            await handled.together(records[start : start + cut])
        outcomes.append(await handled.notices())
        assert await handled.parked() == 0
        await harness.service.engine.dispose()
    assert outcomes[0] == outcomes[1]
    assert {(template, status) for template, *_, status in outcomes[0]} == {
        ("case-opened", "cancelled"),
        ("case-reopened", "queued"),
        ("case-opened", "queued"),
    }


async def test_an_event_to_blame_is_parked_alone(handled: Handled) -> None:
    without_school = case_opened(CASES[1]).model_copy(update={"pupil": None})
    events = [case_opened(CASES[0]), without_school, case_opened(CASES[2])]
    await handled.together([record(event, 1) for event in events])
    told = {about for _, about, *_ in await handled.notices()}
    assert (told, await handled.parked()) == ({CASES[0], CASES[2]}, 1)


async def test_a_meeting_that_moves_at_once_is_told_once(handled: Handled) -> None:
    await handled.together([record(meeting_scheduled(), 1), record(meeting_moved(), 2)])
    assert {(template, occasion, status) for template, _, occasion, _, status in await handled.notices()} == {
        ("meeting-invitation", 1, "cancelled"),
        ("meeting-invitation", 2, "queued"),
    }


async def test_many_mails_take_few_statements_and_one_that_is_broken_stops_nobody(open_harness: OpenHarness) -> None:
    async with open_harness() as harness:
        await harness.publish_directory()
        await harness.publish(person())
        harness.mail.to_recipient = lambda address: "550 nobody" if address.startswith("coach") else None
        handled = Handled(harness)
        for number in range(40):
            await harness.publish(case_opened(case_id_of(number)))
        await harness.settled()
        await harness.until(lambda: len(harness.mail.taken) == 40, "40 mails")
        await harness.all_in("sent", "bounced")
        assert sorted(await harness.statuses()) == ["bounced"] * 40 + ["sent"] * 40
        assert handled.statements < 80 * 6


@pytest.fixture
async def desk(handled: Handled, set_up: Callable[..., Harness]) -> Desk:
    """A desk at which a notice may be taken."""
    await handled.together([record(contact(contact_id), 1) for contact_id in ROLES])
    await handled.together([record(person(), 1)])
    await handled.together([record(case_opened(), 1)])
    taking = TakingRules(LINKS, lease=timedelta())
    return Desk(set_up().service.units, by_kind(SUBJECTS), taking, RetryPolicy(), Clocks(FixedClock(NOW)))


async def taken(desk: Desk) -> Notice:
    return (await desk.take("email", 1)).taken[0].notice


async def now(desk: Desk, notice: Notice) -> Notice:
    async with desk.units() as uow:
        return (await uow.notices.read([notice.id]))[0]


async def test_what_is_given_back_again_because_the_answer_was_lost_is_left_to_who_took_it_meanwhile(
    desk: Desk,
) -> None:
    first = await taken(desk)
    given_back = Said(first, NotOffered(), NOW, 0.0)
    await desk.store([given_back])
    second = await taken(desk)
    assert (second.id, second.attempt) == (first.id, 1)

    await desk.store([given_back])
    assert (await now(desk, first)).status is Status.SENDING


async def test_an_answer_that_comes_when_another_worker_has_the_notice_is_no_error(desk: Desk) -> None:
    first = await taken(desk)
    async with desk.units() as uow:
        await recover_lapsed(uow, first.key.about, subject=desk.subjects["case"], clocks=desk.clocks)
    while (second := await taken(desk)).id != first.id:
        pass

    await desk.store([Said(first, Accepted(), NOW, 0.0)])
    assert (await now(desk, first)).status is Status.SENDING
    await desk.store([Said(second, Accepted(), NOW, 0.0)])
    assert (await now(desk, first)).status is Status.SENT
