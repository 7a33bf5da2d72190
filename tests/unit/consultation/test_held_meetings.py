"""Who was at a meeting, and what was decided about its cases."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from consultation.meetings.domain.held import CaseDecision, Held
from consultation.meetings.domain.meeting import Meeting
from consultation.outgoing import to_outgoing
from consultation.testing.factories import MONDAY, NOW, a_slot, at, case_id, proposed
from shared.domain.decisions import Decision
from shared.domain.errors import Conflict, InvalidField

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


class TestWhatWasNotedBefore:
    """Somebody notes what comes of a meeting while it goes on, and says it was held later."""

    FIRST, SECOND = CaseDecision(case_id(1), Decision.PLAN), CaseDecision(case_id(2), Decision.CLOSE)

    def noted(self, present: tuple[str, ...] | None = ("counsellor-1",)) -> Meeting:
        meeting = replace(planned(), case_ids=(case_id(1), case_id(2)))
        return meeting.noted(Held(present, (self.FIRST, self.SECOND)), NOW)

    def test_is_told_to_nobody_once_and_stays_where_nothing_else_is_said(self):
        noted = self.noted()
        assert (noted.events, noted.version) == ((), planned().version + 1)
        assert noted.noted(noted.held, NOW) is noted
        other = CaseDecision(case_id(2), Decision.MONITOR)
        assert noted.complete(END, Held(None, (other,))).held == Held(("counsellor-1",), (other, self.FIRST))
        assert noted.complete(END, Held(())).held == Held((), (self.FIRST, self.SECOND))

    def test_can_not_be_other_once_the_meeting_was_held(self):
        held = self.noted().complete(END)
        with pytest.raises(Conflict):
            held.noted(Held(), END)
        with pytest.raises(InvalidField):
            self.noted().noted(Held(None, (CaseDecision(uuid4(), Decision.PLAN),)), NOW)

    def test_of_a_case_that_left_the_meeting_is_in_the_way_of_nothing(self):
        transferred = self.noted().without_case(case_id(1), NOW).complete(END)
        assert transferred.held.decisions == (self.SECOND,)
        merged = self.noted().moved_along(case_id(1), case_id(2), NOW).complete(END)
        assert (merged.case_ids, merged.held.decisions) == ((case_id(2),), (self.SECOND,))

    def test_of_somebody_who_no_longer_takes_part_is_in_the_way_of_nothing(self):
        others = a_slot(MONDAY, "08:30", "counsellor-2", "clb-1")
        both, gone = self.noted(("counsellor-1", "clb-1")), self.noted(("counsellor-1",))
        assert both.reschedule(others, NOW).complete(END).held.present == ("clb-1",)
        assert gone.reschedule(others, NOW).complete(END).held.present is None
        assert self.noted(()).reschedule(others, NOW).complete(END).held.present == ()

    def test_is_asked_for_by_case(self):
        assert [self.noted().held.decision(case_id(number)) for number in (2, 3)] == [Decision.CLOSE, None]
