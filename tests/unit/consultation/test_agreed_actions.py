"""What is agreed at a meeting: by who takes part, for one of its cases, from its start on."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.meeting import Meeting
from consultation.outgoing import to_outgoing
from consultation.testing.factories import MONDAY, NOW, a_slot, at, proposed
from shared.domain.errors import Conflict, IllegalTransition, InvalidField

START = at(MONDAY, "08:30")
TEXT = "Belt de ouders van Noor"


def meeting_at_its_start() -> Meeting:
    return replace(proposed().schedule(a_slot(), NOW), events=())


def action(meeting: Meeting, **fields: object) -> AgreedAction:
    about = {"action_id": uuid4(), "case_id": meeting.case_ids[0], "what": TEXT, "owner": "counsellor-1"}
    return AgreedAction(**{**about, "due_on": MONDAY, "agreed_by": "u1", "agreed_at": START, **fields})


def test_an_action_is_told_without_its_text():
    meeting = meeting_at_its_start()
    agreed = action(meeting)
    (event,) = meeting.agreed(agreed, START).events
    outgoing = to_outgoing(event)
    assert (outgoing.event_type, outgoing.key) == (
        "be.flankerend.consultation.action-agreed.v1",
        str(meeting.meeting_id),
    )
    told = outgoing.data.model_dump_json()
    assert str(agreed.action_id) in told
    assert "Noor" not in told


@pytest.mark.parametrize(
    ("field", "value"), [("case_id", uuid4()), ("owner", "counsellor-2"), ("due_on", date(2026, 11, 15))]
)
def test_an_action_of_no_case_no_participant_or_yesterday_is_refused(field: str, value: object):
    meeting = meeting_at_its_start()
    with pytest.raises(InvalidField) as refused:
        meeting.agreed(action(meeting, **{field: value}), START)
    assert refused.value.field == field


def test_nothing_is_agreed_before_the_meeting_begins():
    meeting = meeting_at_its_start()
    with pytest.raises(Conflict):
        meeting.agreed(action(meeting), at(MONDAY, "08:29"))


def test_nothing_is_agreed_at_a_meeting_that_was_called_off():
    meeting = meeting_at_its_start().cancel(None, NOW)
    with pytest.raises(IllegalTransition):
        meeting.agreed(action(meeting), START)


def test_actions_are_agreed_after_the_meeting_was_held_too():
    held = meeting_at_its_start().complete(at(MONDAY, "09:15"))
    assert held.agreed(action(held), at(MONDAY, "09:30")).version == held.version + 1
