"""Nobody answers: the others hear it, and where the municipality wants it a deputy and then the coordinator."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.domain.roles import Role

from .conftest import OpenHarness
from .events import case_opened, case_withdrawn, contact, person
from .harness import Harness
from .test_delivery_log import acknowledgement_path

NEXT_WEEK = timedelta(days=8)


@pytest.fixture
async def ladder(open_harness: OpenHarness) -> AsyncIterator[Harness]:
    async with open_harness(answer_tells_others=True) as running:
        await told(running)
        yield running


async def told(harness: Harness) -> None:
    """CLB and coach were told of a case; the CLB contact has a deputy."""
    await harness.publish_directory()
    await harness.publish(contact("clb-2", role=Role.CLB, deputy_of="clb-1"))
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent")
    assert len(harness.mail.taken) == 2


async def pass_week(harness: Harness) -> None:
    """A week passes, and the ticker looks, twice."""
    harness.clock.advance(NEXT_WEEK)
    [silence] = [ticker for ticker in harness.service.tickers if ticker.name == "silence"]
    for _ in range(2):
        await silence._job()
    await harness.all_in("sent")


def ladder_client(harness: Harness) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{harness.service.server.port}")


def receivers(harness: Harness) -> list[tuple[str, str]]:
    return sorted((mail["To"].partition("@")[0], mail["Subject"].partition(" ")[2]) for mail in harness.mail.taken)


def events_of(told: list[tuple[str, dict[str, Any]]], kind: str) -> list[str]:
    return sorted(data["contact_id"] for name, data in told if name == kind)


async def test_silence_goes_to_the_deputy_then_the_coordinator_and_all_are_corrected_once(ladder: Harness) -> None:
    await pass_week(ladder)
    await ladder.mails(4)
    opened, unanswered = "SP-2026-000123 geopend", "SP-2026-000123: geen antwoord"
    first = [("clb-1", opened), ("clb-2", opened), ("coach-1", opened), ("coordinator-1", unanswered)]
    assert receivers(ladder) == first
    await pass_week(ladder)
    await ladder.mails(5)
    assert receivers(ladder) == [*first, ("coordinator-1", unanswered)]
    deliveries = await ladder.deliveries(8)
    assert events_of(deliveries, "notification-unacknowledged") == ["clb-1", "clb-2", "coach-1"]
    ladder.mail.taken.clear()
    await ladder.publish(case_withdrawn())
    await ladder.mails(4)
    await ladder.settled()
    await ladder.all_in("sent")
    who = [receiver for receiver, _ in receivers(ladder)]
    assert who == ["clb-1", "clb-2", "coach-1", "coordinator-1"]
    corrected = [earlier for row in await ladder.notices() for earlier in row["corrects"]]
    assert len(corrected) == len(set(corrected)) == 5


async def test_an_answer_ends_the_waiting_for_all_who_were_told_the_same(ladder: Harness) -> None:
    await pass_week(ladder)
    await ladder.mails(4)
    [to_clb] = [mail for mail in ladder.mail.taken if mail["To"] == "clb-1@mail.example"]
    async with ladder_client(ladder) as http:
        await http.post(acknowledgement_path(to_clb))
    await pass_week(ladder)
    assert len(ladder.mail.taken) == 4
    [deputy] = [row for row in await ladder.notices() if row["contact_id"] == "clb-2"]
    assert (deputy["answer_by"], deputy["unanswered_at"]) == (None, None)


async def test_out_of_the_box_silence_is_told_and_nobody_is_mailed(harness: Harness) -> None:
    await told(harness)
    await pass_week(harness)
    deliveries = await harness.deliveries(4)
    assert events_of(deliveries, "notification-unacknowledged") == ["clb-1", "coach-1"]
    assert len(harness.mail.taken) == 2


async def test_of_a_withdrawn_case_no_answer_is_waited_for(harness: Harness) -> None:
    await told(harness)
    await harness.publish(case_withdrawn())
    await harness.mails(4)
    await pass_week(harness)
    assert {row["unanswered_at"] for row in await harness.notices()} == {None}
