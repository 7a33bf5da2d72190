"""Which cases an event is about, so that what is handled together is locked together."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules, EmptySession
from consultation.kinds.registry import meeting_kinds
from consultation.subscriptions import subscriptions
from consultation.unit_of_work import ENDING
from shared.contracts.casework_cases import CaseClosed, CaseWithdrawn, MeetingRequested, WithdrawalProposed
from shared.contracts.contract import Contract
from shared.messaging.keys import Key
from shared.runtime.clock import SystemClock

CASE, REMAINING = UUID(int=1), UUID(int=2)


def keys_of(kind: type[Contract], **fields: object) -> list[Key]:
    rules = MeetingRules(meeting_kinds(), timedelta(minutes=5))
    agendas = AgendaRules(urgencies=(), told_before=3, empty=EmptySession.KEEP)
    all_of_them = subscriptions(rules, agendas, SystemClock())
    handlers = {on.contract: on for subscription in all_of_them for on in subscription.handlers}
    about = {"case_id": CASE, "reference": "SP-2026-000123", "case_type": "truancy", "reason": None}
    return list(handlers[kind].keys(kind.model_validate({**about, **fields})))


def test_what_is_told_of_a_case_names_the_case():
    assert keys_of(WithdrawalProposed) == [Key("case", str(CASE))]


def test_the_end_of_a_case_names_what_becomes_free():
    assert keys_of(CaseWithdrawn) == [Key("case", str(CASE)), Key(ENDING, str(CASE))]


@pytest.mark.parametrize("named", [{}, {"meeting_id": UUID(int=7)}])
def test_a_request_names_the_school_and_the_place_too(named: dict[str, UUID]):
    terms = {"meeting_type": "care-meeting", "person_id": UUID(int=3), "school": "125001", "optional_roles": []}
    days = {"required_roles": ["counsellor"], "not_before": "2026-11-17", "hold_by": "2026-11-27"}
    assert set(keys_of(MeetingRequested, **terms, **days, **named)) == {
        Key("case", str(CASE)),
        *(Key("meeting", str(meeting_id)) for meeting_id in named.values()),
        Key("school", "125001"),
        Key("place", "Zorglokaal, school 125001"),
    }


def test_a_merger_names_both_cases():
    closed = keys_of(CaseClosed, outcome="merged", merged_into=REMAINING)
    assert closed == [Key("case", str(CASE)), Key(ENDING, str(CASE)), Key("case", str(REMAINING))]
    assert keys_of(CaseClosed, outcome="attends-again") == [Key("case", str(CASE)), Key(ENDING, str(CASE))]


def test_a_case_whose_type_has_no_meetings_is_not_locked():
    assert keys_of(CaseWithdrawn, case_id=uuid4(), case_type="not-enrolled") == []
