"""Which cases an event is about, so that what is handled together is locked together."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from consultation.domain.meeting_kind import MeetingRules
from consultation.kinds.registry import meeting_kinds
from consultation.subscriptions import subscriptions
from shared.contracts.casework_cases import CaseClosed, CaseWithdrawn, WithdrawalProposed
from shared.contracts.contract import Contract
from shared.messaging.keys import Key
from shared.runtime.clock import SystemClock

CASE, REMAINING = UUID(int=1), UUID(int=2)


def keys_of(kind: type[Contract], **fields: object) -> list[Key]:
    rules = MeetingRules(meeting_kinds(), timedelta(minutes=5))
    handlers = {on.contract: on for subscription in subscriptions(rules, SystemClock()) for on in subscription.handlers}
    about = {"case_id": CASE, "reference": "SP-2026-000123", "case_type": "truancy", "reason": None}
    return list(handlers[kind].keys(kind.model_validate({**about, **fields})))


@pytest.mark.parametrize("kind", [WithdrawalProposed, CaseWithdrawn])
def test_what_is_told_of_a_case_names_the_case(kind: type[Contract]):
    assert keys_of(kind) == [Key("case", str(CASE))]


def test_a_merger_names_both_cases():
    closed = keys_of(CaseClosed, outcome="merged", merged_into=REMAINING)
    assert closed == [Key("case", str(CASE)), Key("case", str(REMAINING))]
    assert keys_of(CaseClosed, outcome="attends-again") == [Key("case", str(CASE))]


def test_a_case_whose_type_has_no_meetings_is_not_locked():
    assert keys_of(CaseWithdrawn, case_id=uuid4(), case_type="not-enrolled") == []
