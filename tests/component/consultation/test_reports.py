"""What a meeting is prepared with, and what is reported of it, each as far as the reader was invited."""

from datetime import timedelta
from typing import Any

import pytest
from tests.pdfs import Pdf

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseOpened, MeetingRequested, TaskDone
from shared.runtime.ids import new_id

from .harness import OTHER_SCHOOL, Case, Harness
from .standing import fixed, staffed_for_two

RULE = "problematic-half-days"
TEXT = "De leerling wil terug.\nMama belt #elke *week* @school."


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await staffed_for_two(harness)
    return harness


@pytest.fixture
def own() -> Case:
    return Case()


@pytest.fixture
def other() -> Case:
    return Case(reference="SP-2026-000124", school=OTHER_SCHOOL)


@pytest.fixture
async def session(staffed: Harness, own: Case, other: Case) -> Meeting:
    """A session about a case of each school, which has just begun."""
    first, *_ = await fixed(staffed)
    for case in (own, other):
        await staffed.tell(case.event(CaseOpened, level=10, rule=RULE))
        await staffed.tell(case.event(MeetingRequested))
    meeting = await staffed.meeting(first["meeting_id"])
    assert meeting.slot
    staffed.clock.set(meeting.slot.time.start)
    return meeting


async def get(harness: Harness, path: str, role: str = "caseworker", contact: str | None = None, **headers: str) -> Any:
    async with harness.asking(role, contact) as client:
        return await client.get(path, headers=headers)


async def agree(harness: Harness, meeting: Meeting, case: Case, what: str, due_on: str) -> str:
    body = {"case_id": str(case.case_id), "what": what, "owner": "counsellor-1", "due_on": due_on}
    async with harness.asking("caseworker") as client:
        answer = await client.post(f"/meetings/{meeting.meeting_id}/actions", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["action_id"])


async def reported(harness: Harness, session: Meeting, own: Case, other: Case) -> None:
    """The session is minuted, and held."""
    path = f"/meetings/{session.meeting_id}"
    await agree(harness, session, own, "Belt mama", "2026-11-27")
    assert session.slot
    harness.clock.set(session.slot.time.end)
    guest = {"name": "Mieke Verzonnen", "role": "parent", "case_id": str(own.case_id)}
    decisions = [{"case_id": str(own.case_id), "decision": "plan"}]
    async with harness.asking("caseworker") as client:
        for case, text in ((own, TEXT), (other, "KANARIE")):
            assert (await client.put(f"{path}/cases/{case.case_id}/minutes", json={"text": text})).is_success
        assert (await client.put(f"{path}/guests", json={"guests": [guest]})).is_success
        held = {"present": ["counsellor-1", "worker-1"], "decisions": decisions}
        assert (await client.post(f"{path}/complete", json=held)).is_success


async def test_what_was_agreed_before_is_looked_at_again_at_the_next_meeting(
    staffed: Harness, session: Meeting, own: Case
):
    done = await agree(staffed, session, own, "Belt mama", "2026-11-20")
    await agree(staffed, session, own, "Schrijft een plan", "2026-11-27")
    await staffed.tell(own.event(TaskDone, action_id=done, task_id=new_id(), done_on="2026-11-19"))
    assert session.slot
    staffed.clock.set(session.slot.time.end + timedelta(hours=1))
    async with staffed.asking("caseworker") as client:
        answer = await client.post("/meetings", json={"case_ids": [str(own.case_id)]})
    following = answer.json()["meeting_id"]
    (case,) = (await get(staffed, f"/meetings/{following}/preparation")).json()["cases"]
    assert (case["reference"], case["rule"], case["level"]) == (own.reference, RULE, 10)
    earlier = [(action["what"], action["done_on"], action["meeting_id"]) for action in case["earlier_actions"]]
    where = str(session.meeting_id)
    assert earlier == [("Schrijft een plan", None, where), ("Belt mama", "2026-11-19", where)]
    (case,) = (await get(staffed, f"/meetings/{where}/preparation", "counsellor", "counsellor-1")).json()["cases"]
    assert (case["reference"], case["earlier_actions"], case["minutes"]) == (own.reference, [], 15)


async def test_a_preparation_is_for_those_at_the_table_and_their_own_cases(
    staffed: Harness, session: Meeting, own: Case, other: Case
):
    path = f"/meetings/{session.meeting_id}/preparation"
    cases = {
        reader: [case["case_id"] for case in (await get(staffed, path, *reader)).json()["cases"]]
        for reader in (("coordinator",), ("counsellor", "counsellor-1"), ("counsellor", "counsellor-2"))
    }
    own_id, other_id = str(own.case_id), str(other.case_id)
    assert list(map(sorted, cases.values())) == [sorted([own_id, other_id]), [own_id], [other_id]]
    assert (await get(staffed, path, "clb", "clb-9")).status_code == 404


async def test_a_report_says_who_was_there_and_what_came_of_the_readers_own_cases(
    staffed: Harness, session: Meeting, own: Case, other: Case
):
    await reported(staffed, session, own, other)
    path = f"/meetings/{session.meeting_id}/report"
    whole = (await get(staffed, path)).json()
    assert {person["contact_id"] for person in whole["people"] if person["present"]} == {"counsellor-1", "worker-1"}
    assert {case["minutes"] for case in whole["cases"]} == {TEXT, "KANARIE"}
    report = (await get(staffed, path, "counsellor", "counsellor-1")).json()
    (case,) = report["cases"]
    assert (case["case_id"], case["decision"], case["minutes"]) == (str(own.case_id), "plan", TEXT)
    (action,) = case["actions"]
    assert (action["what"], action["owner_name"], action["due_on"]) == ("Belt mama", "Els Voorbeeld", "2026-11-27")
    assert [guest["name"] for guest in report["guests"]] == ["Mieke Verzonnen"]
    others = (await get(staffed, path, "counsellor", "counsellor-2")).text
    assert [text in others for text in ("KANARIE", "De leerling wil terug", "Mieke", "Belt mama")] == [
        True,
        False,
        False,
        False,
    ]


async def test_the_report_as_a_paper_can_be_read_by_everybody(
    staffed: Harness, session: Meeting, own: Case, other: Case
):
    await reported(staffed, session, own, other)
    path = f"/meetings/{session.meeting_id}/report"
    answer = await get(staffed, path, "counsellor", "counsellor-1", Accept="application/pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert 'filename="verslag-2026-11-19.pdf"' in answer.headers["content-disposition"]
    pdf = Pdf(answer.content)
    said = ("Stadhuis", "leerlingenbegeleider", "Mieke Verzonnen", own.reference, "een plan opstellen")
    for text in (*said, "Mama belt #elke *week* @school.", "Belt mama", "Els Voorbeeld", "27 november 2026"):
        assert text in pdf.text
    assert "KANARIE" not in pdf.text
    assert other.reference not in pdf.text
    assert (pdf.root["/Lang"], pdf.header_scopes, pdf.loose_fonts) == ("nl-BE", {"/Column"}, [])
    assert b"pdfuaid" in pdf.raw


async def test_a_meeting_without_a_time_has_no_report_and_who_is_not_invited_reads_none(staffed: Harness, own: Case):
    await staffed.tell(own.event(CaseOpened))
    meeting = await staffed.request(own)
    assert (
        await get(staffed, f"/meetings/{meeting.meeting_id}/report", "counsellor", "counsellor-2")
    ).status_code == 404
    homeless = await staffed.request(Case(school="125009", reference="SP-2026-000199"), hold_by="2026-11-18")
    assert homeless.slot is None
    assert (await get(staffed, f"/meetings/{homeless.meeting_id}/report")).status_code == 404
