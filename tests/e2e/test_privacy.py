"""Nothing personal leaves the places that need it: canaries are planted, and looked for everywhere else."""

import json
import re

import httpx
import orjson
import pytest
from aiokafka import AIOKafkaConsumer

from shared.contracts.catalogue import TOPICS
from shared.runtime.log_events import EVENTS
from shared.runtime.log_fields import FIELDS
from shared.service.log_lines import log_lines

from .harness import Harness, text_of

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125002"
GIVEN, FAMILY, INSZ, POSTCODE = "Kanariegeel", "Vogelvanger", "11030499935", "3899"
REGISTER_NUMBER, REASON = "STAM-CANARY-7", "vrije tekst met een geheim"
ANYWHERE = (GIVEN, FAMILY, INSZ, REGISTER_NUMBER, REASON)


async def test_a_pupil_with_canaries_goes_through_the_whole_chain(harness):
    await harness.enrol(REGISTER_NUMBER, GIVEN, FAMILY, insz=INSZ, postcode=POSTCODE)
    for day in ("2026-10-05", "2026-10-06", "2026-10-08"):
        for half_day in ("AM", "PM"):
            await harness.mark(REGISTER_NUMBER, day, half_day, "B", remark=REASON)
    await harness.mark(REGISTER_NUMBER, "2026-10-09", "AM", "B", package=f"{FAMILY}")  # a dead letter
    await harness.send("school.enrolment.v1", "be.flankerend.school.pupil-enrolled.v1", {"pupil": REGISTER_NUMBER})
    outcome = await harness.settled()
    (case,) = outcome.cases
    await harness.services.post("casework", f"/cases/{case['case_id']}/hold", {"until": "2026-12-01", "reason": REASON})
    await harness.services.post("casework", f"/cases/{case['case_id']}/notes", {"text": REASON})
    await harness.settled()

    assert any(f"{GIVEN} {FAMILY}" in text_of(mail) for mail in harness.mails())


async def test_no_log_holds_a_name_a_number_or_free_text(harness):
    logs = sorted((harness.stack.home.folder / "log").glob("*.log"))
    assert len(logs) >= 5
    for log in logs:
        text = log.read_text(errors="replace")
        for canary in ANYWHERE:
            assert canary not in text, f"{canary} in {log.name}"


async def test_every_log_line_is_on_the_closed_lists(harness):
    lines = log_lines(harness.stack.home.logs)
    assert {line.event for line in lines} <= set(EVENTS)
    assert {name for line in lines for name in line.fields} <= set(FIELDS)
    assert not any("fields.dropped" in line.fields for line in lines)


async def test_events_carry_names_only_where_names_belong(harness):
    allowed = {"attendance.persons.v1": {GIVEN, FAMILY, REGISTER_NUMBER}}
    for topic in TOPICS:
        if topic.startswith("school."):
            continue
        for record in await _records(harness, topic):
            body = (record.value or b"").decode()
            headers = repr(record.headers) + repr(record.key)
            numbers = {REGISTER_NUMBER} if topic != "consultation.directory.v1" else set()
            for canary in (*ANYWHERE, POSTCODE):
                assert not _names(headers, canary), (topic, canary)
                assert not _names(body, canary) or canary in allowed.get(topic, numbers), (topic, canary)


async def test_no_mail_has_personal_data_around_its_text(harness):
    for mail in harness.mails():
        headers = "".join(f"{name}: {value}\n" for part in mail.walk() for name, value in part.items())
        for canary in ANYWHERE:
            assert canary not in headers
    names = [path.name for path in harness.stack.home.mail.iterdir()]
    assert not any(canary in name for name in names for canary in ANYWHERE)


async def test_errors_of_the_services_repeat_no_input(harness):
    answer = await httpx.AsyncClient().post(
        f"{harness.stack.service_url('attendance')}/enrolments",
        content=orjson.dumps({"school": FAMILY, "pupil": f"{GIVEN} {FAMILY}", "person": {"insz": "11030499999"}}),
        headers={"Authorization": f"Bearer {harness.stack.token('coordinator')}", "Content-Type": "application/json"},
    )
    assert answer.status_code == 422
    for canary in (GIVEN, FAMILY, "11030499999"):
        assert canary not in json.dumps(answer.json())


def _names(text: str, canary: str) -> bool:
    """Whether the text has the canary; digits inside an event's id are no postcode."""
    return re.search(rf"(?<![0-9a-f]){re.escape(canary)}(?![0-9a-f])", text) is not None


async def _records(harness: Harness, topic: str) -> list:
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=harness.stack.kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        found = []
        while batch := await consumer.getmany(timeout_ms=700):
            found += [record for part in batch.values() for record in part]
        return found
    finally:
        await consumer.stop()
