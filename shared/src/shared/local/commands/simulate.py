"""`flankerend simulate`: an invented school autumn, sent to the running system."""

import asyncio
import os
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

import httpx
import typer
from aiokafka.errors import KafkaError
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from shared.contracts.catalogue import TOPICS
from shared.contracts.school_attendance import TOPIC as ATTENDANCE
from shared.contracts.school_enrolment import TOPIC as ENROLMENT
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear
from shared.local.errors import LocalStackError
from shared.local.home import Home
from shared.local.secret_file import Secrets
from shared.local.service_access import service_address
from shared.local.simulation.autumn import autumn
from shared.local.simulation.events import SimulatedEvent
from shared.local.simulation.player import Pace, play
from shared.local.simulation.policy.play import play_policy
from shared.local.simulation.policy.telling import told
from shared.local.simulation.policy.town_hall import TownHall
from shared.local.state import StackState
from shared.messaging.topics import create_missing
from shared.runtime.clock import FileClock
from shared.runtime.settings import KafkaSettings


def simulate(
    *,
    schools: Annotated[int, typer.Option(min=1, max=500, help="How many schools.")] = 4,
    pupils: Annotated[int, typer.Option(min=1, max=20_000, help="How many pupils a school.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same events.")] = 1,
    school_year: Annotated[
        str | None, typer.Option(help="Such as 2026-2027; the running one by the system's clock when absent.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Last day, such as 2026-11-20; up to now by the system's clock when absent.")
    ] = None,
    rate: Annotated[float, typer.Option(min=0, help="Most events a second; 0 is as fast as it goes.")] = 0,
    speed: Annotated[float, typer.Option(min=0, help="Seconds of school life a second; 0 does not wait.")] = 0,
    policy: Annotated[bool, typer.Option(help="Write the education policy too, where a local stack runs.")] = True,
) -> None:
    """Play an invented school autumn through the running system.

    Schools, pupils and their absences by Flemish figures, with late certificates, duplicates and a second school
    package that reports the same pupils. In a local stack also the education policy of the last and the running
    school year: bodies, objectives, offers, activities. What is there already stays as it is.
    """
    now = FileClock(Home.default().clock).now()
    year = _school_year(school_year, now)
    last_day = min(_day(until) if until else now.date(), year.last_day)
    events = autumn(seed, schools=schools, pupils_per_school=pupils, school_year=year, until=last_day)
    if until is None:
        events = (event for event in events if event.time <= now)
    try:
        sent = asyncio.run(
            _play(events, _settings(), pace=Pace(rate or None, speed or None), year=year, last_day=last_day)
        )
    except (KafkaError, OSError) as error:
        message = (
            f"Kafka did not take the events ({type(error).__name__}). Does the system run? Start it: flankerend up"
        )
        raise LocalStackError(message) from None
    typer.echo(f"{sent} events of {schools} schools sent.")
    if policy and not os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        typer.echo(asyncio.run(_play_policy(now, seed)))


def _school_year(label: str | None, now: datetime) -> SchoolYear:
    try:
        return SchoolYear.parse(label) if label else SchoolYear.of(now.date())
    except InvalidField as error:
        raise typer.BadParameter(error.reason, param_hint="--school-year") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("a day looks like 2026-11-20", param_hint="--until") from None


def _settings() -> KafkaSettings:
    """The broker of the environment's settings, else that of the running local stack."""
    if not os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        try:
            return KafkaSettings(kafka_bootstrap_servers=StackState.read(Home.default().state).kafka)
        except LocalStackError:
            pass
    return KafkaSettings()


async def _play(
    events: Iterator[SimulatedEvent], settings: KafkaSettings, *, pace: Pace, year: SchoolYear, last_day: date
) -> int:
    await create_missing(settings, [TOPICS[ENROLMENT], TOPICS[ATTENDANCE]])
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[events]} events"))
    with Progress(*columns, TimeElapsedColumn()) as progress:
        days = max(1, (last_day - year.first_day).days)
        shown = _Shown(progress, progress.add_task(str(year), total=days, events=0), year)
        sent = await play(events, settings, pace=pace, sent=shown.sent)
        shown.complete(days)
        return sent


async def _play_policy(now: datetime, seed: int) -> str:
    """What was written, in a line."""
    home = Home.default()
    try:
        async with TownHall.at(service_address("consultation"), Secrets.of(home.secrets).token) as town_hall:
            return f"{told(await play_policy(town_hall, now=now, seed=seed))}.".capitalize()
    except httpx.HTTPError as error:
        raise LocalStackError(f"consultation did not take the education policy: {error}") from None


class _Shown:
    """The progress as days of the school year that were played."""

    def __init__(self, progress: Progress, task: TaskID, year: SchoolYear) -> None:
        self._progress = progress
        self._task = task
        self._year = year
        self._events = 0

    def sent(self, event: SimulatedEvent) -> None:
        self._events += 1
        if self._events % 100 == 0:
            day = event.time.date()
            played = (day - self._year.first_day).days
            self._progress.update(self._task, description=f"{day}", completed=played, events=self._events)

    def complete(self, days: int) -> None:
        self._progress.update(self._task, completed=days, events=self._events)
