"""The relay alone: how fast a service sends a full outbox, beside a bare producer of the same events."""

import asyncio
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from .floors import produce
from .measuring import bench
from .progress import Say
from .system import Build, Wish
from .topics import CASES

_EVENTS_A_CASE = 3
_LOOK_S = 0.5
_SERVICE = "casework"
_FILL = """
    INSERT INTO outbox (
        event_id, topic, key, sequence, event_type, source, subject, time, correlation_id, causation_id, traceparent,
        data
    )
    SELECT uuidv7(), $1, md5((n / $3)::text)::uuid::text, n % $3 + 1, 'be.flankerend.casework.case-assigned.v1',
        '/casework', md5((n / $3)::text)::uuid::text, now(), uuidv7()::text, uuidv7()::text,
        '00-' || md5(n::text) || '-' || left(md5(n::text), 16) || '-01',
        convert_to(jsonb_build_object('case_id', md5((n / $3)::text)::uuid, 'filling', repeat('x', 600))::text, 'UTF8')
    FROM generate_series(0, $2 - 1) AS n
"""


@dataclass(frozen=True)
class Emptied:
    """Events a second, by the times of the records; the same events by a bare producer; CPU in microseconds each."""

    relay: float
    bare: float
    service_us: float
    postgres_us: float


async def empty_outbox(build: Build, count: int, say: Say) -> Emptied:
    """Fill the outbox of a running service in one transaction, and wait until its relay has sent all of it."""
    async with bench(build, Wish(contacts="contact_id,name,role\n", services=[_SERVICE]), say) as running_build:
        before = await running_build.usage()
        say(f"{count:,} events wait in the outbox …")
        await running_build.admin.execute(_FILL, CASES, count, _EVENTS_A_CASE)
        filled = (await running_build.usage()).cpu_s["postgres"]
        while (waiting := await running_build.databases.waiting()) > 0:
            running_build.system.require_running()
            say(f"{waiting:,} events wait in the outbox …")
            await asyncio.sleep(_LOOK_S)
        used = await running_build.usage()
        records = await running_build.topics.fetch([CASES])
        times = [record.timestamp / 1000 for record in records]
        say("the same events by a bare producer …")
        return Emptied(
            len(records) / (max(times) - min(times)),
            await produce(running_build.system.kafka, records),
            used.since(before).cpu_s[_SERVICE] / count * 1e6,
            (used.cpu_s["postgres"] - filled) / count * 1e6,
        )


def print_emptied(console: Console, emptied: dict[str, Emptied]) -> None:
    """One row a build."""
    table = Table(title="relay: a full outbox", title_justify="left", box=None)
    for heading in ("", "events/s", "bare producer", "of it", "CPU us an event", "PostgreSQL's"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, of_it in emptied.items():
        share = f"{of_it.relay / of_it.bare:.2f}"
        cpu = (f"{of_it.service_us:.0f}", f"{of_it.postgres_us:.0f}")
        table.add_row(name, f"{of_it.relay:,.0f}", f"{of_it.bare:,.0f}", share, *cpu)
    console.print(table)
