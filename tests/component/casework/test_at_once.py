"""Several things at once: one open case per person, and no number given out twice."""

import asyncio
from uuid import uuid4

from shared.contracts.attendance_persons import PersonMerged

from .office import SCHOOL, Office, level_reached, person


async def test_levels_of_one_person_at_once_make_one_case(office: Office) -> None:
    person_id = uuid4()
    signals = [level_reached(level, person_id=person_id) for level in (5, 10, 15)]
    await asyncio.gather(*(office.receive(signal, str(person_id)) for signal in signals))
    case = await office.only_case()
    assert (case["level"], len(case["signals"])) == (15, 3)
    assert await office.parked() == []


async def test_cases_opened_at_once_have_references_without_a_gap(office: Office) -> None:
    signals = [level_reached() for _ in range(6)]
    await asyncio.gather(*(office.receive(signal, str(signal.person_id)) for signal in signals))
    references = sorted(case["reference"] for case in await office.cases())
    assert references == [f"SP-2026-{number:06d}" for number in range(1, 7)]


async def test_a_level_and_a_caseworker_reopen_at_once(office: Office) -> None:
    signal = level_reached()
    await office.receive(signal, str(signal.person_id))
    case = await office.only_case()
    await office.act(case["case_id"], "close", outcome="other", reason="reden")
    answer, _ = await asyncio.gather(
        office.act(case["case_id"], "reopen", reason="reden"),
        office.receive(level_reached(10, person_id=signal.person_id), str(signal.person_id)),
    )
    assert answer.status_code in {200, 409}
    case = await office.only_case()
    assert (case["status"], case["level"]) == ("active", 10)
    assert await office.parked() == []


async def test_a_case_by_hand_and_a_level_at_once_make_one_case(office: Office) -> None:
    signal = level_reached()
    await office.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    body = {"case_type": "truancy", "person_id": str(signal.person_id), "reason": "reden"}
    answer, _ = await asyncio.gather(
        office.http.post("/cases", json=body), office.receive(signal, str(signal.person_id))
    )
    assert answer.status_code in {201, 409}
    assert (await office.only_case())["level"] == 5
    assert await office.parked() == []


async def test_levels_while_persons_merge_end_in_one_open_case(office: Office) -> None:
    first, second = uuid4(), uuid4()
    await asyncio.gather(
        office.receive(level_reached(5, person_id=first, pupil="P-1"), str(first)),
        office.receive(PersonMerged(person_id=first, merged_into=second), str(first)),
        office.receive(level_reached(5, person_id=second, pupil="P-2"), str(second)),
    )
    still_open = await office.cases(status="new")
    assert len(still_open) == 1
    assert still_open[0]["person_id"] == str(second)
    assert len(still_open[0]["signals"]) == 2
    assert await office.parked() == []
