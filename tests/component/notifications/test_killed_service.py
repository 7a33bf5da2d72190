"""kill -9 between the mail server's taking a mail and the service's noting it."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable

import pytest
from tests.tokens import SECRET

from shared.contracts.catalogue import TOPICS
from shared.messaging.topics import create_missing

from .events import case_opened, case_withdrawn, person
from .harness import Harness


async def serve(harness: Harness) -> asyncio.subprocess.Process:
    """The service as a process of its own."""
    settings = harness.service.settings
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_url.replace("+asyncpg", ""),
        "KAFKA_BOOTSTRAP_SERVERS": settings.kafka_bootstrap_servers,
        "KAFKA_TOPIC_PREFIX": harness.prefix,
        "HTTP_PORT": "0",
        "FLANKEREND_TOKEN_SECRET": SECRET,
        "FLANKEREND_SMTP_PORT": str(harness.mail.port),
        "FLANKEREND_SMTP_TIMEOUT_S": "1",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "notifications", "serve", env=environment, stdout=asyncio.subprocess.DEVNULL
    )


async def end(process: asyncio.subprocess.Process, how: signal.Signals) -> None:
    if process.returncode is None:
        process.send_signal(how)
    await process.wait()


@pytest.mark.soak
async def test_a_mail_that_was_taken_but_not_noted_goes_again_as_the_same_mail(
    set_up: Callable[..., Harness],
) -> None:
    harness = set_up()
    await create_missing(harness.service.settings, list(TOPICS.values()))
    answered = asyncio.Event()
    harness.mail.before_answer = lambda: asyncio.ensure_future(_wait_for(answered))
    first = await serve(harness)
    try:
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(case_opened(school_year="2099-2100"))
        await harness.mails(2)
    finally:
        await end(first, signal.SIGKILL)
    harness.mail.before_answer = lambda: None
    answered.set()
    assert set(await harness.statuses()) <= {"sending", "deferred"}
    second = await serve(harness)
    try:
        await harness.all_in("sent")
        assert (len(harness.mail.taken), len(set(harness.mail.message_ids))) == (4, 2)
        await harness.publish(case_withdrawn())
        await harness.mails(6)
        await harness.all_in("sent")
    finally:
        await end(second, signal.SIGTERM)
    assert second.returncode == 0
    assert (len(harness.mail.taken), len(await harness.deliveries(4))) == (6, 4)


async def _wait_for(answered: asyncio.Event) -> None:
    await answered.wait()
