"""Every topic is read again, a database is restored from yesterday's back-up: nobody is told twice."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from .backups import back_up, export_ledger, import_ledger, restore, rewind
from .conftest import OpenHarness
from .events import (
    EVERYBODY,
    case_escalated,
    case_opened,
    case_reopened,
    case_withdrawn,
    meeting_cancelled,
    meeting_moved,
    meeting_scheduled,
    person,
)
from .harness import Harness


@dataclass
class Yesterday:
    """A back-up, and all that was sent since: what the topics, the ledger and the mail server have of it."""

    harness: Harness
    backup: Path
    ledger: list[str]

    @property
    def mails(self) -> Counter[str]:
        """How often each mail was taken so far, by its Message-ID."""
        return Counter(self.harness.mail.message_ids)


def goes_on(harness: Harness, before: Harness) -> None:
    """The other services are where they were."""
    harness.versions, harness.ends = before.versions, before.ends


@pytest.fixture
async def yesterday(open_harness: OpenHarness, database: str, tmp_path: Path) -> Yesterday:
    backup = tmp_path / "notifications.dump"
    async with open_harness() as harness:
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(case_opened())
        await harness.mails(2)
        await harness.all_in("sent")
        await back_up(database, backup)
        await harness.publish(case_escalated())
        await harness.mails(3)
        await harness.publish(case_withdrawn())
        await harness.mails(5)
        await harness.publish(case_reopened())
        await harness.publish(meeting_scheduled())
        await harness.mails(11)
        await harness.publish(meeting_moved())
        await harness.mails(11 + len(EVERYBODY))
        await harness.settled()
        await harness.all_in("sent", "cancelled")
        return Yesterday(harness, backup, await export_ledger(database))


async def test_reading_every_topic_again_tells_nobody_anything(
    yesterday: Yesterday, open_harness: OpenHarness, database: str
) -> None:
    before, told = yesterday.mails, await yesterday.harness.statuses()
    await rewind(yesterday.harness)
    async with open_harness() as harness:
        async with harness.service.engine.begin() as connection:
            await connection.execute(sa.text("DELETE FROM inbox"))
        goes_on(harness, yesterday.harness)
        await harness.settled()
        assert (yesterday.mails, await harness.statuses()) == (before, told)


async def told_of_the_meeting(harness: Harness, contact_id: str) -> list[str]:
    """The Message-IDs of what the contact was told before it was called off, in that order."""
    rows = [row for row in await harness.notices() if row["slot"] == contact_id and row["template"].startswith("meet")]
    return [f"<{row['id']}@localhost>" for row in rows][:-1]


async def test_a_restored_database_with_its_ledger_tells_nobody_twice_and_corrects_whom_it_told(
    yesterday: Yesterday, open_harness: OpenHarness, create_database: Callable[..., Awaitable[str]]
) -> None:
    before = yesterday.mails
    assert set(before.values()) == {1}
    restored = await create_database()
    await restore(yesterday.backup, restored)
    imported = await import_ledger(restored, yesterday.ledger)
    assert (imported.updated, imported.kept, imported.conflicts) == (0, 2, ())
    await rewind(yesterday.harness)
    async with open_harness(database_url=restored) as harness:
        goes_on(harness, yesterday.harness)
        await harness.settled()
        await harness.all_in("sent", "cancelled")
        assert yesterday.mails == before

        await harness.publish(case_withdrawn())
        await harness.publish(meeting_cancelled())
        await harness.settled()
        await harness.mails(before.total() + 2 + len(EVERYBODY))
        await harness.all_in("sent", "cancelled")
        assert set(yesterday.mails.values()) == {1}
        last = harness.mail.taken[before.total() :]
        assert {mail["In-Reply-To"] for mail in last} <= set(before)
        cancelled = [mail["References"].split() for mail in last if "geannuleerd" in mail["Subject"]]
        told = [await told_of_the_meeting(harness, contact_id) for contact_id in EVERYBODY]
        assert sorted(cancelled) == sorted(told)
        assert (await import_ledger(restored, yesterday.ledger)).kept == len(yesterday.ledger) - 1
