"""A child that is not known to be enrolled, seen from the other services: nothing follows for them."""

from datetime import date
from uuid import uuid4

from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing

from .conftest import OpenChain


async def test_its_case_plans_no_meeting_and_mails_nobody_whatever_becomes_of_it(open_chain: OpenChain) -> None:
    chain = await open_chain(1)
    told = {
        "signal_id": uuid4(),
        "person_id": uuid4(),
        "school_year": "2026-2027",
        "reference_date": date(2026, 10, 1),
    }
    chain.tell(EnrolmentMissing.model_validate(told), told["person_id"])
    await chain.let_pass()
    [case] = (await chain.ask("casework", "GET", "/cases")).json()["items"]
    await chain.ask("casework", "POST", f"/cases/{case['case_id']}/assign", assignee="caseworker-1")
    chain.tell(EnrolmentFound.model_validate(told), told["person_id"])
    await chain.let_pass()
    answer = await chain.ask("casework", "POST", f"/cases/{case['case_id']}/withdraw", reason="ingeschreven")
    assert answer.json()["status"] == "withdrawn"
    await chain.ask("casework", "POST", f"/cases/{case['case_id']}/reopen", reason="toch niet")
    await chain.ask("casework", "POST", f"/cases/{case['case_id']}/close", outcome="not-in-order", reason="huisbezoek")
    await chain.let_pass()
    assert await chain.rows("consultation", "SELECT 1 FROM meeting") == []
    assert await chain.rows("notifications", "SELECT 1 FROM notice") == []
    for service in ("consultation", "notifications"):
        assert await chain.rows(service, "SELECT error FROM dead_letter") == []
