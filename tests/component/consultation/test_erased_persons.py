"""The person of a case is erased: nothing that meetings keep says anything of that person any more."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from shared.contracts.casework_cases import CaseOpened, CasePersonErased, MeetingRequested

from .harness import SCHOOL, Case, Harness
from .standing import fixed, set_up, staffed_for_two

KEPT = (
    "meeting", "meeting_minutes", "meeting_case_minutes", "meeting_guests", "meeting_action", "meeting_outcome",
    "known_case", "outbox",
)  # fmt: skip


async def stored(harness: Harness, *but: str) -> str:
    """All that the tables of meetings hold."""
    async with harness.service.engine.connect() as connection:
        rows = [
            await connection.execute(sa.text(f"SELECT to_json({name}) FROM {name}")) for name in KEPT if name not in but
        ]
    return "\n".join(json.dumps(row[0]) for result in rows for row in result)


async def opened(harness: Harness, case: Case) -> None:
    await harness.tell(case.event(CaseOpened))
    await harness.tell(case.event(MeetingRequested))


async def noted(harness: Harness, meeting: dict[str, Any], case: Case, name: str) -> None:
    """All that can be noted of a case at a meeting that has ended, with a name in it."""
    path, case_id = f"/meetings/{meeting['meeting_id']}", str(case.case_id)
    action = {"case_id": case_id, "what": f"{name} opbellen", "owner": "worker-1", "due_on": "2026-12-18"}
    guest = {"name": f"Ouder {name}", "role": "parent", "case_id": case_id}
    async with harness.asking("coordinator") as client:
        before = await client.get(f"{path}/guests")
        guests = [*before.json()["guests"], guest]
        version = {"If-Match": tag} if (tag := before.headers.get("etag")) else {}
        answers = [
            await client.put(f"{path}/cases/{case_id}/minutes", json={"text": f"Eerst over {name}."}),
            await client.put(
                f"{path}/cases/{case_id}/minutes", json={"text": f"Dan over {name}."}, headers={"If-Match": '"1"'}
            ),
            await client.post(f"{path}/actions", json=action),
            await client.put(f"{path}/guests", json={"guests": guests}, headers=version),
        ]
    assert {answer.status_code for answer in answers} <= {200, 201}, [answer.text for answer in answers]


async def end(harness: Harness, meeting: dict[str, Any], *cases: Case) -> None:
    """The meeting is held, with a decision about each case that is put right."""
    path = f"/meetings/{meeting['meeting_id']}"
    async with harness.asking("coordinator") as client:
        for decision, step in (("plan", "complete"), ("monitor", "outcome")):
            decisions = [{"case_id": str(case.case_id), "decision": decision} for case in cases]
            headers = {"If-Match": (await client.get(path)).headers["etag"]}
            send = client.post if step == "complete" else client.put
            answer = await send(f"{path}/{step}", json={"decisions": decisions}, headers=headers)
            assert answer.status_code == 200, answer.text


async def test_of_a_meeting_about_that_case_who_met_when_is_left(harness: Harness):
    await harness.staff()
    case = Case(UUID(int=1))
    await opened(harness, case)
    (planned,) = await harness.meetings_of(case)
    assert planned.slot
    harness.clock.set(planned.slot.time.end)
    meeting = {"meeting_id": str(planned.meeting_id)}
    await noted(harness, meeting, case, "Wout")
    async with harness.asking("coordinator") as client:
        text = {"text": "Over Wout en zijn ouders."}
        assert (await client.put(f"/meetings/{planned.meeting_id}/minutes", json=text)).status_code == 200
    await end(harness, meeting, case)
    before = await stored(harness, "outbox")
    assert ("Wout" in before, "monitor" in before, "plan" in before) == (True, True, True)
    sent = len(await harness.sent())
    for _ in range(2):
        await harness.tell(case.event(CasePersonErased))
    after = await stored(harness, "outbox")
    assert ("Wout" in after, '"decision"' in after, "problematic" in after) == (False, False, False)
    held = await harness.meeting(planned.meeting_id)
    assert (held.slot, held.case_ids, held.held.decisions) == (planned.slot, planned.case_ids, ())
    assert len(await harness.sent()) == sent, "nobody is told"


async def test_of_a_session_what_is_of_other_cases_stays(harness: Harness):
    await staffed_for_two(harness)
    session, *_ = await fixed(harness)
    erased, other = Case(UUID(int=1)), Case(UUID(int=2), "SP-2026-000124", SCHOOL)
    for case in (erased, other):
        await opened(harness, case)
    harness.clock.set(datetime.fromisoformat(session["ends_at"]))
    await noted(harness, session, erased, "Wout")
    await noted(harness, session, other, "Lena")
    await end(harness, session, erased, other)
    others = (await stored(harness)).count("Lena")
    await harness.tell(erased.event(CasePersonErased))
    after = await stored(harness)
    assert ("Wout" in after, after.count("Lena")) == (False, others)
    async with harness.asking("coordinator") as client:
        outcome = (await client.get(f"/meetings/{session['meeting_id']}/outcome")).json()
    said = [outcome["decisions"], *(revision["decisions"] for revision in outcome["revisions"])]
    assert [[decision["case_id"] for decision in decisions] for decisions in said] == [[str(other.case_id)]] * 3


async def test_nothing_is_written_about_the_case_any_more(harness: Harness):
    await staffed_for_two(harness)
    session, *_ = await fixed(harness)
    erased, other = Case(UUID(int=1)), Case(UUID(int=2), "SP-2026-000124", SCHOOL)
    for case in (erased, other):
        await opened(harness, case)
    harness.clock.set(datetime.fromisoformat(session["ends_at"]))
    await harness.tell(erased.event(CasePersonErased))
    path, case_id = f"/meetings/{session['meeting_id']}", str(erased.case_id)
    guest = {"name": "Ouder Wout", "role": "parent", "case_id": case_id}
    action = {"case_id": case_id, "what": "Wout opbellen", "owner": "worker-1", "due_on": "2026-12-18"}
    decided = {"decisions": [{"case_id": case_id, "decision": "plan"}]}
    async with harness.asking("coordinator") as client:
        tag = {"If-Match": (await client.get(path)).headers["etag"]}
        answers = [
            await client.put(f"{path}/cases/{case_id}/minutes", json={"text": "Over Wout."}),
            await client.put(f"{path}/guests", json={"guests": [guest]}),
            await client.post(f"{path}/actions", json=action),
            await client.post(f"{path}/complete", json=decided, headers=tag),
        ]
        assert [answer.status_code for answer in answers] == [409] * 4, [answer.text for answer in answers]
        assert all("erased" in answer.json()["detail"] for answer in answers)
        text = {"text": "Over Lena."}
        assert (await client.put(f"{path}/cases/{other.case_id}/minutes", json=text)).status_code == 200
    assert "Wout" not in await stored(harness)


async def test_a_meeting_about_that_case_alone_gets_no_minutes_any_more(harness: Harness):
    await harness.staff()
    case = Case()
    await opened(harness, case)
    (planned,) = await harness.meetings_of(case)
    assert planned.slot
    harness.clock.set(planned.slot.time.end)
    await harness.tell(case.event(CasePersonErased))
    path = f"/meetings/{planned.meeting_id}"
    async with harness.asking("coordinator") as client:
        minutes = await client.put(f"{path}/minutes", json={"text": "Over Wout."})
        guests = await client.put(f"{path}/guests", json={"guests": [{"name": "Oom van Wout", "role": "other"}]})
    assert (minutes.status_code, guests.status_code) == (409, 409), (minutes.text, guests.text)


async def test_why_a_meeting_was_called_off_goes_too(harness: Harness):
    await harness.staff()
    case = Case()
    await opened(harness, case)
    (meeting,) = await harness.meetings_of(case)
    async with harness.asking("coordinator") as client:
        await client.post(f"/meetings/{meeting.meeting_id}/cancel", json={"reason": "Wout is opgenomen"})
    await harness.tell(case.event(CasePersonErased))
    assert "opgenomen" not in await stored(harness)


@pytest.mark.parametrize(("until", "is_left"), [("2027-01-31", False), (None, True)])
async def test_sessions_are_removed_after_their_term_and_a_series_that_is_over_with_the_last(
    harness: Harness, until: str | None, is_left: bool
):
    await staffed_for_two(harness)
    sessions = await fixed(harness, until=until)
    unused = await set_up(harness, until="2026-11-30")
    (purge,) = [ticker for ticker in harness.service.tickers if ticker.name == "sessions"]
    last = max(datetime.fromisoformat(session["ends_at"]) for session in sessions)
    left = []
    for later in (timedelta(0), timedelta(seconds=1), timedelta(days=60)):
        harness.clock.set(last + timedelta(days=1100) + later)
        await purge._job()
        async with harness.units() as uow:
            series = [await uow.series.find(UUID(of)) for of in (sessions[0]["series_id"], unused["series_id"])]
            meetings = await uow.meetings.all_of(UUID(session["meeting_id"]) for session in sessions)
        left.append((len(meetings), *(row is not None for row in series)))
    assert left == [(1, True, False), (0, True, False), (0, is_left, False)]
    assert harness.clock.today() > date(2029, 1, 1)
