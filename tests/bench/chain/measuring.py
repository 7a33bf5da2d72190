"""One load through one build: from its enrolments, which are worked through first, to the last mail and after."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

from .catcher import Mailbox
from .load import MARKS_TO_A_LEVEL, Load
from .progress import Say
from .stored import Databases
from .story import Pupil, Story, story
from .system import Build, System, Wish, running
from .topics import CASES, MEETINGS, SIGNALS, Topics, opened, told
from .usage import Usage, usage

_LOOK_S = 1.0
_STATISTICS_S = 1.5


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a build made of a load. ``settled_s``: until also the last service was done, from the first mark sent."""

    story: Story
    usage: Usage
    settled_s: float
    put_aside: int
    mails: Sequence[tuple[str, bytes]]
    records: Sequence[object]


@dataclass(frozen=True)
class Bench:
    """A running build, and what is asked of it."""

    system: System
    topics: Topics
    databases: Databases
    admin: asyncpg.Connection

    async def usage(self) -> Usage:
        """What it used up to now."""
        return await usage(self.system.processes, list(self.system.databases), self.admin)

    async def settled(self, say: Say, mailbox: Mailbox) -> None:
        """Wait until nothing is left to do anywhere: no record, no unsent event, no notice."""
        before = -1
        while True:
            self.system.require_running()
            progress = await self.topics.progress()
            waiting = progress.waiting + await self.databases.waiting()
            if waiting == 0 and progress.records == before:
                return
            before = progress.records
            levels, cases, meetings = [await self.topics.count(topic) for topic in (SIGNALS, CASES, MEETINGS)]
            say(
                f"{levels:,} signals, {cases:,} events of cases, {meetings:,} of meetings,"
                f" {mailbox.count():,} mails; {waiting:,} wait"
            )
            await asyncio.sleep(_LOOK_S)


@asynccontextmanager
async def bench(build: Build, wish: Wish, say: Say) -> AsyncIterator[Bench]:
    """Start a build, ready to be asked."""
    say("Kafka, PostgreSQL and the services start …")
    async with running(build, wish) as system, opened(system.kafka) as topics:
        databases = await Databases.of(system.databases)
        admin = await asyncpg.connect(next(iter(system.databases.values())))
        try:
            yield Bench(system, topics, databases, admin)
        finally:
            await admin.close()
            await databases.close()


async def measure(build: Build, load: Load, say: Say, *, processes: int = 1, profile: str | None = None) -> Measured:
    """Let a build work through a load."""
    wish = Wish(contacts=load.directory(), environment=load.environment, processes=processes, profile=profile)
    async with bench(build, wish, say) as running_build:
        await enrol(running_build, load, say)
        before = await running_build.usage()
        sent = await send(running_build.topics, load, say)
        await running_build.settled(say, running_build.system.mailbox)
        settled_s = time.time() - min(sent.values()) - _LOOK_S
        await asyncio.sleep(_STATISTICS_S)  # connections tell PostgreSQL of their last transactions within a second
        used = (await running_build.usage()).since(before)
        return await _measured(running_build, sent, used, settled_s)


async def enrol(bench: Bench, load: Load, say: Say) -> None:
    """Enrol the pupils, and wait until everybody knows them and the contacts."""
    say(f"{load.pupils:,} pupils are enrolled …")
    await bench.topics.send(list(load.enrolments()))
    await bench.topics.producer.flush()
    await bench.settled(lambda _: None, bench.system.mailbox)


async def send(topics: Topics, load: Load, say: Say) -> dict[Pupil, float]:
    """Send the marks, at the pace of the load; when the last one of each pupil was sent, in seconds since 1970."""
    say(f"{load.pupils * MARKS_TO_A_LEVEL:,} marks are sent …")
    records = [load.marks_of(number) for number in range(load.pupils)]
    sent: dict[Pupil, float] = {}
    began = time.monotonic()
    for number, marks in enumerate(records):
        if load.a_second:
            say(f"{number * MARKS_TO_A_LEVEL:,} of {load.pupils * MARKS_TO_A_LEVEL:,} marks are sent …")
            await asyncio.sleep(max(0.0, began + number / load.a_second - time.monotonic()))
        await topics.send(marks)
        sent[load.pupil(number)] = time.time()
    await topics.producer.flush()
    return sent


async def _measured(bench: Bench, sent: dict[Pupil, float], used: Usage, settled_s: float) -> Measured:
    mailbox = bench.system.mailbox
    records = await bench.topics.fetch()
    return Measured(
        story=story(sent, [told(record) for record in records], mailbox.caught(), await bench.databases.stored()),
        usage=used,
        settled_s=settled_s,
        put_aside=await bench.databases.put_aside(),
        mails=list(mailbox.contents()),
        records=records,
    )
