"""Who comes to a meeting, on its page and in the form."""

import pytest
from tests.component.consultation.harness import Case

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role

from .visitor import Visitor

MOTHER = "Mieke Verzonnen"


@pytest.fixture
async def meeting(visitor: Visitor) -> Meeting:
    case = Case()
    await visitor.harness.tell(case.event(CaseOpened))
    return await visitor.harness.request(case)


async def note(visitor: Visitor, meeting: Meeting, **fields: str):
    typed = {"version": "0", "naam-0": MOTHER, "rol-0": "parent", "naam-1": "", "rol-1": ""}
    return await visitor.send(f"/overleg/{meeting.meeting_id}/gasten", **{**typed, **fields})


async def test_a_guest_is_on_the_page_of_the_meeting_for_who_takes_part(visitor: Visitor, meeting: Meeting):
    await visitor.harness.add("counsellor-2", Role.COUNSELLOR, "125001")
    assert (await note(visitor, meeting)).status_code == 303
    path = f"/overleg/{meeting.meeting_id}"
    assert MOTHER in (await visitor.see(path)).text
    assert MOTHER in (await visitor.see(path, Role.CLB)).text
    assert MOTHER not in (await visitor.see(path, Role.COUNSELLOR, "counsellor-2")).text
    assert f'value="{MOTHER}"' in (await visitor.see(f"{path}/gasten")).text
    assert (await note(visitor, meeting, version="1", **{"naam-0": ""})).status_code == 303
    assert MOTHER not in (await visitor.see(path)).text


async def test_what_was_typed_stays_beside_what_is_wrong(visitor: Visitor, meeting: Meeting):
    wrong = {"rol-0": ""}, {"naam-1": "Piet 3", "rol-1": "head"}, {"version": "5"}
    answers = [await note(visitor, meeting, **fields) for fields in wrong]
    assert [answer.status_code for answer in answers] == [422, 422, 412]
    for answer in answers:
        assert f'value="{MOTHER}"' in answer.text
        assert 'role="alert"' in answer.text
