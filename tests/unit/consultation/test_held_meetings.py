"""Who was at a meeting, and what was decided about its cases."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from consultation.meetings.domain.held import CaseDecision, Held
from consultation.meetings.domain.meeting import Meeting
from consultation.outgoing import to_outgoing
from consultation.testing.factories import MONDAY, NOW, a_slot, at, proposed
from shared.domain.decisions import Decision
from shared.domain.errors import InvalidField

END = at(MONDAY, "09:15")


def planned() -> Meeting:
    return replace(proposed().schedule(a_slot(MONDAY, "08:30", "counsellor-1", "clb-1"), NOW), events=())


def test_decisions_are_told_and_who_was_there_is_not():
    meeting = planned()
    decision = CaseDecision(meeting.case_ids[0], Decision.PLAN)
    (event,) = meeting.complete(END, Held(("counsellor-1",), (decision,))).events
    told = json.loads(to_outgoing(event).data.model_dump_json())
    assert told["decisions"] == [{"case_id": str(meeting.case_ids[0]), "decision": "plan"}]
    assert "present" not in told


def test_of_who_takes_part_anybody_can_have_been_there_and_nobody():
    held = planned().complete(END, Held(()))
    assert held.held.present == ()


@pytest.mark.parametrize(
    ("outcome", "field"),
    [
        (lambda case_id: Held(("coach-1",)), "present"),
        (lambda case_id: Held(None, (CaseDecision(uuid4(), Decision.PLAN),)), "decisions"),
        (lambda case_id: Held(None, 2 * (CaseDecision(case_id, Decision.PLAN),)), "decisions"),
    ],
)
def test_who_does_not_take_part_and_what_is_not_on_the_table_are_refused(outcome, field: str):
    meeting = planned()
    with pytest.raises(InvalidField) as refused:
        meeting.complete(END, outcome(meeting.case_ids[0]))
    assert refused.value.field == field


@pytest.mark.parametrize("allowed", [(), (Decision.CLOSE,)])
def test_a_kind_of_meeting_has_its_own_decisions(allowed: tuple[Decision, ...]):
    with pytest.raises(InvalidField):
        Held(None, (CaseDecision(uuid4(), Decision.PLAN),)).check_kinds(allowed)
    Held().check_kinds(allowed)


def test_a_decision_goes_along_with_a_merged_case_unless_the_other_has_its_own():
    first, second = CaseDecision(uuid4(), Decision.PLAN), CaseDecision(uuid4(), Decision.CLOSE)
    remaining = uuid4()
    moved = Held(None, (first, second)).merged(first.case_id, remaining)
    assert moved.decisions == (replace(first, case_id=remaining), second)
    assert moved.merged(second.case_id, remaining) == moved
