"""The term of a state is counted when a case comes there, and told by the passing days."""

from datetime import datetime
from uuid import uuid4

from casework.application.watch_deadlines import watch_deadlines
from shared.runtime.clock import BRUSSELS

from .harness import Harness, person


async def test_each_stage_is_an_entry_and_an_event_and_is_told_once(harness: Harness) -> None:
    person_id = str(uuid4())
    await harness.receive(person(person_id), person_id)
    opened = await harness.http.post(
        "/cases", json={"case_type": "newcomer", "person_id": person_id, "reason": "reden"}
    )
    case_id = opened.json()["case_id"]
    response = {"term": "respond-by", "due_on": "2026-11-30", "overdue": False, "escalated": False}
    assert opened.json()["terms"] == [response]
    started = (await harness.act(case_id, "start")).json()
    due_on = "2027-02-01"  # 40 Flemish school days after 23 November, as the case is at no school
    assert started["terms"] == [{**response, "term": "active", "due_on": due_on}]
    for month, day in ((1, 29), (2, 2), (2, 28)):
        harness.clock.set(datetime(2027, month, day, 9, tzinfo=BRUSSELS))
        for _ in range(2):
            await watch_deadlines(harness.service.units, clock=harness.clock)
    [term] = (await harness.only_case())["terms"]
    assert (term["overdue"], term["escalated"]) == (True, True)
    kinds = [entry["kind"] for entry in await harness.timeline(case_id)]
    assert kinds[-3:] == ["term-due-soon", "term-overdue", "term-escalated"]
    told = [(name, data) for name, data in await harness.sent() if name in {"case-due.v1", "case-overdue.v1"}]
    about = {"case_id": case_id, "reference": "OK-2026-000001", "case_type": "newcomer"}
    term_told = {**about, "term": "active", "due_on": due_on}
    assert told == [
        ("case-due.v1", term_told),
        ("case-overdue.v1", term_told),
        ("case-overdue.v1", {**term_told, "escalated_to": "coordinator"}),
    ]
    worklist = (await harness.http.get("/worklist")).json()["items"]
    assert [item["due"] for item in worklist] == [due_on]
    await harness.act(case_id, "hold", until="2027-03-30", reason="reden")
    assert (await harness.only_case())["terms"] == []
