"""What attendance tells, as what cases of each type rest on."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from casework.subscriptions import subscriptions
from casework.testing.factories import LENGTHS, NOT_ENROLLED, NOW, PERSON, TRUANCY
from casework.testing.in_memory import Memory
from casework.types import registry
from casework.types.toddler_participation.at_risk import AtRisk
from shared.contracts.attendance_signals import (
    AttendanceDropped,
    EnrolmentFound,
    EnrolmentMissing,
    LevelReached,
    LevelWithdrawn,
)
from shared.contracts.contract import Contract
from shared.messaging import keys
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.testing.clock import FixedClock

CLOCK = FixedClock(NOW)
HANDLERS = {on.contract: on for item in registry.REGISTRY for on in item.events_in(item.case_type, CLOCK, LENGTHS)}

LEVEL: dict[str, Any] = {
    "signal_id": uuid4(),
    "person_id": PERSON,
    "school": "123456",
    "pupil": "P-1",
    "level_of_education": "secundair",
    "school_year": "2026-2027",
    "rule": "problematic-half-days",
    "rule_version": 1,
    "level": 5,
    "count": 5,
    "reached_on": date(2026, 11, 20),
    "half_days": [{"date": date(2026, 11, 20), "half_day": "AM", "school": "123456"}],
}
GAP: dict[str, Any] = {
    "signal_id": uuid4(),
    "person_id": PERSON,
    "school_year": "2026-2027",
    "reference_date": date(2026, 10, 1),
}

AT_RISK: dict[str, Any] = {
    "signal_id": uuid4(),
    "person_id": PERSON,
    "school": "123456",
    "pupil": "P-1",
    "level_of_education": "kleuter",
    "school_year": "2026-2027",
    "rule": "toddler-at-risk",
    "rule_version": 1,
    "kind": "toddler-at-risk",
    "period_from": date(2026, 9, 1),
    "period_until": date(2026, 11, 20),
    "rate": 0.625,
    "usual_rate": 0.9,
}


async def told(memory: Memory, contract: type[Contract], **data: Any) -> None:
    envelope = Envelope(id=str(uuid4()), source="/attendance", type=contract.event_type, sequence=1)
    received = Received(envelope, contract.model_validate(data))
    await HANDLERS[contract].handler(memory.unit, received)


async def test_a_level_opens_a_truancy_case_and_its_withdrawal_is_taken_from_it() -> None:
    memory = Memory()
    await told(memory, LevelReached, **LEVEL)
    [case] = memory.open_cases()
    assert (case.case_type, case.status.value, case.school) == (TRUANCY, "new", "123456")
    await told(memory, LevelWithdrawn, **LEVEL | {"count": 4})
    [case] = memory.open_cases()
    assert case.status.value == "withdrawal-proposed"


async def test_a_level_that_is_not_about_truancy_is_no_ground() -> None:
    memory = Memory()
    for contract in (LevelReached, LevelWithdrawn):
        await told(memory, contract, **LEVEL, truancy=False)
    assert (memory.open_cases(), memory.known_grounds) == ([], {})


async def test_a_gap_opens_a_case_of_its_own_type_and_an_enrolment_closes_the_gap() -> None:
    memory = Memory()
    await told(memory, EnrolmentMissing, **GAP)
    [case] = memory.open_cases()
    assert (case.case_type, case.status.value, case.school) == (NOT_ENROLLED, "new", None)
    await told(memory, EnrolmentFound, **GAP)
    [case] = memory.open_cases()
    assert case.status.value == "withdrawal-proposed"


async def test_a_toddler_at_risk_opens_nothing_and_is_kept_as_it_was_told_first() -> None:
    memory = Memory()
    await told(memory, AttendanceDropped, **AT_RISK)
    await told(memory, AttendanceDropped, **AT_RISK | {"rate": 0.5})
    assert memory.open_cases() == []
    [kept] = memory.known_grounds.values()
    assert isinstance(kept.ground, AtRisk)
    assert (kept.case_id, kept.ground.stands, kept.ground.facts) == (None, True, {"rate": 62})
    assert AtRisk.fields_of(kept.ground.details) == {"rate": 62}


async def test_of_early_signals_only_those_about_toddlers_are_heard_with_the_signal_they_repeat() -> None:
    dropped = AttendanceDropped.model_validate(AT_RISK)
    assert set(HANDLERS[AttendanceDropped].keys(dropped)) == {keys.ground(dropped.signal_id)}
    memory, other = Memory(), AT_RISK | {"kind": "attendance-drop"}
    await told(memory, AttendanceDropped, **other)
    assert memory.known_grounds == {}
    assert list(HANDLERS[AttendanceDropped].keys(AttendanceDropped.model_validate(other))) == []


def test_each_of_them_needs_its_person_with_all_cases_and_what_was_said_of_the_same() -> None:
    level, gap = LevelReached.model_validate(LEVEL), EnrolmentFound.model_validate(GAP)
    about_person = {keys.person(PERSON), keys.cases_of(PERSON)}
    of_level = {keys.ground(level.signal_id), keys.school("123456")}
    assert set(HANDLERS[LevelReached].keys(level)) == about_person | of_level
    assert set(HANDLERS[EnrolmentFound].keys(gap)) == about_person | {keys.ground(gap.signal_id)}


def test_what_one_event_says_is_of_one_type_of_case() -> None:
    of_types = tuple(HANDLERS.values())
    topics = [subscription.topic for subscription in subscriptions(of_types, CLOCK, LENGTHS)]
    assert topics[0] == LevelReached.topic
    assert len(topics) == len(set(topics))
    with pytest.raises(ValueError, match="same events"):
        subscriptions((*of_types, of_types[0]), CLOCK, LENGTHS)
