"""The page of who comes to a meeting: named, replaced, added and taken away again, by who runs cases."""

from uuid import uuid4

import pytest
from tests.component.consultation.harness import OTHER_SCHOOL, Case

from consultation.domain.wanted import Participant
from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role

from .visitor import Visitor

CLB = Participant("clb-2", Role.CLB, True)


@pytest.fixture
async def meeting(visitor: Visitor) -> Meeting:
    """A meeting on Tuesday 17 November 2026 at half past eight; another CLB contact and counsellor are there too."""
    await visitor.harness.add("clb-2", Role.CLB)
    await visitor.harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    case = Case()
    await visitor.harness.tell(case.event(CaseOpened))
    return await visitor.harness.request(case)


def page_of(meeting: Meeting) -> str:
    return f"/overleg/{meeting.meeting_id}/deelnemers"


async def seated(visitor: Visitor, meeting: Meeting) -> tuple[set[str], tuple[Participant, ...]]:
    now = await visitor.harness.meeting(meeting.meeting_id)
    assert now.slot is not None
    assert now.slot.time == meeting.slot.time
    return {person.contact_id for person in now.slot.participants}, now.wanted.named


async def test_somebody_is_replaced_and_added_by_name_and_taken_away_again(visitor: Visitor, meeting: Meeting) -> None:
    page = (await visitor.see(page_of(meeting))).text
    assert "de planning kiest, nu Els Voorbeeld" in page
    named = {"persoon-2": "clb/clb-2", "nodig-2": "ja", "persoon-4": "counsellor/counsellor-2", "nodig-4": "nee"}
    answer = await visitor.send(page_of(meeting), version=meeting.version, **named)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/overleg/{meeting.meeting_id}")
    both = (Participant("counsellor-2", Role.COUNSELLOR, False), Participant("counsellor-1", Role.COUNSELLOR, True))
    with_both = await seated(visitor, meeting)
    assert with_both == ({"worker-1", "clb-2", "counsellor-1", "counsellor-2", "coach-1"}, (CLB, *both))
    page = (await visitor.see(page_of(meeting))).text
    assert '<option value="clb/clb-2" selected>' in page
    without = {"persoon-0": "clb/clb-2", "nodig-0": "ja", "persoon-1": ""}
    assert (await visitor.send(page_of(meeting), version=meeting.version + 1, **without)).status_code == 303
    assert await seated(visitor, meeting) == ({"worker-1", "clb-2", "counsellor-1", "coach-1"}, (CLB,))


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"persoon-2": "clb/nobody"}, 422, "geen contactpersoon"),
        ({"persoon-2": "clb/clb-2", "persoon-3": "clb/clb-2"}, 422, "staat er twee keer"),
        ({"persoon-2": "boss/clb-2"}, 422, "Er klopt nog iets niet"),
        ({"hold_by": "2026-11-01"}, 422, "Kies een dag vanaf vandaag"),
        ({"starts_at": "2026-11-17T22:00"}, 422, "Kies een moment dat nog komt"),
        ({"version": "7"}, 412, "Iemand heeft dit overleg net gewijzigd"),
    ],
)
async def test_what_is_refused_is_shown_with_why_and_changes_nothing(
    visitor: Visitor, meeting: Meeting, typed: dict[str, str], status: int, said: str
) -> None:
    answer = await visitor.send(page_of(meeting), **{"version": str(meeting.version), **typed})
    assert (answer.status_code, said in answer.text) == (status, True)
    assert (await visitor.harness.meeting(meeting.meeting_id)).version == meeting.version


async def test_only_who_runs_cases_comes_there(visitor: Visitor, meeting: Meeting) -> None:
    link = f'href="{page_of(meeting)}"'
    for role, status in ((Role.COORDINATOR, 200), (Role.COUNSELLOR, 403), (Role.CLB, 403)):
        assert (await visitor.see(page_of(meeting), role)).status_code == status
        page = (await visitor.see(f"/overleg/{meeting.meeting_id}", role)).text
        assert (link in page) == (status == 200)
    assert (await visitor.see(f"/overleg/{uuid4()}/deelnemers")).status_code == 404


async def test_a_meeting_that_is_called_off_has_no_form(visitor: Visitor, meeting: Meeting) -> None:
    async with visitor.harness.asking("caseworker") as client:
        called_off = await client.post(f"/meetings/{meeting.meeting_id}/cancel", json={"reason": "other"})
    assert called_off.status_code == 200, called_off.text
    page = (await visitor.see(page_of(meeting))).text
    assert ("wie erbij is, verandert niet meer" in page, "Bewaar wie komt" in page) == (True, False)
    answer = await visitor.send(page_of(meeting), version=meeting.version + 1)
    assert (answer.status_code, "wie erbij is, verandert niet meer" in answer.text) == (409, True)
