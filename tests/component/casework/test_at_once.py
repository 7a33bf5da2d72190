"""Several things at once: one open case per person, and no number given out twice."""

import asyncio
from uuid import uuid4

from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.attendance_signals import EnrolmentMissing, LevelReached
from shared.messaging.record import StoredRecord
from shared.testing.logs import Logs

from .harness import SCHOOL, Harness, level_reached, person


async def test_levels_of_one_person_at_once_make_one_case(harness: Harness) -> None:
    person_id = uuid4()
    signals = [level_reached(level, person_id=person_id) for level in (5, 10, 15)]
    await asyncio.gather(*(harness.receive(signal, str(person_id)) for signal in signals))
    case = await harness.only_case()
    assert (case["level"], len(case["signals"])) == (15, 3)
    assert await harness.parked() == []


async def test_cases_opened_at_once_have_references_without_a_gap(harness: Harness) -> None:
    signals = [level_reached() for _ in range(6)]
    await asyncio.gather(*(harness.receive(signal, str(signal.person_id)) for signal in signals))
    references = sorted(case["reference"] for case in await harness.cases())
    assert references == [f"SP-2026-{number:06d}" for number in range(1, 7)]


async def test_batches_that_need_numbers_of_two_types_never_wait_for_each_other_in_a_circle(
    harness: Harness, logs: Logs
) -> None:
    def records(*events: LevelReached | EnrolmentMissing) -> list[StoredRecord]:
        return [harness.record(event, event.person_id) for event in events]

    def gap() -> EnrolmentMissing:
        told = {"signal_id": uuid4(), "person_id": uuid4(), "school_year": "2026-2027", "reference_date": "2026-10-01"}
        return EnrolmentMissing.model_validate(told)

    batches = [records(level_reached(), gap(), level_reached()), records(gap(), level_reached(), gap())] * 2
    await asyncio.gather(*(harness.handle(*batch) for batch in batches))
    references = sorted(case["reference"] for case in await harness.cases())
    assert references == [f"{prefix}-2026-{number:06d}" for prefix in ("LP", "SP") for number in range(1, 4)]
    assert logs.lines("message.retried") == []


async def test_a_level_and_a_caseworker_reopen_at_once(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    case = await harness.only_case()
    await harness.act(case["case_id"], "close", outcome="other", reason="reden")
    answer, _ = await asyncio.gather(
        harness.act(case["case_id"], "reopen", reason="reden"),
        harness.receive(level_reached(10, person_id=signal.person_id), str(signal.person_id)),
    )
    assert answer.status_code in {200, 409}
    case = await harness.only_case()
    assert (case["status"], case["level"]) == ("active", 10)
    assert await harness.parked() == []


async def test_a_case_by_hand_and_a_level_at_once_make_one_case(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    body = {"case_type": "truancy", "person_id": str(signal.person_id), "reason": "reden"}
    answer, _ = await asyncio.gather(
        harness.http.post("/cases", json=body), harness.receive(signal, str(signal.person_id))
    )
    assert answer.status_code in {201, 409}
    assert (await harness.only_case())["level"] == 5
    assert await harness.parked() == []


async def test_levels_while_persons_merge_end_in_one_open_case(harness: Harness) -> None:
    first, second = uuid4(), uuid4()
    await asyncio.gather(
        harness.receive(level_reached(5, person_id=first, pupil="P-1"), str(first)),
        harness.receive(PersonMerged(person_id=first, merged_into=second), str(first)),
        harness.receive(level_reached(5, person_id=second, pupil="P-2"), str(second)),
    )
    still_open = await harness.cases(status="new")
    assert len(still_open) == 1
    assert still_open[0]["person_id"] == str(second)
    assert len(still_open[0]["signals"]) == 2
    assert await harness.parked() == []
