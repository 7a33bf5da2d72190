"""The autumn that the demo plays, and on which day."""

from collections.abc import Callable
from datetime import date, datetime, time

from shared.domain.school_year import SchoolYear
from shared.local.simulation.autumn import autumn
from shared.local.simulation.events import SimulatedEvent
from shared.local.simulation.player import Pace, play
from shared.local.stack import Stack
from shared.runtime.clock import BRUSSELS
from shared.runtime.settings import KafkaSettings

SCHOOLS = 4
PUPILS_PER_SCHOOL = 120
RATE = 85.0
SEED = 2020


def demo_moment(today: date) -> datetime:
    """20 November, nine in the morning, of the running school year or, before that day, of the last school year."""
    year = SchoolYear.of(today)
    if today < date(year.start, 11, 20):
        year = year.previous
    return datetime.combine(date(year.start, 11, 20), time(9), BRUSSELS)


def expected_events(now: datetime) -> list[SimulatedEvent]:
    """What the schools have sent up to this moment."""
    events = autumn(
        SEED,
        schools=SCHOOLS,
        pupils_per_school=PUPILS_PER_SCHOOL,
        school_year=SchoolYear.of(now.date()),
        until=now.date(),
    )
    return [event for event in events if event.time <= now]


async def play_into(stack: Stack, events: list[SimulatedEvent], sent: Callable[[SimulatedEvent], None]) -> None:
    """Send the events at a pace at which each is a story of its own rather than a backlog."""
    settings = KafkaSettings(kafka_bootstrap_servers=stack.kafka)
    await play(events, settings, pace=Pace(rate=RATE), sent=sent)
