"""The tally service as a process that a test can kill: counts what it reads, a little slowly."""

import asyncio
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import tally

from shared.messaging.consumers import Consumers
from shared.runtime.database import create_engine


async def slowly(uow, event):
    await tally.count(uow, event)
    await asyncio.sleep(0.02)


async def main() -> None:
    settings = tally.kafka_settings(os.environ["KAFKA_BOOTSTRAP_SERVERS"], os.environ["KAFKA_TOPIC_PREFIX"])
    engine = create_engine(os.environ["DATABASE_URL"])
    consumers = Consumers("tally", settings, subscriptions=[tally.counting(slowly)], units=tally.units_on(engine))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await consumers.start()
    await stop.wait()
    await consumers.stop()


asyncio.run(main())
