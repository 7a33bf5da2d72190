"""A subject and a channel of the tests' own: a folder with a definition and a line in the registry, nothing else."""

from collections.abc import AsyncIterator
from datetime import datetime

import httpx
import pytest
import sqlalchemy as sa

from notifications.channels.registry import CHANNELS
from notifications.domain.handover import Unable
from notifications.subjects.registry import SUBJECTS
from notifications.testing.factories import SCHOOL
from shared.contracts.attendance_signals import FeedHeard, FeedSilent
from shared.runtime.clock import BRUSSELS
from shared.runtime.database import create_engine
from shared.runtime.ids import new_id

from .conftest import OpenHarness, authorized
from .harness import Harness
from .noticeboard import Noticeboard
from .silences.stories import TABLE
from .silences.subject import SILENCES

SILENCE = new_id()
AT = datetime(2026, 10, 12, 8, 30, tzinfo=BRUSSELS)
SILENT = FeedSilent(
    school=SCHOOL,
    school_year="2026-2027",
    last_recorded_at=None,
    school_days=3,
    concluded_at=AT,
    silence_id=SILENCE,
)
HEARD = FeedHeard(silence_id=SILENCE, school=SCHOOL, school_year="2026-2027", concluded_at=AT)


@pytest.fixture
def board() -> Noticeboard:
    return Noticeboard()


@pytest.fixture
async def harness(open_harness: OpenHarness, database: str, board: Noticeboard) -> AsyncIterator[Harness]:
    """The service with one line more in each registry."""
    engine = create_engine(database)
    async with engine.begin() as connection:
        await connection.execute(sa.text(TABLE))
    await engine.dispose()
    registered, channels = (*SUBJECTS, SILENCES), (*CHANNELS, board)
    async with open_harness(registered=registered, channels=channels) as running:
        yield running


async def test_a_toy_subject_is_told_by_its_table_through_a_toy_channel(harness: Harness, board: Noticeboard) -> None:
    await harness.publish_directory()
    await harness.publish(SILENT)
    await harness.all_in("sent")
    [pinned] = board.pinned
    assert (pinned.receiver.contact_id, pinned.telling.shown) == ("counsellor-1", ("school",))
    [(kind, sent)] = await harness.deliveries(1)
    assert kind == "notification-sent"
    assert (sent["about"], sent["channel"]) == ({"kind": "silence", "id": str(SILENCE)}, "noticeboard")
    assert sent["headers"]["ce_correlationid"] == "story-of-feed-silent"
    assert harness.mail.taken == []


async def test_whoever_was_told_by_the_toy_channel_hears_the_end_by_mail(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(SILENT)
    await harness.all_in("sent")
    await harness.publish(HEARD)
    await harness.publish(HEARD)
    await harness.mails(1)
    await harness.all_in("sent")
    [mail] = harness.mail.taken
    assert (mail["To"], mail["Subject"]) == ("counsellor-1@mail.example", "School instellingsnummer 123456 stuurt weer")


async def test_what_the_toy_channel_cannot_take_is_tried_again_and_what_is_over_is_told_to_nobody(
    harness: Harness, board: Noticeboard
) -> None:
    board.answers = [Unable("board-full", server_away=True)]
    await harness.publish_directory()
    await harness.publish(SILENT)
    await harness.all_in("sent")
    assert [row["attempt"] for row in await harness.notices()] == [2]
    assert len(board.pinned) == 1


async def test_a_silence_that_has_ended_before_is_told_to_nobody(harness: Harness, board: Noticeboard) -> None:
    await harness.publish(SILENT)
    await harness.all_wait()
    await harness.publish(HEARD)
    await harness.all_in("cancelled")
    assert (board.pinned, harness.mail.taken) == ([], [])


async def test_the_log_is_asked_for_the_toy_subject_too(harness: Harness, http: httpx.AsyncClient) -> None:
    await harness.publish_directory()
    await harness.publish(SILENT)
    await harness.all_in("sent")
    for asked in ({"about": f"silence:{SILENCE}"}, {"template": "silence-noticed"}):
        answer = await http.get("/notifications", params=asked, headers=authorized("coordinator"))
        assert [item["template"] for item in answer.json()["items"]] == ["silence-noticed"]
