"""A kind of early signal, and a format of files, is a module and a line in its registry: nothing else knows it."""

from datetime import date
from typing import Any

import orjson
import pytest
from sqlalchemy import text
from tests.component.attendance.toys import mondays_missed, paper

from attendance.early_signals.application.watch_early_signals import watch_early_signals
from attendance.early_signals.registry import KINDS
from attendance.school_files.registry import FORMATS
from shared.runtime.ids import new_id

from .harness import SCHOOL, Harness, mark

MONDAYS = (date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19))


@pytest.fixture
def with_toys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line in each registry."""
    monkeypatch.setitem(KINDS, mondays_missed.KIND.name, mondays_missed.KIND)
    monkeypatch.setitem(FORMATS, paper.FORMAT.name, paper.FORMAT)


async def look(harness: Harness) -> list[dict[str, Any]]:
    await watch_early_signals(harness.service.units, clock=harness.clock, new_id=new_id)
    answer = await harness.coordinator.get("/early-signals", params={"kind": "mondays-missed"})
    return list(answer.json()["items"])


async def agree(harness: Harness, half_days: int) -> int:
    numbers = {"valid_from": "2026-2027", "numbers": {"half_days": half_days}, "source": "lokale afspraak"}
    answer = await harness.coordinator.put("/early-signal-rules/mondays-missed", json=numbers)
    return answer.status_code


@pytest.mark.usefixtures("with_toys")
async def test_a_toy_early_signal_goes_from_marks_to_the_counsellor_and_to_others(enrolled: Harness) -> None:
    assert await agree(enrolled, 3) == 200
    await enrolled.coordinator.post("/attendance-records", json=[mark(date=str(day)) for day in MONDAYS])
    [signal] = await look(enrolled)
    assert (signal["kind"], signal["pupil"], signal["rests_on"]["numbers"]) == (
        "mondays-missed",
        "1234567",
        {"half_days": 3},
    )
    assert [half_day["date"] for half_day in signal["rests_on"]["half_days"]] == [str(day) for day in MONDAYS]
    async with enrolled.service.engine.connect() as connection:
        told = await connection.execute(text("SELECT data FROM outbox WHERE event_type LIKE '%dropped%'"))
        assert [orjson.loads(data)["kind"] for data in told.scalars()] == ["mondays-missed"]


@pytest.mark.usefixtures("with_toys")
async def test_the_numbers_of_a_toy_are_held_against_what_it_says_of_them(harness: Harness) -> None:
    assert await agree(harness, 11) == 422


async def test_without_its_line_nobody_knows_a_toy(harness: Harness) -> None:
    assert await agree(harness, 3) == 422
    answer = await harness.coordinator.post("/imports", params={"format": "paper"}, content=b"1 2026-10-05 AM B")
    assert answer.status_code == 422


@pytest.mark.usefixtures("with_toys")
async def test_a_file_of_a_toy_format_becomes_marks(enrolled: Harness) -> None:
    asked = {"format": "paper", "school": SCHOOL}
    written = "\n".join(f"1234567 {day} AM B" for day in MONDAYS)
    answer = await enrolled.coordinator.post("/imports", params=asked, content=written.encode())
    assert (answer.status_code, answer.json()["accepted"]) == (200, 3)
    attendance = await enrolled.coordinator.get(f"/pupils/{SCHOOL}/1234567/attendance")
    assert attendance.json()["counts"]["problematic"] == 3
