"""A child that is not known to be enrolled, seen from the other services: nothing follows for them."""

from datetime import date
from uuid import uuid4

from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing

from .conftest import OpenHarness


async def test_its_case_plans_no_meeting_and_mails_nobody_whatever_becomes_of_it(open_harness: OpenHarness) -> None:
    harness = await open_harness(1)
    told = {
        "signal_id": uuid4(),
        "person_id": uuid4(),
        "school_year": "2026-2027",
        "reference_date": date(2026, 10, 1),
    }
    harness.tell(EnrolmentMissing.model_validate(told), told["person_id"])
    await harness.let_pass()
    [case] = (await harness.ask("casework", "GET", "/cases")).json()["items"]
    await harness.ask("casework", "POST", f"/cases/{case['case_id']}/assign", assignee="caseworker-1")
    harness.tell(EnrolmentFound.model_validate(told), told["person_id"])
    await harness.let_pass()
    answer = await harness.ask("casework", "POST", f"/cases/{case['case_id']}/withdraw", reason="ingeschreven")
    assert answer.json()["status"] == "withdrawn"
    await harness.ask("casework", "POST", f"/cases/{case['case_id']}/reopen", reason="toch niet")
    await harness.ask(
        "casework", "POST", f"/cases/{case['case_id']}/close", outcome="not-in-order", reason="huisbezoek"
    )
    await harness.let_pass()
    assert await harness.rows("consultation", "SELECT 1 FROM meeting") == []
    assert await harness.rows("notifications", "SELECT 1 FROM notice") == []
    for service in ("consultation", "notifications"):
        assert await harness.rows(service, "SELECT error FROM dead_letter") == []
