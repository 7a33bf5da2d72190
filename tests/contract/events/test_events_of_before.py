"""What topics and outboxes still hold from before events told of every type of case is read as what it was then."""

import pytest

from shared.contracts import casework_cases as contracts
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import read_event
from shared.messaging.record import StoredRecord

BEFORE: dict[type[contracts.CaseEvent], str] = {
    contracts.CaseOpened: """{
        "case_id": "0199a3d2-0000-7000-8000-000000000001", "reference": "SP-2026-000123", "case_type": "truancy",
        "person_id": "0199a3d2-0000-7000-8000-000000000002", "school": "123456", "pupil": "P-1",
        "school_year": "2026-2027", "signal_id": null, "level": null, "count": null, "half_days": [],
        "opened_at": "2026-10-08T16:05:00+02:00", "respond_by": "2026-10-15", "rule": null}""",
    contracts.MeetingRequested: """{
        "case_id": "0199a3d2-0000-7000-8000-000000000001", "reference": "SP-2026-000123",
        "meeting_type": "care-meeting", "person_id": "0199a3d2-0000-7000-8000-000000000002", "school": "123456",
        "required_roles": ["counsellor"], "optional_roles": [], "not_before": "2026-10-12", "hold_by": "2026-10-22",
        "assignee": null, "meeting_id": "0199a3d2-0000-7000-8000-000000000003"}""",
    contracts.CaseAssigned: """{
        "case_id": "0199a3d2-0000-7000-8000-000000000001", "reference": "SP-2026-000123", "assignee": "worker-1"}""",
    contracts.EscalationWithdrawn: """{
        "case_id": "0199a3d2-0000-7000-8000-000000000001", "reference": "SP-2026-000123",
        "school_year": "2026-2027"}""",
    contracts.WithdrawalProposed: """{
        "case_id": "0199a3d2-0000-7000-8000-000000000001", "reference": "SP-2026-000123",
        "reason": "level-no-longer-holds"}""",
    contracts.CaseWithdrawn: """{
        "case_id": "0199a3d2-0000-7000-8000-000000000001", "reference": "SP-2026-000123",
        "reason": "confirmed-by-caseworker"}""",
    contracts.CaseClosed: """{
        "case_id": "0199a3d2-0000-7000-8000-000000000001", "reference": "SP-2026-000123",
        "reason": "persons-merged", "outcome": "merged", "merged_into": "0199a3d2-0000-7000-8000-000000000004"}""",
}


@pytest.mark.parametrize("contract", BEFORE, ids=lambda contract: contract.__name__)
def test_an_event_that_names_no_type_and_no_grounds_is_of_truancy(contract: type[contracts.CaseEvent]) -> None:
    envelope = Envelope(id="1", source="/casework", type=contract.event_type, sequence=1)
    record = StoredRecord(contract.topic, 0, 0, 0, b"key", BEFORE[contract].encode(), envelope.headers())
    received = read_event(record, {contract.event_type: contract})
    assert received
    assert isinstance(received.data, contract)
    assert received.data.case_type == "truancy"
    assert getattr(received.data, "grounds", ()) == ()
