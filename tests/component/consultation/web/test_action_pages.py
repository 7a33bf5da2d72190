"""What is agreed, on the page of the meeting and in its form."""

import re
from datetime import timedelta

import pytest
from tests.component.consultation.harness import Case

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role

from .visitor import Visitor


@pytest.fixture
async def meeting(visitor: Visitor) -> Meeting:
    """A meeting that has just begun."""
    case = Case()
    await visitor.harness.tell(case.event(CaseOpened))
    meeting = await visitor.harness.request(case)
    assert meeting.slot
    visitor.harness.clock.set(meeting.slot.time.start)
    return meeting


async def agree(visitor: Visitor, meeting: Meeting, **fields: str):
    about = {"case_id": str(meeting.case_ids[0]), "what": "Belt de ouders", "owner": "clb-1", "due_on": "2026-11-27"}
    return await visitor.send(f"/overleg/{meeting.meeting_id}/afspraken", **{**about, **fields})


async def test_a_form_that_is_sent_twice_agrees_once(visitor: Visitor, meeting: Meeting):
    page = await visitor.see(f"/overleg/{meeting.meeting_id}/afspraken")
    key = re.search(r'name="once" value="([^"]+)"', page.text)
    assert key
    for _ in range(2):
        assert (await agree(visitor, meeting, once=key[1])).status_code == 303
    for path in ("", "/afspraken"):
        shown = await visitor.see(f"/overleg/{meeting.meeting_id}{path}")
        assert shown.text.count("Belt de ouders") == 1
        assert "27/11/2026" in shown.text


async def test_what_was_typed_stays_beside_what_is_wrong(visitor: Visitor, meeting: Meeting):
    answer = await agree(visitor, meeting, due_on="2026-11-01")
    assert answer.status_code == 422
    assert "Kies vandaag of een dag die nog komt." in answer.text
    assert "Belt de ouders" in answer.text


async def test_before_the_meeting_there_is_no_form(visitor: Visitor, meeting: Meeting):
    visitor.harness.clock.set(visitor.harness.clock.now() - timedelta(minutes=1))
    assert "Noteer de afspraak" not in (await visitor.see(f"/overleg/{meeting.meeting_id}/afspraken")).text
    answer = await agree(visitor, meeting)
    assert (answer.status_code, "nog niet begonnen" in answer.text) == (409, True)


async def test_who_takes_part_reads_and_who_does_not_reads_nothing(visitor: Visitor, meeting: Meeting):
    await visitor.harness.add("counsellor-2", Role.COUNSELLOR, "125001")
    await agree(visitor, meeting)
    path = f"/overleg/{meeting.meeting_id}"
    assert "Belt de ouders" in (await visitor.see(path, Role.COUNSELLOR)).text
    assert "Belt de ouders" not in (await visitor.see(path, Role.COUNSELLOR, "counsellor-2")).text


async def test_what_was_decided_is_said_with_that_the_meeting_was_held(visitor: Visitor, meeting: Meeting):
    assert meeting.slot
    visitor.harness.clock.set(meeting.slot.time.end)
    path = f"/overleg/{meeting.meeting_id}"
    assert "Wat is er beslist" in (await visitor.see(f"{path}/gehouden")).text
    decided = {"case_id": str(meeting.case_ids[0]), "decision": "referral"}
    assert (await visitor.send(f"{path}/gehouden", version="1", **decided)).status_code == 303
    assert "<dt>Beslist</dt><dd>doorverwijzen</dd>" in (await visitor.see(path)).text
