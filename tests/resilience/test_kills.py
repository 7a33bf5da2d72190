"""kill -9 of every process in turn while schools send: the same counts, cases, meetings and mails as without."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from datetime import date, datetime
from typing import Any

import orjson
import pytest

from shared.contracts.school_attendance import TOPIC as ATTENDANCE
from shared.domain.school_year import SchoolYear
from shared.local.demo.lag import Lag
from shared.local.demo.outcome import Outcome, settled
from shared.local.demo.services import Services
from shared.local.simulation.autumn import autumn
from shared.local.simulation.events import SimulatedEvent
from shared.local.simulation.player import Pace, play
from shared.local.stack import Stack
from shared.runtime.settings import KafkaSettings

pytestmark = [pytest.mark.soak, pytest.mark.timeout(420)]

NOW = datetime.fromisoformat("2026-11-20T09:00:00+01:00")
VICTIMS = ["attendance", "casework", "consultation", "notifications", "kafka", "postgres"]
SCHOOLS, PUPILS = 3, 100


async def test_kills_change_nothing_of_the_outcome(tmp_path):
    async with asyncio.TaskGroup() as both:  # when a stack does not start, the other ends too
        calm = both.create_task(_run(tmp_path / "calm", kills=[]))
        rough = both.create_task(_run(tmp_path / "rough", kills=VICTIMS))
    undisturbed, disturbed = calm.result(), rough.result()

    assert undisturbed["cases"], "the simulation opens cases"
    assert undisturbed["mails"] > 20
    for name, expected in undisturbed.items():
        assert disturbed[name] == expected, name


async def _run(home, kills: Sequence[str]) -> dict[str, Any]:
    async with AsyncExitStack() as running:
        stack = await running.enter_async_context(Stack(home, now=NOW, ports="free"))
        services = await running.enter_async_context(Services(stack))
        lag = await running.enter_async_context(Lag(stack.kafka))
        outcome = Outcome()
        parts = _parts(
            autumn(7, schools=SCHOOLS, pupils_per_school=PUPILS, school_year=SchoolYear(2026), until=date(2026, 11, 19))
        )
        for events, victims in zip(parts, (kills[:1], kills, kills[-2:]), strict=True):
            await _send(stack, events, victims)
            outcome = await settled(services, lag, 90)
        return await _summary(stack, services, outcome)


async def _send(stack: Stack, events: Sequence[SimulatedEvent], kills: Sequence[str]) -> None:
    """Send at a pace at which the kills fall in between."""
    pace = Pace(rate=len(events) / max(2.0, 4.0 * len(kills)))
    sending = asyncio.create_task(play(events, KafkaSettings(kafka_bootstrap_servers=stack.kafka), pace=pace))
    for victim in kills:
        await asyncio.sleep(1.0)
        await stack.kill(victim)
        async with asyncio.timeout(60):
            await stack.back(victim)
    await sending


def _parts(events: Iterable[SimulatedEvent]) -> tuple[list[SimulatedEvent], ...]:
    """The events in three parts: enrolments, marks that never lower a count, corrections that only lower one.

    In which batches events are handled depends on the kills. A level that is reached and lost within one batch is
    never concluded, and rightly so; in these parts what is concluded does not depend on the batches. The few lists
    that raise one pupil's count and lower another's are left out.
    """
    enrolments, rising, falling = [], [], []
    known: dict[tuple[str, ...], str] = {}
    for event in events:
        lowers = raises = False
        for mark in _marks(event):
            key = (mark["school"], mark["pupil"], mark["date"], mark["half_day"])
            lowers |= known.get(key) == "B" and mark["code"] != "B"
            raises |= known.get(key) != "B" and mark["code"] == "B"
            known[key] = mark["code"]
        if event.topic != ATTENDANCE:
            enrolments.append(event)
        elif lowers or any(event.value == earlier.value for earlier in falling):  # a correction, or it once more
            falling.extend([] if raises else [event])
        else:
            rising.append(event)
    return enrolments, rising, falling


def _marks(event: SimulatedEvent) -> list[dict[str, Any]]:
    if event.topic != ATTENDANCE:
        return []
    body = orjson.loads(event.value)
    data = body.get("data", body)
    return list(data.get("marks", [data]))


async def _summary(stack: Stack, services: Services, outcome: Outcome) -> dict[str, Any]:
    pupil_of = {case["case_id"]: (case["school"], case["pupil"]) for case in outcome.cases}
    # without the count: that of a signal is the one when it was concluded, which may be a later one of a batch
    signals = [(signal["school"], signal["pupil"], signal["level"], signal["status"]) for signal in outcome.signals]
    meetings = [
        (*sorted(pupil_of[case] for case in meeting["case_ids"]), meeting["status"]) for meeting in outcome.meetings
    ]
    notices = [(notice["template"], notice["recipient_role"], notice["status"]) for notice in outcome.notices]
    return {
        "signals": sorted(signals),
        "counts": await _counts(services, outcome),
        "cases": sorted((*pupil_of[case["case_id"]], case["level"], case["status"]) for case in outcome.cases),
        "meetings": sorted(meetings),
        "notices": Counter(notices),
        "mails": len(_message_ids(stack)),
    }


async def _counts(services: Services, outcome: Outcome) -> list[tuple[Any, ...]]:
    pupils = sorted({(signal["school"], signal["pupil"]) for signal in outcome.signals})
    answers = [
        await services.get("attendance", f"/pupils/{school}/{pupil}/attendance", school_year="2026-2027")
        for school, pupil in pupils
    ]
    return [(answer["pupil"], answer["person_count"], answer["counts"]) for answer in answers]


def _message_ids(stack: Stack) -> set[bytes]:
    """Different mails: one that was handed over just before a kill may come twice, under the same Message-ID."""
    return {
        line
        for path in stack.home.mail.glob("*.eml")
        for line in path.read_bytes().splitlines()
        if line.lower().startswith(b"message-id:")
    }
